import assert from "node:assert/strict";
import { iskraHr, iskraHrShort } from "#codec/encode/layouts/iskra_hr.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 10));

// The head of the captured first segment: length A4, segmented, control 03.
Deno.test("iskra-hr has 33 elements in two segments, time and date apart", () => {
  const hex = iskraHr.encode(state, 4).toHex();
  assert.ok(hex.startsWith("7ea8a4cf022303"), hex);
  assert.ok(hex.includes("0221" + "09083932303030313233" + "09040d000a00" + "090507ea010501"), hex);
  assert.equal(hex.split("7e7ea").length, 2);
});

Deno.test("iskra-hr-short has 28 elements and nothing reactive", () => {
  const hex = iskraHrShort.encode(state, 4).toHex();
  assert.ok(hex.includes("021c" + "0908"), hex);
  assert.equal(iskraHrShort.expected(state, 4).importVarh, undefined);
});
