import assert from "node:assert/strict";
import { unseenL2, unseenL2V, withLineVoltage } from "#codec/encode/parts/three_wires.ts";
import type { DecodedReading } from "#model/reading.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 10));

Deno.test("unseenL2() and unseenL2V() blind a meter on three wires alone", () => {
  const it = { ...state, wiring: "it" } as const;
  const l2 = ({ phases: [, { voltageV, currentA }] }: typeof state) => [voltageV, currentA];
  assert.deepEqual(l2(unseenL2(it)), [0, 0]);
  assert.deepEqual(l2(unseenL2V(it)), [0, 2]);
  assert.equal(unseenL2(state), state);
  assert.equal(unseenL2V(state), state);
});

Deno.test("withLineVoltage() closes the triangle, to six decimals", () => {
  const reading: DecodedReading = { vendor: "kaifa", listType: 2, l1V: 230, l2V: 0, l3V: 240 };
  // The formula of chapter 10 §8.9, by hand: √((230 − 120)² + (240 · 0.8660254)²).
  assert.equal(withLineVoltage(reading).l2V, 235.159520);
  assert.equal(withLineVoltage(reading).threePhase, true);
  const dead = { ...reading, l3V: 0 };
  assert.equal(withLineVoltage(dead), dead);
});
