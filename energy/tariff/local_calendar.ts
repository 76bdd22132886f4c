/**
 * What tariffs ask of an instant: month, weekday, hour and holiday by the local calendar. Days are
 * remembered, because a month has three thousand quarters and thirty days.
 */
import type { PeakComponent, TariffWindow } from "#model/tariff.ts";
import type { Zone } from "#model/zone.ts";
import { dayNumber, holidaysOf, weekdayOf } from "../holidays.ts";

/** A local day. */
export type LocalDay = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Days since 1970 by the calendar. */
  readonly number: number;
  /** The Monday of its ISO week, likewise. */
  readonly weekNumber: number;
  readonly month: number;
  /** 1 = Monday. */
  readonly weekday: number;
  readonly isHoliday: boolean;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The calendar of one zone and country. */
export class LocalCalendar {
  #day: LocalDay | null = null;
  readonly #holidays = new Map<number, ReadonlySet<number>>();

  /** @param country ISO 3166; without rules for it no day is a holiday. */
  constructor(readonly zone: Zone, readonly country: string) {}

  /** The local day that holds an instant. */
  day(atMs: number): LocalDay {
    const known = this.#day;
    if (known !== null && atMs >= known.fromMs && atMs < known.toMs) return known;
    return this.#day = this.#dayOf(atMs);
  }

  /** What an interval that starts at an instant counts for; a week has the month of its Monday. */
  weightAt(
    { weights, candidate }: Pick<PeakComponent, "weights" | "candidate">,
    atMs: number,
  ): number {
    if (weights.length === 0) return 1;
    const whenMs = candidate === "week" ? this.mondayMs(atMs) : atMs;
    return weights.find(({ window }) => this.isWithin(window, whenMs))?.factor ?? 1;
  }

  /** An instant on the Monday of the ISO week that holds an instant. */
  mondayMs(atMs: number): number {
    const { fromMs, weekday } = this.day(atMs);
    return this.zone.shiftDayMs(fromMs, 1 - weekday);
  }

  /** The local hour of an instant by its clock, 0 to 23. */
  hour(atMs: number): number {
    const localMs = atMs + this.zone.offsetMs(atMs);
    return Math.floor((localMs % DAY_MS) / HOUR_MS);
  }

  /** Whether a window holds at an instant. */
  isWithin({ months, weekdays, hours, holidays }: TariffWindow, atMs: number): boolean {
    const { month, weekday, isHoliday } = this.day(atMs);
    if (months !== undefined && !months.includes(month)) return false;
    if (weekdays !== undefined && !weekdays.includes(weekday)) return false;
    if (holidays === "excluded" && isHoliday) return false;
    if (holidays === "only" && !isHoliday) return false;
    return hours === undefined || hours.includes(this.hour(atMs));
  }

  #dayOf(atMs: number): LocalDay {
    const { year, month, day } = this.zone.wallClock(atMs);
    const number = dayNumber(year, month, day);
    const weekday = weekdayOf(number);
    return {
      fromMs: this.zone.startOfMs("day", atMs),
      toMs: this.zone.shiftDayMs(atMs, 1),
      number,
      weekNumber: number - weekday + 1,
      month,
      weekday,
      isHoliday: this.#holidaysOf(year).has(number),
    };
  }

  #holidaysOf(year: number): ReadonlySet<number> {
    let holidays = this.#holidays.get(year);
    if (holidays === undefined) {
      this.#holidays.set(year, holidays = holidaysOf(this.country, year));
    }
    return holidays;
  }
}
