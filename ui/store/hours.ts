/** Energy by clock hour: today, or the last 24 hours, with the running hour as it grows. */
import { computed, signal } from "@preact/signals";
import type { EnergyPoint } from "#model/energy.ts";
import { fetchEnergy } from "../api.ts";
import { hoursOfDayMs, startOfDayMs, startOfHourMs } from "../zone_time.ts";
import { nowMs } from "./clock.ts";
import { live, zone } from "./live.ts";

const HOUR_MS = 3_600_000;
const HOURS_SHOWN = 24;

const points = signal<readonly EnergyPoint[]>([]);

export const HOUR_RANGES = ["today", "last24"] as const;
export type HourRange = typeof HOUR_RANGES[number];
export const hourRange = signal<HourRange>("today");

export async function loadHours(meter: string): Promise<void> {
  const toMs = nowMs.peek() + HOUR_MS;
  const dayMs = startOfDayMs(nowMs.peek(), zone.peek());
  const fromMs = Math.min(dayMs, toMs - (HOURS_SHOWN + 2) * HOUR_MS);
  const answer = await fetchEnergy({ meter, fromMs, toMs }, "hour");
  if (answer !== null) points.value = answer.points;
}

/** The whole of the day before; `null` when nothing is known of it. */
export const yesterday = signal<EnergyPoint | null>(null);

/** Asks for the day before. */
export async function loadYesterday(meter: string): Promise<void> {
  const toMs = startOfDayMs(nowMs.peek(), zone.peek());
  const fromMs = startOfDayMs(toMs - HOUR_MS, zone.peek());
  const answer = await fetchEnergy({ meter, fromMs, toMs }, "day");
  if (answer !== null) yesterday.value = answer.points.at(-1) ?? null;
}

/** A share of a span from which on all of it counts as heard. */
export const COVERAGE_WHOLE = 0.995;

export type HourBar = {
  readonly atMs: number;
  /** `null` where nothing is known: hours to come, and hours without the meter. */
  readonly energy: { readonly importWh: number; readonly exportWh: number } | null;
  /** Share of the hour with data, 0 to 1. */
  readonly coverage: number;
  /** Reckoned from power or filled in, not measured by the register. */
  readonly isEstimated: boolean;
  readonly isRunning: boolean;
};

/** The beginning of the running hour; changes once an hour. */
const runningHourMs = computed(() => startOfHourMs(nowMs.value, zone.value));

export const hourBars = computed<readonly HourBar[]>(() => {
  const startMs = runningHourMs.value;
  const starts = hourRange.value === "today"
    ? hoursOfDayMs(startMs, zone.value)
    : Array.from({ length: HOURS_SHOWN }, (_, i) => startMs - (HOURS_SHOWN - 1 - i) * HOUR_MS);
  const known = new Map(points.value.map((point) => [point.atMs, point]));
  const running = live.value?.running.hour ?? null;
  return starts.map((atMs) => barOf(atMs, { startMs, point: known.get(atMs) ?? null, running }));
});

type Known = {
  readonly startMs: number;
  readonly point: EnergyPoint | null;
  readonly running: HourBar["energy"];
};

function barOf(atMs: number, { startMs, point, running }: Known): HourBar {
  if (atMs === startMs) {
    return { atMs, energy: running, coverage: 1, isEstimated: false, isRunning: true };
  }
  if (point === null || atMs > startMs) {
    return { atMs, energy: null, coverage: 0, isEstimated: false, isRunning: false };
  }
  const { quality, coverage } = point;
  const isEstimated = quality === "integrated" || quality === "interpolated";
  return { atMs, energy: point, coverage, isEstimated, isRunning: false };
}

/** Whether anything is known of the hours before the running one. */
export const hasHourBefore = computed(() =>
  points.value.some(({ atMs }) => atMs < runningHourMs.value)
);

/** How much of the running hour is over, 0 to 1. */
export const hourShare = computed(() => (nowMs.value - runningHourMs.value) / HOUR_MS);

/** The end of the running hour. */
export const hourEndMs = computed(() => runningHourMs.value + HOUR_MS);

/** What the running hour comes to if the power stays as it is, Wh; `null` when that is unknown. */
export const hourForecast = computed<{ importWh: number; exportWh: number } | null>(() => {
  const now = live.value;
  if (now === null || now.netW === null) return null;
  const { importWh, exportWh } = now.running.hour;
  const restWh = now.netW * Math.max(0, 1 - hourShare.value);
  return {
    importWh: importWh + Math.max(0, restWh),
    exportWh: exportWh + Math.max(0, -restWh),
  };
});

/** The highest closed hour of the day shown, by import, Wh; 0 when there is none. */
export const highestHourWh = computed(() =>
  Math.max(
    0,
    ...hourBars.value.map(({ energy, isRunning }) => isRunning ? 0 : energy?.importWh ?? 0),
  )
);

/** Since when hours are collected, if that is within what is shown. */
export const collectingSinceMs = computed<number | null>(() => {
  const first = points.value[0];
  if (first === undefined) return null;
  const shownMs = hourBars.value[0]?.atMs ?? 0;
  return first.atMs > shownMs ? first.atMs : null;
});
