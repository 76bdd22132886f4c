import assert from "node:assert/strict";
import { passageOf } from "#energy/passage.ts";

const before = { atMs: 1_000_000, stream: "a", tickMs: 500 };

Deno.test("passageOf() takes the time of the monotonic clock and the place of the wall clock", () => {
  assert.deepEqual(passageOf(before, { atMs: 1_010_300, stream: "a", tickMs: 10_500 }), {
    fromMs: 1_000_000,
    toMs: 1_010_300,
    spanMs: 10_000,
    stepMs: 0,
  });
});

Deno.test("passageOf() goes on on the old wall clock when that stepped by more than 2 s", () => {
  for (const stepMs of [2_001, -2_001, 3_600_000, -3_600_000]) {
    const next = { atMs: 1_010_000 + stepMs, stream: "a", tickMs: 10_500 };
    const expected = { fromMs: 1_000_000, toMs: 1_010_000, spanMs: 10_000, stepMs };
    assert.deepEqual(passageOf(before, next), expected);
  }
});

Deno.test("passageOf() has only the wall clock between two streams", () => {
  const later = passageOf(before, { atMs: 1_600_000, stream: "b", tickMs: 7 });
  assert.deepEqual([later.spanMs, later.stepMs], [600_000, 0]);
  const earlier = passageOf(before, { atMs: 400_000, stream: "b", tickMs: 7 });
  assert.deepEqual([earlier.spanMs, earlier.toMs, earlier.stepMs], [0, 1_000_000, -600_000]);
});
