/**
 * Which intervals count for a tariff (chapter 20 §7): quarters become the tariff's intervals, are
 * weighted, and compete by day or week. Nothing is kept: a ranking is a function of the quarters,
 * so an edit, a late frame or another rule gives the right peaks by asking again.
 */
import { type EnergyPoint, QUALITIES } from "#model/energy.ts";
import type { Peak, PeakComponent } from "#model/tariff.ts";
import type { LocalCalendar } from "./local_calendar.ts";

/** The intervals of a span in their order of weight. */
export type Ranking = {
  /** Those that are billed, the highest first. */
  readonly counted: readonly Peak[];
  /** The highest, whether they count or not, at most `HIGHEST_MAX`. */
  readonly highest: readonly Peak[];
  /** Higher than the lowest counted, but only interpolated: the owner may confirm them. */
  readonly possible: readonly Peak[];
};

export const HIGHEST_MAX = 20;

/** The quality of intervals that are only guessed, and so not billed. */
export const INTERPOLATED = "interpolated";
const MINUTE_MS = 60_000;

/** Ranks the quarters of a span, oldest first. */
export function rank(
  quarters: readonly EnergyPoint[],
  component: PeakComponent,
  calendar: LocalCalendar,
): Ranking {
  const peaks = peaksOf(quarters, component, calendar).sort(byWeight);
  const sure = peaks.filter(({ quality }) => quality !== INTERPOLATED);
  const counted = pick(candidates(sure, component, calendar), component, calendar);
  const lowestKw = counted.length < component.top ? 0 : counted.at(-1)?.weightedKw ?? 0;
  return {
    counted,
    highest: sure.slice(0, HIGHEST_MAX),
    possible: peaks.filter(({ quality, weightedKw }) =>
      quality === INTERPOLATED && weightedKw > lowestKw
    ).slice(0, HIGHEST_MAX),
  };
}

/** What the counted peaks come to, kW; `null` when there are none. */
export function combined(counted: readonly Peak[], { combine }: PeakComponent): number | null {
  if (counted.length === 0) return null;
  const weights = counted.map(({ weightedKw }) => weightedKw);
  if (combine === "max") return Math.max(...weights);
  return weights.reduce((sum, kw) => sum + kw, 0) / weights.length;
}

/** What makes a tariff's intervals. */
export type PeakRules = Pick<
  PeakComponent,
  "intervalMin" | "candidate" | "windows" | "weights" | "netting"
>;

/** The tariff's intervals out of quarters, those outside its windows left out. */
export function peaksOf(
  quarters: readonly EnergyPoint[],
  component: PeakRules,
  calendar: LocalCalendar,
): Peak[] {
  const spanMs = component.intervalMin * MINUTE_MS;
  const peaks: Peak[] = [];
  let startMs = NaN;
  let wh = 0;
  let quality = 0;
  let isGuessed = false;
  const close = () => {
    if (Number.isNaN(startMs)) return;
    const kw = Math.max(0, wh) * 60 / component.intervalMin / 1000;
    const weightedKw = kw * calendar.weightAt(component, startMs);
    const worst = isGuessed ? INTERPOLATED : QUALITIES[quality] ?? "edited";
    peaks.push({ atMs: startMs, kw, weightedKw, quality: worst });
  };
  for (const quarter of quarters) {
    if (!isCounted(component, quarter.atMs, calendar)) continue;
    const atMs = intervalStartMs(quarter.atMs, spanMs, calendar);
    if (atMs !== startMs) {
      close();
      startMs = atMs;
      wh = 0;
      quality = 0;
      isGuessed = false;
    }
    wh += quarter.importWh - (component.netting === "interval" ? quarter.exportWh : 0);
    // An hour that was edited or imported in part is as uncertain as the rest of it.
    isGuessed ||= quarter.quality === INTERPOLATED;
    quality = Math.max(quality, QUALITIES.indexOf(quarter.quality));
  }
  close();
  return peaks;
}

/** Start of the tariff's interval that holds an instant, ms UTC. */
export function intervalStartMs(atMs: number, spanMs: number, { zone }: LocalCalendar): number {
  const localMs = atMs + zone.offsetMs(atMs);
  return atMs - localMs % spanMs;
}

/** Whether an instant lies in one of a component's windows. */
export function isCounted(
  { windows }: Pick<PeakRules, "windows">,
  atMs: number,
  calendar: LocalCalendar,
): boolean {
  return windows.length === 0 || windows.some((window) => calendar.isWithin(window, atMs));
}

/** The highest of each day or week, or all of them; `peaks` come in their order of weight. */
function candidates(
  peaks: readonly Peak[],
  { candidate }: PeakComponent,
  calendar: LocalCalendar,
): Peak[] {
  if (candidate === "interval") return [...peaks];
  const seen = new Set<number>();
  return peaks.filter(({ atMs }) => {
    const { number, weekNumber } = calendar.day(atMs);
    const key = candidate === "day" ? number : weekNumber;
    return !seen.has(key) && seen.add(key);
  });
}

function pick(
  peaks: readonly Peak[],
  { top, distinctDays }: PeakComponent,
  calendar: LocalCalendar,
): Peak[] {
  const days = new Set<number>();
  const picked: Peak[] = [];
  for (const peak of peaks) {
    if (picked.length === top) break;
    const day = calendar.day(peak.atMs).number;
    if (distinctDays && days.has(day)) continue;
    days.add(day);
    picked.push(peak);
  }
  return picked;
}

/** The heaviest first; the earlier of equals. */
function byWeight(a: Peak, b: Peak): number {
  return b.weightedKw - a.weightedKw || a.atMs - b.atMs;
}
