import assert from "node:assert/strict";
import { aidon } from "#codec/meters/aidon.ts";
import { listOf, NOON_MS } from "#tests/support/frames.ts";
import { linesOf } from "#tests/support/readings_of.ts";

Deno.test("aidon reads lists 2 and 3 with the scalers of the wire", () => {
  const { readings } = linesOf([listOf("aidon", 2), listOf("aidon", 3)]);
  assert.deepEqual(readings.map(({ vendor, listType }) => [vendor, listType]), [
    [aidon.vendor, 2],
    ["aidon", 3],
  ]);
  assert.equal(readings[1]?.importWh, 30_000_000);
  assert.equal(readings[1]?.l1V, 231);
});

Deno.test("aidon takes its clock for winter time in summer, too", () => {
  const july = Date.UTC(2026, 6, 6, 12, 0, 0);
  assert.equal(
    linesOf([listOf("aidon", 3, 1, july)]).readings[0]?.meterTime,
    "2026-07-06T12:00:00Z",
  );
  assert.equal(
    linesOf([listOf("aidon", 3, 1, NOON_MS)]).readings[0]?.meterTime,
    "2026-01-05T12:00:00Z",
  );
});
