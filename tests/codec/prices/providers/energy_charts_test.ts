import assert from "node:assert/strict";
import { energyCharts } from "#codec/prices/providers/energy_charts.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

const wish = wishFor("CH", "2026-01-14");

function reply(changes: object): string {
  const hours = Array.from({ length: 24 }, (_, at) => wish.day.fromMs / 1000 + at * 3600);
  const price = hours.map(() => 80);
  return JSON.stringify({
    license_info: "CC BY",
    unix_seconds: hours,
    price,
    unit: "EUR/MWh",
    ...changes,
  });
}
const ask = (changes: object) => asked(energyCharts, wish, () => replyOf(reply(changes)));

Deno.test("energy-charts: hours of Switzerland, every spelling of the unit, the licence is kept", () => {
  for (const unit of ["EUR / MWh", "EUR/MWh", "EUR / megawatt_hour"]) {
    const found = ask({ unit });
    assert.ok(found.ok);
    assert.deepEqual([found.value.resolutionMin, found.value.licence], [60, "CC BY"]);
  }
});

Deno.test("energy-charts: other units and lists of unequal length are refused", () => {
  assert.equal(codeOf(ask({ unit: "ct/kWh" })), "price-reply");
  assert.equal(codeOf(ask({ unit: null })), "price-reply");
  const unequal = ask({ price: [1, 2] });
  assert.match(unequal.ok ? "" : unequal.fault.message, /expected 24 prices, found 2/);
  assert.equal(codeOf(ask({ price: new Array(24).fill("a") })), "price-reply");
});
