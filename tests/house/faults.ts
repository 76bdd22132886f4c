/**
 * `deno task faults --kills 1000 --power-cuts 1000 --service-kills 50 --seed 1`: the long forms of
 * the tests of sudden ends, with their figures. Without a count nothing of a kind is done.
 */
import { parseArgs } from "node:util";
import { freshSeed } from "#tests/support/random.ts";
import { killRun } from "./kills.ts";
import { cutRun, LOST_MS_MAX } from "./power_cuts.ts";
import { serviceKillRun } from "./service_kills.ts";

const COUNT = { type: "string", default: "0" } as const;
const { values } = parseArgs({
  options: {
    "kills": COUNT,
    "power-cuts": COUNT,
    "service-kills": COUNT,
    "seed": { type: "string" },
  },
});
const seed = Number(values.seed ?? freshSeed());
let isGood = true;

/** Does one kind of run, if it is wanted, and prints what came of it. */
async function report<R extends object>(
  name: "kills" | "power-cuts" | "service-kills",
  run: (count: number, tell: (done: number) => void) => Promise<R>,
  isRight: (report: R) => boolean,
): Promise<void> {
  const count = Number(values[name]);
  if (count === 0) return;
  const startMs = performance.now();
  const found = await run(count, (done) => console.error(`${done} of ${count} ${name}`));
  const tookS = Math.round((performance.now() - startMs) / 1000);
  console.log(JSON.stringify({ seed, tookS, ...found }));
  isGood &&= isRight(found);
}

await report(
  "kills",
  (kills, tell) => killRun({ kills, seed }, tell),
  ({ lost, doubled, faults }) => lost + doubled + faults === 0,
);
await report(
  "power-cuts",
  (cuts, tell) => cutRun({ cuts, seed }, tell),
  ({ lostMsMax, lostEditMsMax, doubled, faults }) =>
    lostMsMax <= LOST_MS_MAX && lostEditMsMax === 0 && doubled + faults === 0,
);
await report(
  "service-kills",
  (kills, tell) => serviceKillRun({ kills, seed }, tell),
  ({ lost, doubled }) => lost + doubled === 0,
);
if (!isGood) Deno.exit(1);
