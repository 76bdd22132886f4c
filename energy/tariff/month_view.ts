/** A month of a tariff as people and programs are told it: peaks with their local day and hour. */
import type { BlockView, DatedPeak, MonthPeaksView } from "#model/peaks.ts";
import type { AgreedComponent, Peak, PeakComponent } from "#model/tariff.ts";
import { blockPeaks } from "./agreed.ts";
import { type MonthPeaks, monthPeaks, nextLimitKw, type QuartersOf } from "./billing.ts";
import type { LocalCalendar } from "./local_calendar.ts";
import { intervalStartMs } from "./ranking.ts";

/** What a month is worked out from. */
export type MonthSource = {
  readonly calendar: LocalCalendar;
  readonly quartersOf: QuartersOf;
  /** Intervals that have not ended by then do not count, ms UTC. */
  readonly nowMs: number;
};

const MINUTE_MS = 60_000;

/** The month that holds an instant, of one component that counts peaks. */
export function monthOf(
  atMs: number,
  component: PeakComponent,
  source: MonthSource,
): MonthPeaks {
  const quartersOf = endedQuarters(component.intervalMin, source);
  return monthPeaks(atMs, component, { calendar: source.calendar, quartersOf });
}

/** A month with what its limits say of it. */
export function monthView(
  month: MonthPeaks,
  component: PeakComponent,
  calendar: LocalCalendar,
): MonthPeaksView {
  const { price } = component;
  const { counted, highest, possible, ...rest } = month;
  const dated = (peaks: readonly Peak[]) => peaks.map((peak) => datedPeak(peak, calendar));
  return {
    ...rest,
    component: component.name,
    intervalMin: component.intervalMin,
    counted: dated(counted),
    highest: dated(highest),
    possible: dated(possible),
    nextLimitKw: price?.kind === "steps" ? nextLimitKw(month.valueKw ?? 0, price) : null,
    limitsKw: price?.kind === "steps" ? price.limitsKw : [],
  };
}

/**
 * The time blocks of a component with agreed power, over the month that holds an instant.
 *
 * @param agreedKw Agreed power by block number.
 */
export function blockViews(
  atMs: number,
  component: AgreedComponent,
  { agreedKw, ...source }: MonthSource & { readonly agreedKw: ReadonlyMap<number, number> },
): BlockView[] {
  const { calendar } = source;
  const fromMs = calendar.zone.startOfMs("month", atMs);
  const toMs = calendar.zone.shiftMonthMs(atMs, 1);
  const quarters = endedQuarters(component.intervalMin, source)(fromMs, toMs);
  return blockPeaks(quarters, component, { calendar, agreedKw }).map(({ highest, ...block }) => ({
    ...block,
    highest: highest === null ? null : datedPeak(highest, calendar),
  }));
}

function endedQuarters(
  intervalMin: number,
  { calendar, quartersOf, nowMs }: MonthSource,
): QuartersOf {
  const endMs = intervalStartMs(nowMs, intervalMin * MINUTE_MS, calendar);
  return (fromMs, toMs) => quartersOf(fromMs, Math.min(toMs, endMs));
}

function datedPeak(peak: Peak, { zone }: LocalCalendar): DatedPeak {
  const { year, month, day, hour } = zone.wallClock(peak.atMs);
  const two = (number: number) => String(number).padStart(2, "0");
  return { ...peak, day: `${year}-${two(month)}-${two(day)}`, hour };
}
