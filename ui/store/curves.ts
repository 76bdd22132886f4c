/** The power of the last day, twice: every 10 s for the last hour, every minute for all of it. */
import { computed, signal } from "@preact/signals";
import { fetchPower, type Range } from "../api.ts";
import { startOfDayMs } from "../zone_time.ts";
import { nowMs } from "./clock.ts";
import { CurveBuffer, type CurveRow } from "./curve_buffer.ts";
import { freshness, live, zone } from "./live.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A day of 25 hours and a little. */
const DAY_MS = 26 * HOUR_MS;

const fine = new CurveBuffer(10_000, HOUR_MS + 2 * MINUTE_MS);
const coarse = new CurveBuffer(MINUTE_MS, DAY_MS);

/** Rises when history's answer came in, so that views look again. */
const loads = signal(0);

export const CURVE_RANGES = ["10min", "1h", "24h"] as const;
export type CurveRange = typeof CURVE_RANGES[number];

const RANGES_MS: Record<CurveRange, number> = {
  "10min": 10 * MINUTE_MS,
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
};

export const curveRange = signal<CurveRange>("1h");
/** The instant at which the reader stopped the curve; `null` while it moves. */
export const pausedAtMs = signal<number | null>(null);

/** Loads both curves. A young one begins with the short range, where there is something to see. */
export async function loadCurves(meter: string): Promise<void> {
  const toMs = nowMs.peek() + MINUTE_MS;
  const range = (spanMs: number): Range => ({ meter, fromMs: toMs - spanMs, toMs });
  const [lastHour, lastDay] = await Promise.all([
    fetchPower(range(fine.spanMs), "10s"),
    fetchPower(range(coarse.spanMs), "1min"),
  ]);
  if (lastHour !== null) fine.load(lastHour.points);
  if (loads.peek() === 0 && fine.spanHeldMs < RANGES_MS["10min"]) curveRange.value = "10min";
  if (lastDay !== null) coarse.load(lastDay.points);
  loads.value++;
}

/** Adds a live reading to both curves. */
export function addToCurves(atMs: number, netW: number | null): void {
  if (netW === null) return;
  fine.add(atMs, netW);
  coarse.add(atMs, netW);
}

export type CurveView = {
  readonly range: CurveRange;
  readonly isPaused: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  readonly rows: readonly CurveRow[];
  /** The newest reading, when it is fresh and the curve moves. */
  readonly now: { readonly atMs: number; readonly netW: number } | null;
};

/** What the curve shows. It moves once a second, over a whole day every ten. */
export const curveView = computed<CurveView>(() => {
  void loads.value;
  const range = curveRange.value;
  const spanMs = RANGES_MS[range];
  const paceMs = range === "24h" ? 10_000 : 1000;
  const endMs = pausedAtMs.value ?? nowMs.value;
  const toMs = Math.ceil(endMs / paceMs) * paceMs;
  const buffer = range === "24h" ? coarse : fine;
  const rows = buffer.rows(toMs - spanMs - 2 * buffer.stepMs, toMs);
  const isPaused = pausedAtMs.value !== null;
  // Read without subscribing: the clock's tick sets the pace, not the meter.
  const newest = live.peek();
  const isMoving = !isPaused && freshness.value === "fresh";
  const now = isMoving && newest !== null && newest.netW !== null
    ? { atMs: Math.min(newest.atMs, toMs), netW: newest.netW }
    : null;
  const closed = now === null ? rows : rows.filter(({ atMs }) => atMs < now.atMs);
  return { range, isPaused, fromMs: toMs - spanMs, toMs, rows: closed, now };
});

/** Whether any power of the last day is known. */
export function hasRows(): boolean {
  return fine.length + coarse.length > 0;
}

export const hasCurve = computed(() => {
  void loads.value;
  void live.value;
  return hasRows();
});

export type DayExtremes = { readonly importW: number; readonly exportW: number };

/** The highest import and export of the local day so far, W; 0 where there was none. */
export const dayExtremes = computed<DayExtremes>(() => {
  void loads.value;
  const endMs = Math.ceil(nowMs.value / MINUTE_MS) * MINUTE_MS;
  const rows = coarse.rows(startOfDayMs(endMs, zone.value), endMs + MINUTE_MS);
  const netW = live.value?.netW ?? 0;
  let importW = Math.max(0, netW), exportW = Math.max(0, -netW);
  for (const { lowW, highW } of rows) {
    importW = Math.max(importW, highW);
    exportW = Math.max(exportW, -lowW);
  }
  return { importW, exportW };
});

/** The mean of the last ten minutes, W; `null` when less than half of them was heard. */
export const tenMinuteMeanW = computed<number | null>(() => {
  void loads.value;
  const endMs = Math.ceil(nowMs.value / fine.stepMs) * fine.stepMs;
  const rows = fine.rows(endMs - 10 * MINUTE_MS, endMs);
  const first = rows[0];
  if (first === undefined || endMs - first.atMs < 5 * MINUTE_MS) return null;
  return rows.reduce((sum, { netW }) => sum + netW, 0) / rows.length;
});
