import assert from "node:assert/strict";
import { converted, inEuro, rateFor } from "#codec/prices/fx/convert.ts";
import type { FxRates } from "#model/price.ts";
import { seriesOn } from "#tests/support/price_series.ts";

/** As Norges Bank has it: EUR 11.7350, DKK 157.32 and SEK 106.43 for a hundred. */
const rates = (date: string, nok = 11.735): FxRates => ({
  date,
  source: "norges-bank",
  perEur: { EUR: 1, NOK: nok, DKK: nok / 1.5732, SEK: nok / 1.0643 },
});

Deno.test("converted() M30 and M31: to kroner, negative prices too", () => {
  const euro = seriesOn("2026-01-14", { micro: (at) => at === 0 ? 65_830 : -5_200 });
  const kroner = converted(euro, { currency: "NOK", known: [rates("2026-01-09")] });
  assert.ok(kroner.ok);
  const [first, second] = kroner.value.points;
  assert.deepEqual([first!.microPerKwh, second!.microPerKwh], [772_515, -61_022]);
  assert.deepEqual([first!.eurMicroPerKwh, kroner.value.marks], [65_830, ["converted"]]);
});

Deno.test("rateFor() M32 and M33: cross rates", () => {
  const value = (to: "DKK" | "SEK") =>
    rateFor([rates("2026-01-09")], { from: "EUR", to, date: "2026-01-14" })!.rate.value.toFixed(6);
  assert.deepEqual([value("DKK"), value("SEK")], ["7.459319", "11.026026"]);
  const back = rateFor([rates("2026-01-09")], { from: "NOK", to: "EUR", date: "2026-01-14" });
  assert.equal(back!.rate.value.toFixed(6), "0.085215");
});

Deno.test("rateFor() takes the last business day that was known at the auction", () => {
  // Thursday, Friday, Monday, Tuesday; nothing at the weekend.
  const known = ["2026-01-08", "2026-01-09", "2026-01-12", "2026-01-13"].map((date) => rates(date));
  const used = (date: string) => {
    const found = rateFor(known, { from: "EUR", to: "NOK", date });
    return found === null ? null : [found.rate.date, found.isLate];
  };
  // Prices of Saturday are made on Friday noon, when Friday's rate is not out.
  assert.deepEqual(used("2026-01-10"), ["2026-01-08", false]);
  assert.deepEqual(used("2026-01-11"), ["2026-01-09", false]);
  assert.deepEqual(used("2026-01-12"), ["2026-01-09", false]);
  assert.deepEqual(used("2026-01-13"), ["2026-01-09", false]);
  assert.deepEqual(used("2026-01-14"), ["2026-01-12", false]);
  assert.deepEqual(used("2026-03-01"), ["2026-01-13", false]);
  assert.deepEqual(used("2026-01-09"), ["2026-01-08", true]);
  assert.equal(rateFor([], { from: "EUR", to: "NOK", date: "2026-01-14" }), null);
  assert.equal(rateFor(known, { from: "EUR", to: "CHF", date: "2026-01-14" }), null);
});

Deno.test("converted() says when no rate is known and leaves the right currency alone", () => {
  const euro = seriesOn("2026-01-14", { micro: () => 1 });
  const none = converted(euro, { currency: "NOK", known: [] });
  assert.equal(none.ok ? "good" : none.fault.code, "price-no-rate");
  const same = converted(euro, { currency: "EUR", known: [] });
  assert.equal(same.ok && same.value, euro);
});

Deno.test("inEuro() undoes a conversion, so that a better rate can be applied", () => {
  const euro = seriesOn("2026-01-14", { micro: (at) => at * 7, exported: (at) => -at });
  const late = converted(euro, { currency: "NOK", known: [rates("2026-01-14", 12)] });
  assert.ok(late.ok);
  assert.deepEqual(late.value.marks, ["converted", "late-rate"]);
  assert.deepEqual(inEuro(late.value), euro);
  assert.equal(inEuro(euro), null);
});
