import assert from "node:assert/strict";
import { kroneDay } from "#codec/prices/parts.ts";
import { wishFor } from "#tests/support/price_wish.ts";

const row = (changes: object = {}) => ({
  NOK_per_kWh: 0.57095,
  EUR_per_kWh: 0.04871,
  EXR: 11.7215,
  time_start: "2026-01-14T00:00:00+01:00",
  time_end: "2026-01-14T01:00:00+01:00",
  ...changes,
});

Deno.test("kroneDay() refuses øre in place of kroner", () => {
  const wish = wishFor("NO1", "2026-01-14");
  const result = (json: unknown) => {
    const found = kroneDay(json, wish, "NOK");
    return found.ok ? "good" : found.fault.message;
  };
  assert.equal(result([row()]), "good");
  assert.equal(result([row({ NOK_per_kWh: 0.5709500000000001 })]), "good");
  assert.match(
    result([row(), row({ NOK_per_kWh: 57.095 })]),
    /row 2: NOK, EUR and rate contradict/,
  );
  assert.match(result([row({ EXR: "much" })]), /row 1/);
  assert.match(result({ a: 1 }), /expected a list, found object/);
});

Deno.test("kroneDay() gives euro to those who pay in euro", () => {
  const found = kroneDay([row()], wishFor("NO1", "2026-01-14", { currency: "EUR" }), "NOK");
  assert.ok(found.ok && "rows" in found.value);
  assert.deepEqual([found.value.currency, Math.round(found.value.rows[0]!.micro!)], [
    "EUR",
    48_710,
  ]);
});
