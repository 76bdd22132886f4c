/**
 * Where the running interval is heading and how much it may still take (chapter 20 §12.8).
 */
import type { Peak, PeakComponent } from "#model/tariff.ts";

const HOUR_MS = 3_600_000;

/** The running interval of a tariff. */
export type RunningInterval = {
  /** Energy so far, Wh. */
  readonly usedWh: number;
  /** Until its end, ms. */
  readonly remainingMs: number;
  /** Mean power of the last minutes, W; not the instantaneous one. */
  readonly meanW: number;
};

/** What the interval comes to if the power stays as it is, Wh. */
export function projectedWh({ usedWh, remainingMs, meanW }: RunningInterval): number {
  return usedWh + Math.max(0, meanW) * remainingMs / HOUR_MS;
}

/** What is asked of a budget. */
export type BudgetOptions = {
  /** The billed value shall not exceed this, kW. */
  readonly targetKw: number;
  /** Intervals that count so far in the running period, of any day, the highest first. */
  readonly counted: readonly Peak[];
  /** Whether a peak is of the same day (or week) as the running interval. */
  readonly isSameTurn: (peak: Peak) => boolean;
  /** Whether no single interval may exceed the target, although the mean would allow it. */
  readonly strict: boolean;
};

/**
 * What the running interval may come to, kW, so that the billed value stays within the target:
 * with a mean of N, N times the target less the best N − 1 others; while there are fewer, as many
 * times the target as there will be. The highest of the same day that stands already is free.
 * `null` when the target is out of reach whatever is saved now.
 */
export function allowedKw(
  { targetKw, counted, isSameTurn, strict }: BudgetOptions,
  { top, combine, candidate }: Pick<PeakComponent, "top" | "combine" | "candidate">,
): number | null {
  const isRivals = candidate !== "interval";
  const others = counted.filter((peak) => !isRivals || !isSameTurn(peak));
  const standingKw = isRivals ? counted.find(isSameTurn)?.weightedKw ?? 0 : 0;
  const best = others.slice(0, combine === "max" ? 0 : top - 1);
  const sumKw = best.reduce((sum, { weightedKw }) => sum + weightedKw, 0);
  const meanKw = targetKw * (best.length + 1) - sumKw;
  if (meanKw < 0) return null;
  return Math.max(strict ? Math.min(meanKw, targetKw) : meanKw, standingKw);
}

/** The power that may be drawn for the rest of the interval, W; never below 0. */
export function headroomW(
  allowedWh: number,
  { usedWh, remainingMs }: Pick<RunningInterval, "usedWh" | "remainingMs">,
): number {
  if (remainingMs <= 0) return 0;
  return Math.max(0, (allowedWh - usedWh) * HOUR_MS / remainingMs);
}
