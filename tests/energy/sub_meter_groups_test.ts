import assert from "node:assert/strict";
import type { SubMeterPoint } from "#model/sub_meter.ts";
import { Zone } from "#model/zone.ts";
import { groupSubMeters } from "#energy/sub_meter_groups.ts";
import { NINE_MS } from "#tests/support/readings.ts";

const QUARTER_MS = 900_000;
const zone = new Zone("Europe/Amsterdam");

const point = (nth: number, more: Partial<SubMeterPoint> = {}): SubMeterPoint => ({
  channel: 1,
  kind: "gas",
  id: "G1",
  unit: "l",
  atMs: NINE_MS + nth * QUARTER_MS,
  amount: 10,
  quality: "measured",
  ...more,
});

Deno.test("groupSubMeters() sums quarters into hours, each meter apart, worst quality first", () => {
  const points = [0, 1, 2, 3, 4].map((nth) => point(nth));
  points.push(point(5, { quality: "interpolated" }), point(5, { channel: 2, kind: "water" }));
  assert.deepEqual(groupSubMeters(points, "hour", zone), [
    point(0, { amount: 40 }),
    point(4, { amount: 20, quality: "interpolated" }),
    point(4, { channel: 2, kind: "water" }),
  ]);
});

Deno.test("groupSubMeters() knows that a day in autumn has 25 hours", () => {
  const fromMs = Date.UTC(2026, 9, 24, 22);
  const points = Array.from(
    { length: 25 * 4 + 1 },
    (_, nth) => point(0, { atMs: fromMs + nth * QUARTER_MS }),
  );
  const days = groupSubMeters(points, "day", zone);
  assert.deepEqual(days.map(({ atMs, amount }) => [atMs - fromMs, amount]), [
    [0, 1000],
    [25 * 4 * QUARTER_MS, 10],
  ]);
  assert.deepEqual(groupSubMeters(points, "month", zone).map(({ amount }) => amount), [1010]);
});
