/**
 * From counted peaks to what is billed (chapter 20 §7): the period's value, floor and allowance,
 * the step it falls on and what a month of it costs.
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { PeakComponent, TariffPrice } from "#model/tariff.ts";
import type { LocalCalendar } from "./local_calendar.ts";
import { combined, rank, type Ranking } from "./ranking.ts";

/** A peak component over one month. */
export type MonthPeaks = Ranking & {
  /** Start and end of the local month, ms UTC. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What the counted peaks of the period come to, kW; `null` while there are none. */
  readonly valueKw: number | null;
  /** What is paid for, kW: the value with floor and allowance. */
  readonly billedKw: number | null;
  /** Millionths of the currency for this month; `null` where the price is not known. */
  readonly costMicro: number | null;
};

/** The quarters of a span, oldest first. */
export type QuartersOf = (fromMs: number, toMs: number) => readonly EnergyPoint[];

const PERIOD_MONTHS = 12;
const MONTHS_PER_YEAR = 12;

/**
 * The month that holds an instant. Asks for the quarters of up to twelve months, as the
 * component's period wants. A year with fewer months of data is billed by those there are.
 */
export function monthPeaks(
  atMs: number,
  component: PeakComponent,
  { calendar, quartersOf }: { calendar: LocalCalendar; quartersOf: QuartersOf },
): MonthPeaks {
  const { zone } = calendar;
  const fromMs = zone.startOfMs("month", atMs);
  const toMs = zone.shiftMonthMs(atMs, 1);
  const months = component.period === "month" ? 1 : PERIOD_MONTHS;
  const startsMs = Array.from({ length: months }, (_, at) => zone.shiftMonthMs(fromMs, -at));
  const rankingOf = (monthMs: number, endMs: number) =>
    rank(quartersOf(monthMs, endMs), component, calendar);
  const month = (startMs: number) => rankingOf(startMs, zone.shiftMonthMs(startMs, 1));
  if (component.period === "mean12Months") {
    const rankings = startsMs.map(month);
    const values = rankings.flatMap(({ counted }) => {
      const kw = combined(counted, component);
      return kw === null ? [] : [Math.max(kw, component.floorKw)];
    });
    const valueKw = meanOf(values);
    return bill({ ...rankings[0]!, fromMs, toMs, valueKw }, component, calendar);
  }
  const ranking = rankingOf(startsMs.at(-1) ?? fromMs, toMs);
  const valueKw = combined(ranking.counted, component);
  return bill({ ...ranking, fromMs, toMs, valueKw }, component, calendar);
}

/** What a value is billed as, kW. */
export function billedKw(
  valueKw: number,
  { floorKw, allowanceKw }: Pick<PeakComponent, "floorKw" | "allowanceKw">,
): number {
  return Math.max(0, Math.max(valueKw, floorKw) - allowanceKw);
}

/**
 * The first limit that a value does not exceed, or does not reach where equal values belong to the
 * upper step; `null` above the last one.
 */
export function nextLimitKw(
  valueKw: number,
  { limitsKw, boundary }: Pick<TariffPrice & { kind: "steps" }, "limitsKw" | "boundary">,
): number | null {
  const at = stepOf(valueKw, { limitsKw, boundary });
  return limitsKw[at] ?? null;
}

/** Number of the step that holds a value, 0 for the lowest. */
function stepOf(
  valueKw: number,
  { limitsKw, boundary }: Pick<TariffPrice & { kind: "steps" }, "limitsKw" | "boundary">,
): number {
  const isBelow = (limitKw: number) =>
    boundary === "lower" ? valueKw <= limitKw : valueKw < limitKw;
  const at = limitsKw.findIndex(isBelow);
  return at < 0 ? limitsKw.length : at;
}

/** What a billed value costs in a month (1 = January), millionths of the currency. */
export function costMicroOf(
  kw: number,
  price: TariffPrice | null,
  month: number,
): number | null {
  if (price === null) return null;
  if (price.kind === "steps") {
    const step = price.prices[stepOf(kw, price)];
    return step === undefined ? null : Math.round(step * 1e6);
  }
  const rate = price.rates.find(({ months }) => months === undefined || months.includes(month));
  if (rate === undefined) return 0;
  return Math.round(kw * rate.price * 1e6 / (price.per === "year" ? MONTHS_PER_YEAR : 1));
}

function bill(
  peaks: Omit<MonthPeaks, "billedKw" | "costMicro">,
  component: PeakComponent,
  calendar: LocalCalendar,
): MonthPeaks {
  if (peaks.valueKw === null) return { ...peaks, billedKw: null, costMicro: null };
  const kw = billedKw(peaks.valueKw, component);
  const costMicro = costMicroOf(kw, component.price, calendar.day(peaks.fromMs).month);
  return { ...peaks, billedKw: kw, costMicro };
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
