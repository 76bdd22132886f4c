/**
 * The two bar charts in upstream's shape (chapter 40 §11.5, §11.6): kWh with three decimals in
 * slots that hold the last completed occurrence of an hour or a date; an unknown slot is 0. Edits
 * come in the same shape.
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { ImportedSpan } from "#model/imported.ts";
import type { Zone } from "#model/zone.ts";

/** `unit`, and `i00`, `e00` … for import and export. */
export type Plot = { unit: "kwh" } & Record<string, number | string>;

/** What a slot stands for at the moment; the end is exclusive. */
export type Slot = { readonly name: string; readonly fromMs: number; readonly toMs: number };

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const MONTH_DAYS = 31;
const DAY_NAMES = namesFrom(0, DAY_HOURS);
const MONTH_NAMES = namesFrom(1, MONTH_DAYS);

/** The last 24 completed local hours by UTC hour, oldest first. */
export function daySlots(nowMs: number, zone: Zone): Slot[] {
  const toMs = zone.startOfMs("hour", nowMs);
  return DAY_NAMES.map((_, at) => {
    const fromMs = toMs - (DAY_HOURS - at) * HOUR_MS;
    return { name: DAY_NAMES[new Date(fromMs).getUTCHours()]!, fromMs, toMs: fromMs + HOUR_MS };
  });
}

/**
 * The last 31 completed local days by day of the month, oldest first. Of a number that two days
 * have only the newer, and none of one that no day had.
 */
export function monthSlots(nowMs: number, zone: Zone): Slot[] {
  const slots = new Map<string, Slot>();
  for (let daysAgo = MONTH_DAYS; daysAgo > 0; daysAgo--) {
    const fromMs = zone.shiftDayMs(nowMs, -daysAgo);
    const name = MONTH_NAMES[zone.wallClock(fromMs).day - 1]!;
    slots.delete(name);
    slots.set(name, { name, fromMs, toMs: zone.endOfMs("day", fromMs) });
  }
  return [...slots.values()];
}

/** `/dayplot.json` out of hourly points. */
export function dayPlot(slots: readonly Slot[], hours: readonly EnergyPoint[]): Plot {
  return plot(DAY_NAMES, slots, hours);
}

/** `/monthplot.json` out of daily points. */
export function monthPlot(slots: readonly Slot[], days: readonly EnergyPoint[]): Plot {
  return plot(MONTH_NAMES, slots, days);
}

/**
 * What an edited plot changes: its kWh by key against the points it was made of. Upstream's page
 * sends all slots back, so one that has the number it had is left alone.
 */
export function plotChanges(
  edited: Readonly<Record<string, number>>,
  slots: readonly Slot[],
  points: readonly EnergyPoint[],
): ImportedSpan[] {
  const known = new Map(points.map((point) => [point.atMs, point]));
  return slots.flatMap(({ name, fromMs, toMs }) => {
    const changed = (key: string, knownWh = 0): number | null => {
      const wh = edited[key] === undefined ? knownWh : Math.round(edited[key] * 1000);
      return wh === knownWh ? null : wh;
    };
    const importWh = changed(`i${name}`, known.get(fromMs)?.importWh);
    const exportWh = changed(`e${name}`, known.get(fromMs)?.exportWh);
    return importWh === null && exportWh === null ? [] : [{ fromMs, toMs, importWh, exportWh }];
  });
}

function plot(
  names: readonly string[],
  slots: readonly Slot[],
  points: readonly EnergyPoint[],
): Plot {
  const known = new Map(points.map((point) => [point.atMs, point]));
  const bySlot = new Map(slots.map(({ name, fromMs }) => [name, known.get(fromMs)]));
  const plot: Plot = { unit: "kwh" };
  for (const name of names) {
    plot[`i${name}`] = (bySlot.get(name)?.importWh ?? 0) / 1000;
    plot[`e${name}`] = (bySlot.get(name)?.exportWh ?? 0) / 1000;
  }
  return plot;
}

function namesFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => String(first + at).padStart(2, "0"));
}
