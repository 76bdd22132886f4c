/** What the tariff actor tells of a month, for tests of what shows it. */
import type { PeakState } from "#model/peaks.ts";

const peak = (day: string, hour: number, kw: number) => ({
  atMs: 0,
  kw,
  weightedKw: kw,
  quality: "measured",
  day,
  hour,
});

/**
 * November 2026 of the meter `main` under the Norwegian standard tariff, with two counted peaks.
 */
export function peakState(valueKw: number | null, nextLimitKw: number | null): PeakState {
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
