import assert from "node:assert/strict";
import { numberOf, whPerUnit } from "#codec/import/energy_text.ts";

Deno.test("numberOf() reads points, commas and thousands", () => {
  const texts = ["1.25", "1,25", "1 234,5", "1.234,5", "1,234.5", "-0,5", "12", "1e-3", ".5"];
  assert.deepEqual(texts.map(numberOf), [1.25, 1.25, 1234.5, 1234.5, 1234.5, -0.5, 12, 0.001, 0.5]);
});

Deno.test("numberOf() takes nothing else", () => {
  for (const text of ["", "-", "n/a", "1.2.3,4,5", "12 kWh", "0x10"]) {
    assert.equal(numberOf(text), null, text);
  }
});

Deno.test("whPerUnit() knows energies only", () => {
  assert.deepEqual(["Wh", "kWh", "MWh", "kW", "m3"].map(whPerUnit), [1, 1000, 1e6, null, null]);
});
