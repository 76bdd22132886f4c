import assert from "node:assert/strict";
import { peaksAccount, tariffJson } from "#codec/upstream/tariff_json.ts";
import type { PeakState } from "#model/peaks.ts";

const peak = (day: string, hour: number, kw: number) => ({
  atMs: 0,
  kw,
  weightedKw: kw,
  quality: "measured",
  day,
  hour,
});

function state(valueKw: number | null, nextLimitKw: number | null): PeakState {
  const part = {
    component: "Capacity step",
    fromMs: 0,
    toMs: 1,
    intervalMin: 60,
    counted: [peak("2026-11-12", 17, 5.123), peak("2026-11-04", 8, 4.7)],
    highest: [],
    possible: [],
    valueKw,
    billedKw: valueKw,
    nextLimitKw,
    limitsKw: [5, 10, 15, 20, 25, 50, 75, 100, 150],
    costMicro: null,
  } as const;
  return {
    meter: "main",
    atMs: 0,
    tariff: { id: "no-standard", name: "Norway", currency: "NOK" },
    month: { parts: [part], blocks: [] },
    running: null,
    meterPeaks: null,
  };
}

Deno.test("tariffJson() has ten thresholds, peaks by day and hour, threshold and mean", () => {
  assert.deepEqual(tariffJson(state(4.911, 5)), {
    t: [5, 10, 15, 20, 25, 50, 75, 100, 150, 65_535],
    p: [{ d: 12, h: 17, v: 5.12 }, { d: 4, h: 8, v: 4.7 }],
    c: 5,
    m: 4.91,
  });
});

Deno.test("tariffJson() above the last threshold, and without a tariff", () => {
  assert.equal(tariffJson(state(151, null)).c, 65_535);
  assert.deepEqual(tariffJson(null), { t: Array(10).fill(65_535), p: [], c: 0, m: 0 });
});

Deno.test("peaksAccount() is the part of /data.json", () => {
  assert.deepEqual(peaksAccount(state(4.911, 5)), { x: 4.9, p: [5.12, 4.7], t: 5 });
});
