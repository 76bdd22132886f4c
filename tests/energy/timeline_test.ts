import assert from "node:assert/strict";
import { begin, follow, isPassedTwice, type Timeline } from "#energy/timeline.ts";

const QUARTER_MS = 900_000;

/** A timeline of stretches, in minutes. */
function lived(...stretches: [from: number, to: number][]): Timeline {
  const timeline: Timeline = [];
  stretches.forEach(([from, to], at) => {
    if (at === 0) begin(timeline, from * 60_000);
    const next = stretches[at + 1];
    const [fromMs, toMs] = [from * 60_000, to * 60_000];
    const stepMs = next === undefined ? 0 : next[0] * 60_000 - toMs;
    follow(timeline, { fromMs, toMs, spanMs: toMs - fromMs, stepMs }, (next?.[0] ?? to) * 60_000);
  });
  return timeline;
}

const twice = (timeline: Timeline, quarter: number) =>
  isPassedTwice(timeline, quarter * QUARTER_MS);

Deno.test("isPassedTwice() is true for quarters that a step back lets pass again", () => {
  const timeline = lived([0, 50], [20, 90]);
  assert.deepEqual([1, 2, 3, 4].map((at) => twice(timeline, at)), [true, true, true, false]);
});

Deno.test("isPassedTwice() is false after a step forward, also inside a quarter", () => {
  assert.equal(twice(lived([0, 5], [7, 10]), 0), false);
  assert.equal(twice(lived([0, 5], [70, 80]), 4), false);
});

Deno.test("isPassedTwice() knows what was skipped by a step forward as lived once", () => {
  const timeline = lived([0, 20], [180, 190], [22, 200]);
  assert.deepEqual([1, 2, 11, 12, 13].map((at) => twice(timeline, at)), [
    false,
    false,
    false,
    true,
    false,
  ]);
});

Deno.test("follow() keeps eight stretches at most", () => {
  const timeline = lived(...Array.from({ length: 30 }, (_, at): [number, number] => [at, at + 9]));
  assert.equal(timeline.length, 8);
});
