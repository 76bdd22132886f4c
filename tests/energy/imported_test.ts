import assert from "node:assert/strict";
import { quartersOfSpans } from "#energy/imported.ts";

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

Deno.test("quartersOfSpans() splits an hour into four whole parts that add up", () => {
  const quarters = quartersOfSpans([{ fromMs: 0, toMs: HOUR_MS, importWh: 1001, exportWh: null }]);
  assert.deepEqual(quarters.map(({ importWh }) => importWh), [251, 250, 250, 250]);
  assert.ok(quarters.every(({ exportWh }) => exportWh === null));
});

Deno.test("quartersOfSpans() shares a span inside quarters by time and sums what meets", () => {
  const quarters = quartersOfSpans([
    { fromMs: 0, toMs: QUARTER_MS / 3, importWh: 5, exportWh: 0 },
    { fromMs: QUARTER_MS / 3, toMs: 2 * QUARTER_MS, importWh: 50, exportWh: null },
  ]);
  assert.deepEqual(quarters, [
    { atMs: 0, importWh: 25, exportWh: 0 },
    { atMs: QUARTER_MS, importWh: 30, exportWh: null },
  ]);
});
