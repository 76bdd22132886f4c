import assert from "node:assert/strict";
import { QUANTITIES, valueOfWire, wireValue } from "#codec/encode/parts/quantities.ts";
import { householdExample } from "#tests/support/household_example.ts";

const example = householdExample(1234, 0);

Deno.test("wireValue() rounds what is instantaneous to the wire's step", () => {
  const [l1, l2, l3] = example.phases;
  const state = { ...example, phases: [{ ...l1, currentA: 2.96 }, l2, l3] as const };
  assert.equal(wireValue(QUANTITIES.l1A, state, -1), 30);
  assert.equal(wireValue(QUANTITIES.l1A, state, -2), 296);
});

Deno.test("wireValue() cuts registers off: a counter never shows energy to come", () => {
  const registers = { ...example.registers, importWhT1: 19, importWhT2: 0 };
  assert.equal(wireValue(QUANTITIES.importWh, { ...example, registers }, 1), 1);
});

Deno.test("valueOfWire() divides once, so that the value is the exact decimal", () => {
  assert.equal(valueOfWire(2301, -1), 230.1);
  assert.equal(valueOfWire(12056, -3), 12.056);
  assert.equal(valueOfWire(10955225, 1), 109552250);
});
