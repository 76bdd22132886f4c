import assert from "node:assert/strict";
import { CurrentScale } from "#codec/meters/parts/current_scale.ts";
import { Draft } from "#codec/reading/draft.ts";
import { FIELD, type Field } from "#codec/reading/fields.ts";

/** The current of L1 after three phases of `raw` hundredths were settled. */
function settled(scale: CurrentScale, values: Partial<Record<Field, number>>): number {
  const draft = new Draft();
  for (const [field, value] of Object.entries(values)) draft.set(FIELD[field as Field], value);
  scale.settle(draft);
  return draft.get(FIELD.l1A);
}

const phases = (raw: number) => ({ l1A: raw / 100, l2A: raw / 100, l3A: raw / 100 });
const WHOLE = { importW: 13_000, ...phases(20) };
const HUNDREDTHS = { importW: 13_000, ...phases(2000) };

Deno.test("CurrentScale takes currents for amperes that power is a hundred times too high for", () => {
  assert.equal(settled(new CurrentScale(), WHOLE), 20);
  assert.equal(settled(new CurrentScale(), { ...WHOLE, importW: 0, exportW: 13_000 }), 20);
  assert.equal(settled(new CurrentScale(), HUNDREDTHS), 20);
  assert.equal(settled(new CurrentScale(), { ...phases(7), importW: 13_000 * 0.35 }), 7);
});

Deno.test("CurrentScale leaves hundredths alone while nothing can be told", () => {
  const scale = new CurrentScale();
  assert.equal(settled(scale, { ...WHOLE, importW: 100 }), 0.2);
  assert.equal(settled(scale, { importW: 13_000, l1A: 0.2 }), 0.2);
  assert.equal(settled(scale, { importW: 13_000, ...phases(0) }), 0);
  assert.equal(settled(scale, phases(20)), 0.2);
});

Deno.test("CurrentScale keeps what three lists said", () => {
  const whole = new CurrentScale();
  for (let list = 0; list < 3; list++) settled(whole, WHOLE);
  assert.equal(settled(whole, HUNDREDTHS), 2000);
  assert.equal(settled(whole, { importW: 0, ...phases(3) }), 3);
  const hundredths = new CurrentScale();
  for (let list = 0; list < 3; list++) settled(hundredths, HUNDREDTHS);
  assert.equal(settled(hundredths, WHOLE), 0.2);
});

Deno.test("CurrentScale takes back what a single list said", () => {
  const scale = new CurrentScale();
  settled(scale, WHOLE);
  assert.equal(settled(scale, phases(20)), 0.2);
  settled(scale, WHOLE);
  assert.equal(settled(scale, HUNDREDTHS), 20);
  assert.equal(settled(scale, phases(20)), 0.2);
});
