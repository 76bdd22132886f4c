import assert from "node:assert/strict";
import { kamstrupDk } from "#codec/encode/layouts/kamstrup_dk.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 6, 6, 12, 0, 0));
const COUNT = 8 + 3 + 5 + 13 + 1;

Deno.test("kamstrup-dk has 65 elements, 37 on one phase", () => {
  assert.equal(kamstrupDk.encode(state, 4)[COUNT], 65);
  assert.equal(kamstrupDk.encode({ ...state, wiring: "single" }, 4)[COUNT], 37);
});

Deno.test("kamstrup-dk sets the bit of summer time beside a clock on winter time", () => {
  const hex = kamstrupDk.encode(state, 4).toHex();
  assert.ok(hex.includes("07ea0706010d0000ff800080"), hex);
});
