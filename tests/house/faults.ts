/** `deno task faults --kills 100 --seed 1`: the long form of `kill_test.ts`, with its figures. */
import { parseArgs } from "node:util";
import { freshSeed } from "#tests/support/random.ts";
import { killRun } from "./kill_run.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "100" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? freshSeed());
const kills = Number(values.kills);
const report = await killRun({ kills, seed }, (done) => {
  if (done % 10 === 0) console.error(`${done} of ${kills} kills`);
});
console.log(JSON.stringify({ seed, ...report }));
if (report.lost > 0 || report.doubled > 0) Deno.exit(1);
