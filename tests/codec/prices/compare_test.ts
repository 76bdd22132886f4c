import assert from "node:assert/strict";
import { compared } from "#codec/prices/compare.ts";
import { seriesOn } from "#tests/support/price_series.ts";

const DATE = "2026-03-29";

Deno.test("compared() tells sources that agree to the last digit's rounding", () => {
  const first = seriesOn(DATE, { micro: (at) => 50_000 + at });
  const second = seriesOn(DATE, { micro: (at) => 50_010 + at, provider: "energy-charts" });
  const report = compared(first, second)!;
  assert.deepEqual([report.comparedCount, report.mismatches, report.differenceMicroMax], [
    92,
    [],
    10,
  ]);
  assert.deepEqual(report.providers, ["entsoe", "energy-charts"]);
});

Deno.test("compared() shows each mismatch with both prices", () => {
  const first = seriesOn(DATE, { micro: () => 50_000 });
  const second = seriesOn(DATE, { micro: (at) => at === 7 ? 61_000 : at === 8 ? null : 50_000 });
  const report = compared(first, second)!;
  assert.equal(report.comparedCount, 91);
  assert.deepEqual(report.mismatches, [{
    fromMs: first.points[7]!.fromMs,
    toMs: first.points[7]!.toMs,
    firstMicro: 50_000,
    secondMicro: 61_000,
  }]);
});

Deno.test("compared() compares hours with the mean of quarters", () => {
  const hours = seriesOn(DATE, { minutes: 60, micro: () => 15_000 });
  const quarters = seriesOn(DATE, { micro: (at) => (at % 4) * 10_000 });
  assert.deepEqual(compared(hours, quarters)!.mismatches, []);
  assert.equal(compared(quarters, hours)!.comparedCount, 23);
});

Deno.test("compared() takes euro where both have it, and nothing where nothing is common", () => {
  const euro = seriesOn(DATE, { micro: () => 50_000 });
  const kroner = {
    ...euro,
    currency: "NOK" as const,
    points: euro.points.map((point) => ({ ...point, microPerKwh: 600_000 })),
  };
  assert.deepEqual(compared(euro, kroner)!.mismatches, []);
  const bare = seriesOn(DATE, { micro: () => 600_000, currency: "NOK" });
  assert.equal(compared(euro, bare), null);
  assert.equal(compared(euro, seriesOn("2026-03-30", { micro: () => 50_000 })), null);
  const rate = { date: "2026-03-27", source: "ecb", from: "EUR", to: "NOK", value: 12 } as const;
  const byRate = seriesOn(DATE, { micro: () => 605_000, currency: "NOK", rate });
  assert.deepEqual(compared(bare, byRate)!.mismatches, []);
  const far = seriesOn(DATE, { micro: () => 610_000, currency: "NOK", rate });
  assert.equal(compared(bare, far)!.mismatches.length, 92);
});
