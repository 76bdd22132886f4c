/** The running interval of a tariff seen as a whole: used, projected, allowed, at risk. */
import type { PeakComponent } from "#model/tariff.ts";
import type { RunningPeak } from "#model/peaks.ts";
import { PeakAlarm } from "./alarm.ts";
import { type MonthPeaks, nextLimitKw } from "./billing.ts";
import { allowedKw, headroomW, projectedWh } from "./forecast.ts";
import type { LocalCalendar } from "./local_calendar.ts";
import { intervalStartMs, isCounted } from "./ranking.ts";

/** What the owner wants of peaks. */
export type PeakWishes = {
  /** The billed value shall not exceed this, kW; 0 means the step that the month is on. */
  readonly targetKw: number;
  /** Whether no single interval may exceed the target. */
  readonly strict: boolean;
};

export type OutlookInput = {
  readonly atMs: number;
  /** Monotonic ms, for warnings. */
  readonly tickMs: number;
  readonly usedWh: number;
  /** Mean power of the last minutes, W. */
  readonly meanW: number | null;
  readonly month: MonthPeaks;
};

const MINUTE_MS = 60_000;
const USED_UP = 3;

/** Looks at one component's running interval, reading by reading. */
export class IntervalOutlook {
  readonly #alarm = new PeakAlarm();

  constructor(
    readonly component: PeakComponent,
    readonly calendar: LocalCalendar,
    readonly wishes: PeakWishes,
  ) {}

  /** The interval at an instant, and whether the owner is to be told of its risk now. */
  look(input: OutlookInput): { running: RunningPeak; tell: boolean } {
    const { component, calendar } = this;
    const intervalMs = component.intervalMin * MINUTE_MS;
    const fromMs = intervalStartMs(input.atMs, intervalMs, calendar);
    const toMs = fromMs + intervalMs;
    const left = { usedWh: input.usedWh, remainingMs: toMs - input.atMs };
    const projected = input.meanW === null ? null : projectedWh({ ...left, meanW: input.meanW });
    const targetKw = this.#targetKw(input.month);
    const allowedWh = targetKw === null || !isCounted(component, input.atMs, calendar)
      ? null
      : this.#allowedWh(targetKw, input);
    const isUsedUp = allowedWh !== null && input.usedWh > allowedWh;
    const tell = projected !== null && allowedWh !== null && allowedWh > 0 && this.#alarm.look({
      atMs: input.tickMs,
      elapsedMs: input.atMs - fromMs,
      intervalMs,
      share: projected / allowedWh,
    });
    const running: RunningPeak = {
      fromMs,
      toMs,
      usedWh: input.usedWh,
      projectedWh: projected === null ? null : Math.round(projected),
      targetKw,
      allowedWh: allowedWh === null ? null : Math.round(allowedWh),
      headroomW: allowedWh === null ? null : Math.round(headroomW(allowedWh, left)),
      risk: isUsedUp ? USED_UP : allowedWh === null ? 0 : this.#alarm.risk,
    };
    return { running, tell };
  }

  /** Without a wish, the limit of the step that the month is on; at first the lowest. */
  #targetKw({ valueKw }: MonthPeaks): number | null {
    if (this.wishes.targetKw > 0) return this.wishes.targetKw;
    const { price } = this.component;
    return price?.kind === "steps" ? nextLimitKw(valueKw ?? 0, price) : null;
  }

  /** A peak that counts half may be twice as high; one that counts nothing has no end. */
  #allowedWh(targetKw: number, { atMs, month }: OutlookInput): number | null {
    const { component, calendar } = this;
    const turnOf = (atMs: number) => {
      const day = calendar.day(atMs);
      return component.candidate === "week" ? day.weekNumber : day.number;
    };
    const isSameTurn = (peak: { atMs: number }) => turnOf(peak.atMs) === turnOf(atMs);
    const { counted } = month;
    const { strict } = this.wishes;
    const weightedKw = allowedKw({ targetKw, counted, isSameTurn, strict }, component);
    const weight = calendar.weightAt(component, atMs);
    if (weightedKw === null || weight === 0) return null;
    return weightedKw / weight * 1000 * component.intervalMin / 60;
  }
}
