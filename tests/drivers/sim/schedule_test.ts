import assert from "node:assert/strict";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import { kaifa } from "#codec/encode/layouts/kaifa.ts";
import { kamstrup } from "#codec/encode/layouts/kamstrup.ts";
import { p1 } from "#codec/encode/layouts/p1.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { schedule } from "#drivers/sim/schedule.ts";

const HOUR_MS = 3_600_000;
const HOUR = Date.UTC(2026, 0, 5, 12, 0, 0);

/** Lists due in a span, as `list@seconds since its start`. */
function dues(layout: Layout, fromMs: number, spanMs: number): string[] {
  const found = [];
  for (const { list, atMs } of schedule(layout.pushes, fromMs)) {
    if (atMs > fromMs + spanMs) return found;
    found.push(`${list}@${(atMs - fromMs) / 1000}`);
  }
  return found;
}

Deno.test("schedule() greets with list 2 at once and list 3 after a second", () => {
  assert.deepEqual(dues(aidon, HOUR + 3_000, 1_000), ["2@0", "3@1"]);
  assert.deepEqual(dues(p1, HOUR + 300, 2_000), ["4@0", "4@0.7", "4@1.7"]);
});

Deno.test("schedule() keeps the true cadence, the richest list in the place of the others", () => {
  const fromMs = HOUR - 12_000;
  assert.deepEqual(dues(aidon, fromMs, 25_000), [
    ...["2@0", "3@1"],
    ...["2@2", "1@4.5", "1@7", "1@9.5"],
    ...["3@12", "1@14.5", "1@17", "1@19.5", "2@22", "1@24.5"],
  ]);
});

Deno.test("schedule() sends hourly lists once an hour at their own offset", () => {
  const offsets = (layout: Layout) => {
    const found = [];
    for (const { list, atMs } of schedule(layout.pushes, HOUR + 10_000)) {
      if (atMs > HOUR + 3 * HOUR_MS) return found;
      if (list === 3 && atMs > HOUR + 60_000) found.push((atMs - HOUR) / 1000);
    }
  };
  assert.deepEqual(offsets(aidon), [3600, 7200, 10_800]);
  assert.deepEqual(offsets(kaifa), [3610, 7210]);
  assert.deepEqual(offsets(kamstrup), [3605, 7205]);
});
