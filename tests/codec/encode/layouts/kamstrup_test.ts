import assert from "node:assert/strict";
import { kamstrup } from "#codec/encode/layouts/kamstrup.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 6, 6, 12, 0, 5));

// Chapter 10 §8.5: flag, header and link 8 bytes, LLC 3, notification 5 and its clock 13.
const PAYLOAD = 8 + 3 + 5 + 13;

Deno.test("kamstrup lists 2 and 3 have 25 and 35 elements, also on one phase", () => {
  for (const wiring of ["tn", "single"] as const) {
    for (const [list, count] of [[2, 25], [3, 35]] as const) {
      const bytes = kamstrup.encode({ ...state, wiring }, list);
      assert.deepEqual([...bytes.subarray(PAYLOAD, PAYLOAD + 2)], [0x02, count]);
    }
  }
});

Deno.test("kamstrup on one phase sends nulls for the missing pairs", () => {
  const hex = kamstrup.encode({ ...state, wiring: "single" }, 2).toHex();
  assert.ok(hex.includes("09060101200700ff" + "1200e7" + "00000000"), hex);
});

Deno.test("kamstrup shows winter time in summer", () => {
  const hex = kamstrup.encode(state, 2).toHex();
  assert.ok(hex.includes("0c" + "07ea0706010d0005ff800000"), hex);
  assert.equal(kamstrup.expected(state, 2).apduTime, "2026-07-06T12:00:05Z");
});

Deno.test("kamstrup counts energy in steps of 10 Wh", () => {
  const registers = { ...state.registers, importWhT1: 19, importWhT2: 0 };
  assert.equal(kamstrup.expected({ ...state, registers }, 3).importWh, 10);
});
