import assert from "node:assert/strict";
import { seriesOf } from "#codec/prices/series.ts";
import type { FoundPrices, PriceRow } from "#codec/prices/provider.ts";
import { wishFor } from "#tests/support/price_wish.ts";

const wish = wishFor("BE", "2026-03-29");
const HOUR_MS = 3_600_000;

function hours(change: (row: PriceRow, at: number) => PriceRow = (row) => row): PriceRow[] {
  return Array.from({ length: 23 }, (_, at) => {
    const fromMs = wish.day.fromMs + at * HOUR_MS;
    return change({ fromMs, toMs: fromMs + HOUR_MS, micro: 1000 * at }, at);
  });
}

function result(rows: readonly PriceRow[], changes: Partial<FoundPrices> = {}): string {
  const outcome = seriesOf({ rows, currency: "EUR", ...changes }, wish, { id: "test" });
  if (!outcome.ok) return `${outcome.fault.code} ${outcome.fault.message}`;
  return `${outcome.value.points.length} of ${outcome.value.resolutionMin}`;
}

Deno.test("seriesOf() cuts to the day and takes lengths from ends or neighbours", () => {
  const before = { fromMs: wish.day.fromMs - HOUR_MS, toMs: wish.day.fromMs, micro: 5 };
  const after = { fromMs: wish.day.toMs, toMs: wish.day.toMs + HOUR_MS, micro: 5 };
  assert.equal(result([after, ...hours(), before]), "23 of 60");
  assert.equal(result(hours((row) => ({ ...row, toMs: null }))), "23 of 60");
});

Deno.test("seriesOf() names rows without a time or a number", () => {
  const broken = (change: Partial<PriceRow>) =>
    result(hours((row, at) => at === 4 ? { ...row, ...change } : row));
  assert.match(broken({ fromMs: NaN }), /^price-reply .*row 5 has no span of time/);
  assert.match(broken({ fromMs: Infinity }), /row 5 has no span of time/);
  assert.match(broken({ toMs: wish.day.fromMs }), /row 5 has no span of time/);
  assert.match(broken({ micro: NaN }), /row 5 has no number as its price/);
  assert.match(broken({ eurMicro: NaN }), /row 5 has no number as its price/);
});

Deno.test("seriesOf() names missing, doubled, odd and impossible prices", () => {
  const without = hours().filter((_, at) => at !== 4);
  assert.match(result(without), /^price-incomplete .*22 of 23 prices, none for 2026-03-29T03:00Z/);
  assert.match(result(hours((row, at) => at === 4 ? { ...row, micro: null } : row)), /incomplete/);
  const last = hours().slice(0, 22);
  assert.match(result(last), /none for 2026-03-29T21:00Z/);
  const twice = [...hours(), { ...hours()[2]!, micro: 7 }];
  assert.match(result(twice), /two prices for 2026-03-29T01:00Z/);
  assert.equal(result([...hours(), hours()[2]!]), "23 of 60");
  const shifted = hours((row, at) => ({
    ...row,
    fromMs: row.fromMs + (at === 4 ? 60_000 : 0),
    toMs: row.toMs! + (at === 4 ? 60_000 : 0),
  }));
  assert.match(result(shifted), /a price begins at 2026-03-29T03:01Z/);
  const mixed = hours((row, at) => at === 4 ? { ...row, toMs: row.fromMs + 900_000 } : row);
  assert.match(result(mixed), /unequal or unknown lengths/);
  assert.match(result(hours((row) => ({ ...row, toMs: row.fromMs + 7 }))), /unknown lengths/);
  assert.match(result([]), /^price-unpublished/);
});

Deno.test("seriesOf() bounds prices by what the currency is worth", () => {
  const price = (micro: number, currency: "EUR" | "NOK") =>
    result(hours((row) => ({ ...row, micro })), { currency });
  assert.equal(price(10_000_000, "EUR"), "23 of 60");
  assert.match(price(10_000_001, "EUR"), /10\.000001 EUR\/kWh at 2026-03-28T23:00Z cannot be/);
  assert.match(price(-1_000_001, "EUR"), /cannot be/);
  assert.equal(price(57_095_000, "NOK"), "23 of 60");
  assert.match(price(570_950_000, "NOK"), /570\.95 NOK\/kWh/);
  const euro = hours((row) => ({ ...row, eurMicro: 1e30 }));
  assert.match(result(euro, { currency: "NOK" }), /EUR\/kWh at .* cannot be/);
});

Deno.test("seriesOf() has export prices beside, which have to be right as well", () => {
  const rows = hours();
  assert.equal(result(rows, { exportRows: hours((row) => ({ ...row, micro: -5 })) }), "23 of 60");
  assert.match(result(rows, { exportRows: hours((row) => ({ ...row, micro: NaN })) }), /row 1/);
});
