/** Goldens H1 to H5 of chapter 20 §13.2. */
import assert from "node:assert/strict";
import type { Peak } from "#model/tariff.ts";
import { allowedKw, headroomW, projectedWh } from "#energy/tariff/forecast.ts";

const MINUTE_MS = 60_000;
const rules = { top: 3, combine: "mean", candidate: "day" } as const;
const TODAY_MS = 0;

const peak = (kw: number, atMs = 86_400_000): Peak => ({
  atMs,
  kw,
  weightedKw: kw,
  quality: "measured",
});

function budget(
  targetKw: number,
  counted: readonly Peak[],
  { strict = false }: { strict?: boolean } = {},
) {
  return {
    targetKw,
    counted,
    isSameTurn: ({ atMs }: Peak) => atMs === TODAY_MS,
    strict,
  };
}

Deno.test("allowedKw() H1: three times the target less the two best other days", () => {
  const allowed = allowedKw(budget(10, [peak(9), peak(8.5), peak(4)]), rules);
  assert.equal(allowed, 12.5);
  const left = { usedWh: 4000, remainingMs: 20 * MINUTE_MS };
  assert.equal(headroomW(allowed! * 1000, left), 25_500);
});

Deno.test("allowedKw() H2: with fewer days, as many times the target as there will be", () => {
  const allowed = allowedKw(budget(5, [peak(4.2)]), rules);
  assert.equal(allowed?.toFixed(3), "5.800");
  const left = { usedWh: 1000, remainingMs: 30 * MINUTE_MS };
  assert.equal(headroomW(Math.round(allowed! * 1000), left), 9600);
});

Deno.test("allowedKw() is no more than the target when strict", () => {
  assert.equal(allowedKw(budget(5, [peak(4.2)], { strict: true }), rules), 5);
});

Deno.test("allowedKw() does not take from today what stands already", () => {
  assert.equal(allowedKw(budget(5, [peak(9, TODAY_MS), peak(7), peak(6)]), rules), 9);
});

Deno.test("projectedWh() H3, H4: energy so far and mean power to the end", () => {
  const h3 = { usedWh: 1850, meanW: 6400, remainingMs: 25 * MINUTE_MS };
  assert.equal(projectedWh(h3).toFixed(1), "4516.7");
  const h4 = { usedWh: 4000, meanW: 7200, remainingMs: 20 * MINUTE_MS };
  assert.equal(projectedWh(h4), 6400);
});

Deno.test("headroomW() H5: a quarter hour", () => {
  const left = { usedWh: 600, remainingMs: 9 * MINUTE_MS };
  assert.equal(headroomW(4000 / 4, left).toFixed(0), "2667");
  assert.equal(headroomW(500, left), 0);
  assert.equal(headroomW(4000, { usedWh: 0, remainingMs: 0 }), 0);
});
