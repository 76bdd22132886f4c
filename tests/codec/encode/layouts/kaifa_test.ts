import assert from "node:assert/strict";
import { kaifa } from "#codec/encode/layouts/kaifa.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 10));

// Written by hand from chapter 10 §8.4; checksums computed by another program.
Deno.test("kaifa list 1 is one power behind the clock of the header", () => {
  assert.equal(
    kaifa.encode(state, 1).toHex(),
    "7e" + "a027" + "01" + "0201" + "10" + "5a87" + "e6e700" + "0f40000000" +
      "090c" + "07ea0105010d000aff800000" + "0201" + "06000004d2" + "4a8b" + "7e",
  );
});

Deno.test("kaifa lists 2 and 3 have 13 and 18 elements, 9 and 14 on one phase", () => {
  const countOf = (list: 2 | 3, wiring: "single" | "tn") =>
    kaifa.encode({ ...state, wiring }, list)[9 + 3 + 5 + 14 + 1];
  assert.deepEqual([countOf(2, "tn"), countOf(3, "tn")], [13, 18]);
  assert.deepEqual([countOf(2, "single"), countOf(3, "single")], [9, 14]);
});

Deno.test("kaifa with three wires gives a current but no voltage for L2", () => {
  const { l2A, l2V } = kaifa.expected({ ...state, wiring: "it" }, 2);
  assert.deepEqual([l2A, l2V], [2, 0]);
});
