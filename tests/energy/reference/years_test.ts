/** Two months around a change of the clocks, in the manner of `deno task years`. */
import assert from "node:assert/strict";
import { Zone } from "#model/zone.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { isTrue, reportOf } from "./year_report.ts";

const SEED = freshSeed();

const CASES = [["Europe/Oslo", "fast"], ["Africa/Casablanca", "hourly"]] as const;

for (const [name, kind] of CASES) {
  Deno.test(`two months in ${name} lose no Wh and make no false peak (${kind}, seed ${SEED})`, () => {
    const zone = new Zone(name);
    const fromMs = zone.startOfMs("month", Date.UTC(2026, 1, 15));
    const toMs = zone.shiftMonthMs(fromMs, 2);
    const report = reportOf({ zone, kind, fromMs, toMs, cuts: 20, random: seeded(SEED) });
    assert.ok(isTrue(report), JSON.stringify(report));
    assert.ok(report.peaks > 0 && report.months > 0);
  });
}
