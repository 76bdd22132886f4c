/** Peaks in the shapes of amsreader-firmware: `/tariff.json` and `ea` in `/data.json` (40 §11). */
import type { MonthPeaksView, PeakState } from "#model/peaks.ts";
import { rounded } from "./numbers.ts";

/** Nine limits and this one, which stands for "above all of them". */
const LIMITS = 9;
const NO_LIMIT = 65_535;

/**
 * `/tariff.json`: thresholds, peaks by day of the month and hour in kWh, the threshold that the
 * month is on, and the mean. Without a tariff all is empty.
 */
export function tariffJson(peaks: PeakState | null) {
  const month = peaks?.month.parts[0];
  return {
    t: thresholds(month),
    p: (month?.counted ?? []).map(({ day, hour, kw }) => ({
      d: Number(day.slice(-2)),
      h: hour,
      v: rounded(kw, 2),
    })),
    c: threshold(month),
    m: rounded(month?.valueKw ?? 0, 2),
  };
}

/** The peaks in `ea` of `/data.json`. */
export function peaksAccount(peaks: PeakState | null) {
  const month = peaks?.month.parts[0];
  return {
    x: rounded(month?.valueKw ?? 0, 1),
    p: (month?.counted ?? []).map(({ kw }) => rounded(kw, 2)),
    t: threshold(month),
  };
}

function thresholds(month: MonthPeaksView | undefined): number[] {
  const limits = (month?.limitsKw ?? []).slice(0, LIMITS);
  return [...limits, ...Array.from({ length: LIMITS + 1 - limits.length }, () => NO_LIMIT)];
}

function threshold(month: MonthPeaksView | undefined): number {
  if (month === undefined || month.limitsKw.length === 0) return 0;
  return month.nextLimitKw ?? NO_LIMIT;
}
