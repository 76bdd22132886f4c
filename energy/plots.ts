/**
 * The two bar charts in upstream's shape (chapter 40 §11.5, §11.6): kWh with three decimals in
 * slots that hold the last completed occurrence of an hour or a date; an unknown slot is 0.
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { Zone } from "#model/zone.ts";

/** `unit`, and `i00`, `e00` … for import and export. */
export type Plot = { unit: "kwh" } & Record<string, number | string>;

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const MONTH_DAYS = 31;

/** `/dayplot.json`: the last 24 completed hours by UTC hour, out of hourly points. */
export function dayPlot(hours: readonly EnergyPoint[], nowMs: number): Plot {
  const toMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const known = hours.filter(({ atMs }) => atMs >= toMs - DAY_HOURS * HOUR_MS && atMs < toMs);
  return plot(known, { first: 0, count: DAY_HOURS }, (atMs) => new Date(atMs).getUTCHours());
}

/** `/monthplot.json`: the last 31 completed days by local day of the month, out of daily points. */
export function monthPlot(days: readonly EnergyPoint[], nowMs: number, zone: Zone): Plot {
  const fromMs = zone.shiftDayMs(nowMs, -MONTH_DAYS);
  const toMs = zone.startOfMs("day", nowMs);
  const known = days.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  return plot(known, { first: 1, count: MONTH_DAYS }, (atMs) => zone.wallClock(atMs).day);
}

function plot(
  points: readonly EnergyPoint[],
  slots: { readonly first: number; readonly count: number },
  slotOf: (atMs: number) => number,
): Plot {
  const bySlot = new Map(points.map((point) => [slotOf(point.atMs), point]));
  const plot: Plot = { unit: "kwh" };
  for (let slot = slots.first; slot < slots.first + slots.count; slot++) {
    const point = bySlot.get(slot);
    const name = String(slot).padStart(2, "0");
    plot[`i${name}`] = (point?.importWh ?? 0) / 1000;
    plot[`e${name}`] = (point?.exportWh ?? 0) / 1000;
  }
  return plot;
}
