import assert from "node:assert/strict";
import {
  cubicMetres,
  hexText,
  p1Clock,
  p1Count,
  type P1Group,
  p1Lines,
  p1Values,
} from "#codec/encode/parts/p1_lines.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 6, 6, 12, 0, 0));
const POWER: P1Group = { fields: ["importW", "exportW"], unit: "kW", digits: 4, decimals: 2 };

Deno.test("p1Lines() writes a line for every field, and p1Values() knows what is left of it", () => {
  assert.deepEqual(p1Lines(state, POWER), ["1-0:1.7.0(0001.23*kW)", "1-0:2.7.0(0000.00*kW)"]);
  const { importW, exportW } = p1Values(state, [POWER]);
  assert.deepEqual([importW, exportW], [1230, 0]);
});

Deno.test("p1Clock() shows local time with its flag, of any instant", () => {
  assert.equal(p1Clock(state), "260706140000S");
  assert.equal(p1Clock(state, Date.UTC(2026, 0, 6, 12, 0, 0)), "260106130000W");
});

Deno.test("cubicMetres(), hexText() and p1Count() write as P1 does", () => {
  assert.equal(cubicMetres(112_384), "00112.384*m3");
  assert.equal(hexText("7FLO2119033733"), "37464C4F32313139303333373333");
  assert.equal(p1Count(4), "00004");
});
