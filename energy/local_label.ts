/**
 * Names of spans by the local calendar, no two alike: where the clock is put back, the hour that
 * comes twice is `02A` and `02B` (chapter 20 §12.2).
 */
import type { EnergyPoint, EnergyRow, EnergyStep } from "#model/energy.ts";
import type { Zone } from "#model/zone.ts";
import { QUARTER_MS } from "./quarter.ts";

type Day = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly date: string;
  readonly offsetMs: number;
  /** By how much the clock is put back on this day; 0 on most. */
  readonly backMs: number;
  readonly isChange: boolean;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Makes a function that names the span of a step that begins at an instant: `2026`, `2026-10`,
 * `2026-10-25` or `2026-10-25 02A:00`. The last day is remembered, since asking the calendar is
 * slow.
 */
export function localLabels(step: EnergyStep, zone: Zone): (atMs: number) => string {
  if (step === "year" || step === "month" || step === "day") {
    const length = { year: 4, month: 7, day: 10 }[step];
    return (atMs) => dateOf(atMs, zone).slice(0, length);
  }
  let day: Day | null = null;
  return (atMs) => {
    if (day === null || atMs < day.fromMs || atMs >= day.toMs) day = dayOf(atMs, zone);
    return `${day.date} ${clockOf(atMs, day, zone)}`;
  };
}

/** Makes a function that gives points of a step their ends and names. */
export function energyRows(step: EnergyStep, zone: Zone): (point: EnergyPoint) => EnergyRow {
  const labelOf = localLabels(step, zone);
  return (point) => {
    const { atMs } = point;
    return { ...point, toMs: endMs(step, atMs, zone), label: labelOf(atMs) };
  };
}

/** End of the span that begins at an instant. The calendar is only asked where it must be. */
function endMs(step: EnergyStep, atMs: number, zone: Zone): number {
  if (step === "15min") return atMs + QUARTER_MS;
  if (step === "hour") return atMs + HOUR_MS;
  const offsetMs = zone.offsetMs(atMs);
  const isPlainDay = step === "day" && (atMs + offsetMs) % DAY_MS === 0 &&
    zone.offsetMs(atMs + DAY_MS) === offsetMs;
  return isPlainDay ? atMs + DAY_MS : zone.endOfMs(step, atMs);
}

function dayOf(atMs: number, zone: Zone): Day {
  const fromMs = zone.startOfMs("day", atMs);
  const toMs = zone.shiftDayMs(atMs, 1);
  const offsetMs = zone.offsetMs(fromMs);
  const backMs = Math.max(0, offsetMs - zone.offsetMs(toMs));
  const date = dateOf(atMs, zone);
  return { fromMs, toMs, date, offsetMs, backMs, isChange: toMs - fromMs !== DAY_MS };
}

function clockOf(atMs: number, { offsetMs, backMs, isChange }: Day, zone: Zone): string {
  const aheadMs = isChange ? zone.offsetMs(atMs) : offsetMs;
  const wallMs = (atMs + aheadMs) % DAY_MS;
  const isAgain = (otherMs: number) => otherMs + zone.offsetMs(otherMs) === atMs + aheadMs;
  const [hour, minute] = [Math.floor(wallMs / HOUR_MS), (wallMs % HOUR_MS) / MINUTE_MS];
  const clock = (letter: string) => `${two(hour)}${letter}:${two(minute)}`;
  if (backMs > 0 && isAgain(atMs + backMs)) return clock("A");
  return clock(backMs > 0 && isAgain(atMs - backMs) ? "B" : "");
}

/** The local date of an instant. */
function dateOf(atMs: number, zone: Zone): string {
  return new Date(atMs + zone.offsetMs(atMs)).toISOString().slice(0, 10);
}

function two(count: number): string {
  return String(count).padStart(2, "0");
}
