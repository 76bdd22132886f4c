/** Round scales. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { niceAxis, niceStep, stepDigits, tapeScale } from "#ui/scale.ts";

Deno.test("niceStep() rounds up to 1, 2, 2.5 or 5", () => {
  deepEqual([0.7, 1, 1.01, 2.2, 2.6, 7, 1300].map(niceStep), [1, 1, 2, 2.5, 5, 10, 2000]);
  equal(niceStep(0), 1);
});

Deno.test("stepDigits() writes every multiple of a step as it is", () => {
  deepEqual([2000, 1, 2.5, 0.5, 0.3, 0.25, 0.05].map(stepDigits), [0, 0, 1, 1, 1, 2, 2]);
});

Deno.test("niceAxis() holds both values and zero", () => {
  const { low, high, lines } = niceAxis(-1400, 4920, 3);
  ok(low <= -1400 && high >= 4920);
  ok(lines.includes(0));
  deepEqual(niceAxis(300, 800, 3).low, 0);
  deepEqual(niceAxis(-800, -300, 3).high, 0);
});

Deno.test("niceAxis() of nothing still has a height", () => {
  const { low, high } = niceAxis(0, 0, 3);
  ok(high > low);
});

Deno.test("tapeScale() has no left side before anything was sent", () => {
  const scale = tapeScale(5420, 0);
  deepEqual([scale.outKw, scale.inKw, scale.zero], [0, 6, 0]);
  equal(scale.at(3000), 0.5);
});

Deno.test("tapeScale() puts zero where out meets in, and ends at the ends", () => {
  const scale = tapeScale(9000, 5500);
  deepEqual([scale.outKw, scale.inKw], [6, 10]);
  equal(scale.zero, 6 / 16);
  equal(scale.at(0), scale.zero);
  equal(scale.at(-99_000), 0);
  equal(scale.at(99_000), 1);
  ok(scale.ticks.every((tick) => tick > -6 && tick < 10 && tick !== 0));
});

Deno.test("tapeScale() keeps room for the label of a small side", () => {
  const { outKw, inKw } = tapeScale(38_000, 20);
  ok(outKw / (outKw + inKw) >= 1 / 8);
});
