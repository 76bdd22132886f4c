/** Prices by their number in the day, as OMIE and OTE write them: elapsed time, not the clock. */
import type { PriceRow, PriceWish } from "./provider.ts";

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
/** More periods than the hours of the longest day: they are quarters. */
const HOURS_MAX = 25;
const QUARTERS_MAX = 100;

/** One period, counted from 1 at the market day's midnight. */
export type Period = { readonly period: number; readonly micro: number | null };

/** Periods of the wished day as rows; their greatest number tells whether they are quarters. */
export function periodRows(periods: readonly Period[], { day }: PriceWish): PriceRow[] {
  const last = periods.reduce((greatest, { period }) => Math.max(greatest, period), 0);
  const lengthMs = last > HOURS_MAX ? QUARTER_MS : HOUR_MS;
  return periods.map(({ period, micro }) => {
    const isPeriod = Number.isInteger(period) && period >= 1 && period <= QUARTERS_MAX;
    const fromMs = isPeriod ? day.fromMs + (period - 1) * lengthMs : NaN;
    return { fromMs, toMs: fromMs + lengthMs, micro };
  });
}
