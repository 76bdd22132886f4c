import assert from "node:assert/strict";
import { AREAS } from "#codec/prices/areas.ts";
import { type ChoiceSettings, orderOf } from "#codec/prices/order.ts";
import { area } from "#tests/support/price_wish.ts";

const AUTO: ChoiceSettings = { provider: "auto", fallbacks: null, tokens: [], consents: [] };

function order(id: string, minutes: 15 | 60, changes: Partial<ChoiceSettings> = {}): string[] {
  return orderOf(area(id), minutes, { ...AUTO, ...changes }).map((provider) => provider.id);
}

Deno.test("orderOf() follows chapter 21 §19 for hours and quarters", () => {
  assert.deepEqual(order("NO1", 60), ["hvakosterstrommen", "spot-hinta"]);
  assert.deepEqual(order("NO1", 15), ["spot-hinta", "hvakosterstrommen"]);
  assert.deepEqual(order("NO2", 15), ["spot-hinta", "energy-charts", "hvakosterstrommen"]);
  assert.deepEqual(order("SE4", 15), ["elprisetjustnu", "spot-hinta", "energy-charts"]);
  assert.deepEqual(order("SE3", 15), ["elprisetjustnu", "spot-hinta"]);
  assert.deepEqual(order("DK1", 15), ["energidataservice", "spot-hinta", "energy-charts"]);
  assert.deepEqual(order("FI", 60), ["elering", "spot-hinta", "sahkotin"]);
  assert.deepEqual(order("DE-LU", 60), ["energy-charts", "awattar", "smard"]);
  assert.deepEqual(order("DE-LU", 15), ["energy-charts", "energidataservice", "smard", "awattar"]);
  assert.deepEqual(order("AT", 60), ["energy-charts", "awattar", "smartenergy"]);
  assert.deepEqual(order("ES", 15), ["omie", "omie-rolling"]);
  assert.deepEqual(order("PL", 15), ["energy-charts"]);
  assert.deepEqual(order("IT-North", 15), ["energy-charts"]);
  assert.deepEqual(order("IT-Sicily", 15), []);
});

Deno.test("orderOf() asks ENTSO-E second once there is a token", () => {
  const tokens = ["entsoe"];
  assert.deepEqual(order("NO1", 60, { tokens }), ["hvakosterstrommen", "entsoe", "spot-hinta"]);
  assert.deepEqual(order("SK", 15, { tokens }), ["entsoe"]);
  assert.deepEqual(order("GB", 15, { tokens }), []);
});

Deno.test("orderOf() asks restricted sources only with the user's consent", () => {
  const consents = ["nordpool", "energy-charts"];
  assert.deepEqual(order("SE3", 15, { consents }), [
    "elprisetjustnu",
    "spot-hinta",
    "energy-charts",
    "nordpool",
  ]);
  assert.deepEqual(order("RO", 15, { consents }), ["energy-charts", "nordpool"]);
});

Deno.test("orderOf() begins with the named one and keeps to the user's fall-backs", () => {
  assert.deepEqual(order("NO1", 60, { provider: "tibber" }), [
    "tibber",
    "hvakosterstrommen",
    "spot-hinta",
  ]);
  assert.deepEqual(order("NO1", 60, { provider: "spot-hinta", fallbacks: [] }), ["spot-hinta"]);
  const fallbacks = ["pse", "elering", "nonsense", "hvakosterstrommen"];
  assert.deepEqual(order("NO1", 60, { provider: "json", fallbacks }), [
    "json",
    "hvakosterstrommen",
  ]);
  assert.deepEqual(order("NO1", 60, { provider: "simulated" }), ["simulated"]);
  assert.deepEqual(order("NO1", 60, { provider: "fixed", fallbacks }), ["fixed"]);
});

Deno.test("orderOf() leaves only areas without an open source without one", () => {
  const without = AREAS.filter(({ id }) => order(id, 15).length === 0).map(({ id }) => id);
  const closed = "GB SK HR RO BG GR IE RS ME MK AL XK BA MD UA CY MT GE TR IT-Centre-North " +
    "IT-Centre-South IT-South IT-Calabria IT-Sicily IT-Sardinia";
  assert.deepEqual(without, closed.split(" "));
});
