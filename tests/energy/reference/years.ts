/**
 * A simulated year per zone and kind of meter, with 1 % of the frames lost and 20 power cuts; ends
 * with 1 when energy was lost or a false peak was counted.
 *
 *     deno task years [--seed N] [--zone Europe/Oslo]
 */
import { parseArgs } from "node:util";
import { Zone } from "#model/zone.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { isTrue, reportOf } from "./year_report.ts";

const ZONES = [
  "Europe/Oslo",
  "Europe/Helsinki",
  "Europe/London",
  "Europe/Istanbul",
  "Africa/Casablanca",
];

const { values } = parseArgs({ options: { seed: { type: "string" }, zone: { type: "string" } } });
const seed = Number(values.seed ?? freshSeed());
let failures = 0;
for (const [at, name] of ZONES.entries()) {
  if (values.zone !== undefined && values.zone !== name) continue;
  for (const kind of ["fast", "hourly"] as const) {
    const zone = new Zone(name);
    const fromMs = zone.startOfMs("month", Date.UTC(2026, 0, 15));
    const toMs = zone.startOfMs("month", Date.UTC(2027, 0, 15));
    const startMs = performance.now();
    const report = reportOf({ zone, kind, fromMs, toMs, cuts: 20, random: seeded(seed + at) });
    if (!isTrue(report)) failures++;
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    print(`${name} ${kind} seed ${seed}: ${JSON.stringify(report)} in ${seconds} s`);
  }
}
Deno.exit(failures === 0 ? 0 : 1);

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
