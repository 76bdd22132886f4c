import assert from "node:assert/strict";
import { gridOf, indexAt, pointAt, resampled } from "#codec/prices/resample.ts";
import { marketDayAt } from "#model/price.ts";
import { Zone } from "#model/zone.ts";
import { seriesOn } from "#tests/support/price_series.ts";

const zone = new Zone("Europe/Oslo");

Deno.test("indexAt() D10 to D18: elapsed time, right also behind the switch", () => {
  for (
    const [at, hour, quarter] of [
      ["2026-03-29T00:30Z", 1, 6],
      ["2026-03-29T01:30Z", 2, 10],
      ["2026-03-29T12:00Z", 13, 52],
      ["2026-03-29T21:59Z", 22, 91],
      ["2026-10-25T00:30Z", 2, 10],
      ["2026-10-25T01:30Z", 3, 14],
      ["2026-10-25T12:00Z", 14, 56],
      ["2026-10-25T22:59Z", 24, 99],
      ["2026-06-12T10:07Z", 12, 48],
    ] as const
  ) {
    const atMs = Date.parse(at);
    const day = marketDayAt(atMs, zone);
    assert.equal(indexAt(day, { atMs, resolutionMin: 60 }), hour, at);
    assert.equal(indexAt(day, { atMs, resolutionMin: 15 }), quarter, at);
    assert.equal(indexAt(day, { atMs: day.toMs, resolutionMin: 15 }), null);
    assert.equal(indexAt(day, { atMs: day.fromMs - 1, resolutionMin: 15 }), null);
  }
});

Deno.test("resampled() makes an hour the mean of its four quarters", () => {
  const quarters = seriesOn("2026-10-25", {
    micro: (at) => [500_000, 600_000, 1e6, 1.2e6][at % 4]!,
  });
  const hours = resampled(quarters, 60);
  assert.deepEqual([hours.points.length, hours.resolutionMin, hours.marks.length], [25, 60, 0]);
  assert.ok(hours.points.every(({ microPerKwh }) => microPerKwh === 825_000));
  assert.equal(hours.points[24]!.toMs, quarters.toMs);
});

Deno.test("resampled() leaves an hour out of which a quarter is missing", () => {
  const quarters = seriesOn("2026-03-29", { micro: (at) => at === 9 ? null : at });
  const hours = resampled(quarters, 60);
  assert.equal(hours.points.length, 22);
  assert.equal(gridOf(hours)[2], null);
  assert.equal(gridOf(hours)[1], 6); // The mean of 4, 5, 6, 7 is 5.5.
});

Deno.test("resampled() repeats an hour and marks it, there and back is the same", () => {
  const hours = seriesOn("2026-03-29", { minutes: 60, micro: (at) => at === 3 ? null : at * 10 });
  const quarters = resampled(hours, 15);
  assert.deepEqual([quarters.points.length, quarters.marks], [88, ["derived"]]);
  assert.deepEqual(gridOf(quarters).slice(8, 17), [20, 20, 20, 20, null, null, null, null, 40]);
  assert.deepEqual(resampled(quarters, 60).points, hours.points);
  assert.deepEqual(resampled(quarters, 15), quarters);
});

Deno.test("resampled() takes half hours both ways, and export prices along", () => {
  const halves = seriesOn("2026-01-14", { minutes: 30, micro: (at) => at, exported: (at) => -at });
  const hours = resampled(halves, 60);
  assert.deepEqual([hours.points.length, hours.exportPoints?.length], [24, 24]);
  assert.deepEqual(hours.exportPoints?.slice(0, 2).map(({ microPerKwh }) => microPerKwh), [-1, -3]);
  assert.equal(resampled(halves, 15).points.length, 96);
});

Deno.test("pointAt() finds the price of an instant, and none in a hole", () => {
  const { points, fromMs, toMs } = seriesOn("2026-10-25", { micro: (at) => at === 5 ? null : at });
  const at = (minutes: number) => pointAt(points, fromMs + minutes * 60_000)?.microPerKwh ?? null;
  assert.deepEqual([at(-1), at(0), at(14.9), at(15), at(80), at(90), at(1499)], [
    null,
    0,
    0,
    1,
    null,
    6,
    99,
  ]);
  assert.equal(pointAt(points, toMs), null);
  assert.equal(pointAt([], fromMs), null);
});
