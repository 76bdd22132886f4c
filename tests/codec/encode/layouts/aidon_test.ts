import assert from "node:assert/strict";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 0));

// Written by hand from chapter 10 §8.5; checksums computed by another program.
Deno.test("aidon list 1 is an array of one power with its unit", () => {
  assert.equal(
    aidon.encode(state, 1).toHex(),
    "7e" + "a02a" + "41" + "0883" + "13" + "0413" + "e6e700" + "0f4000000000" +
      "0101" + "0203" + "09060100010700ff" + "06000004d2" + "02020f00161b" + "19f2" + "7e",
  );
});

Deno.test("aidon lists 2 and 3 have 13 and 18 objects with four wires", () => {
  const countOf = (list: 2 | 3, wiring: "single" | "it" | "tn") =>
    aidon.encode({ ...state, wiring }, list)[9 + 3 + 6 + 1];
  assert.deepEqual([countOf(2, "tn"), countOf(3, "tn")], [13, 18]);
  assert.deepEqual([countOf(2, "it"), countOf(3, "it")], [12, 17]);
  assert.deepEqual([countOf(2, "single"), countOf(3, "single")], [9, 14]);
});

Deno.test("aidon list 3 shows winter time and says deviation 0", () => {
  const july = householdExample(1234, Date.UTC(2026, 6, 6, 12, 0, 0));
  const hex = aidon.encode(july, 3).toHex();
  assert.ok(hex.includes("09060000010000ff" + "090c" + "07ea0706010d0000ff000000"), hex);
  assert.equal(aidon.expected(july, 3).meterTime, "2026-07-06T12:00:00Z");
});
