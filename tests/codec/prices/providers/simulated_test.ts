import assert from "node:assert/strict";
import { simulated } from "#codec/prices/providers/simulated.ts";
import type { PriceSeries } from "#model/price.ts";
import { asked, wishFor } from "#tests/support/price_wish.ts";

function day(date: string, area = "NO1", resolutionMin: 15 | 60 = 60): PriceSeries {
  const found = asked(simulated, wishFor(area, date, { resolutionMin }), () => assert.fail());
  assert.ok(found.ok);
  return found.value;
}

const year = Array.from(
  { length: 365 },
  (_, at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
);

Deno.test("simulated: the same day is the same, other days and areas are not", () => {
  assert.deepEqual(day("2026-06-12"), day("2026-06-12"));
  const first = ({ points }: PriceSeries) => points[0]!.microPerKwh;
  assert.notEqual(first(day("2026-06-12")), first(day("2026-06-13")));
  assert.notEqual(first(day("2026-06-12")), first(day("2026-06-12", "NO2")));
  assert.deepEqual(["2026-03-29", "2026-10-25"].map((date) => day(date, "FI", 15).points.length), [
    92,
    100,
  ]);
  assert.deepEqual(day("2026-06-12").marks, ["simulated"]);
});

Deno.test("simulated: a year looks like one: dear evenings, cheap noons, some below zero", () => {
  const days = year.map((date) => day(date, "BE"));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const hour = (at: number) => mean(days.map(({ points }) => points[at]!.microPerKwh));
  const all = days.flatMap(({ points }) => points.map(({ microPerKwh }) => microPerKwh));
  assert.ok(hour(18) > 1.5 * hour(13) && hour(8) > hour(3));
  assert.ok(mean(all) > 40_000 && mean(all) < 150_000, String(mean(all)));
  assert.ok(Math.max(...all) < 400_000 && Math.min(...all) > -200_000);
  const negative = all.filter((micro) => micro < 0).length / all.length;
  assert.ok(negative > 0.005 && negative < 0.15, String(negative));
});
