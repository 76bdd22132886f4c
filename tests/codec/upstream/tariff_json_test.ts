import assert from "node:assert/strict";
import { peaksAccount, tariffJson } from "#codec/upstream/tariff_json.ts";
import { peakState } from "#tests/support/peak_state.ts";

Deno.test("tariffJson() has ten thresholds, peaks by day and hour, threshold and mean", () => {
  assert.deepEqual(tariffJson(peakState(4.911, 5)), {
    t: [5, 10, 15, 20, 25, 50, 75, 100, 150, 65_535],
    p: [{ d: 12, h: 17, v: 5.12 }, { d: 4, h: 8, v: 4.7 }],
    c: 5,
    m: 4.91,
  });
});

Deno.test("tariffJson() above the last threshold, and without a tariff", () => {
  assert.equal(tariffJson(peakState(151, null)).c, 65_535);
  assert.deepEqual(tariffJson(null), { t: Array(10).fill(65_535), p: [], c: 0, m: 0 });
});

Deno.test("peaksAccount() is the part of /data.json", () => {
  assert.deepEqual(peaksAccount(peakState(4.911, 5)), { x: 4.9, p: [5.12, 4.7], t: 5 });
});
