import assert from "node:assert/strict";
import { scaled } from "#codec/reading/decimal.ts";

Deno.test("scaled() gives the decimal that was meant", () => {
  assert.equal(scaled(1_773_601, -1), 177_360.1);
  assert.equal(scaled(35_624, -2), 356.24);
  assert.equal(scaled(12, 3), 12_000);
  assert.equal(scaled(-5, 0), -5);
  assert.equal(scaled(3, -12), 3e-12);
});

Deno.test("scaled() knows no exponent that no meter sends", () => {
  for (const exponent of [13, -13, -128, 0.5, NaN]) assert.ok(Number.isNaN(scaled(1, exponent)));
});

Deno.test("scaled() rounds a kilo unit once", () => {
  assert.equal(scaled(1453, -3), 1.453);
  assert.equal(scaled(123456789123, 0), 123456789123);
  assert.equal(scaled(7, 3), 7000);
});
