/**
 * The tariff of one meter: the month's peaks out of history, worked out anew when a quarter closes
 * or history changes, and the running interval with every reading.
 */
import type { StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { MeterPeaks, PeakMonth, PeakState, RunningPeak } from "#model/peaks.ts";
import type { PeakComponent, Tariff } from "#model/tariff.ts";
import type { Zone } from "#model/zone.ts";
import type { Desk } from "#runtime/desk.ts";
import { quarterOfMs } from "#energy/quarter.ts";
import type { MonthPeaks } from "#energy/tariff/billing.ts";
import { peakComponents } from "#energy/tariff/effective.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { blockViews, monthOf, monthView } from "#energy/tariff/month_view.ts";
import { IntervalOutlook, type PeakWishes } from "#energy/tariff/outlook.ts";
import { RecentPower } from "#energy/tariff/recent_power.ts";
import { MonthBook } from "./month_book.ts";

export type TariffMeter = {
  readonly id: string;
  readonly zone: Zone;
  readonly tariff: Tariff;
  readonly wishes: PeakWishes;
  /** Agreed power by time block, kW, for tariffs that have blocks. */
  readonly agreedKw: ReadonlyMap<number, number>;
};

/** A month in numbers and as it is told; the first component's numbers guide the outlook. */
type Month = { readonly first: MonthPeaks | null; readonly told: PeakMonth };

const PERIOD_MONTHS_BACK = 11;

export class MeterTariff {
  readonly #calendar: LocalCalendar;
  readonly #components: readonly PeakComponent[];
  readonly #outlook: IntervalOutlook | null;
  readonly #book: MonthBook;
  readonly #power = new RecentPower();
  #month: Month | null = null;
  #quarterMs = NaN;
  #meterPeaks: MeterPeaks | null = null;
  #state: PeakState | null = null;

  constructor(readonly meter: TariffMeter, history: Desk<HistoryQuestions>) {
    const { id, zone, tariff, wishes } = meter;
    this.#calendar = new LocalCalendar(zone, tariff.country);
    this.#components = peakComponents(tariff);
    const [first] = this.#components;
    this.#outlook = first === undefined ? null : new IntervalOutlook(first, this.#calendar, wishes);
    this.#book = new MonthBook(id, zone, history);
  }

  /**
   * Takes note that history changed, and answers with the state as it is now: a meter that has
   * fallen silent would else keep its old peaks. `null` before the first reading.
   */
  async changed(fromMs: number, toMs: number): Promise<PeakState | null> {
    this.#book.forget(fromMs, toMs);
    this.#quarterMs = NaN;
    if (this.#state === null) return null;
    const { told: month } = await this.#monthNow(this.#state.atMs);
    return this.#state = { ...this.#state, month };
  }

  /** The state after a reading, and whether the owner is to be warned now. */
  async follow(
    stored: StoredReading,
    tickMs: number,
  ): Promise<{ state: PeakState; tell: boolean }> {
    const { newest, netW } = stored;
    const atMs = newest.receivedAtMs;
    this.#power.add(tickMs, Math.max(0, netW ?? newest.importW ?? 0));
    this.#meterPeaks = meterPeaksOf(newest) ?? this.#meterPeaks;
    const month = await this.#monthNow(atMs);
    const { running, tell } = this.#look(stored, { tickMs, month: month.first });
    const { id, name, currency } = this.meter.tariff;
    const state = {
      meter: this.meter.id,
      atMs,
      tariff: { id, name, currency },
      month: month.told,
      running,
      meterPeaks: this.#meterPeaks,
    };
    this.#state = state;
    return { state, tell };
  }

  /** The month that holds an instant, as it stands now. */
  async month(atMs: number, nowMs: number): Promise<PeakMonth> {
    return (await this.#monthAt(atMs, nowMs)).told;
  }

  #look(
    { newest, running }: StoredReading,
    { tickMs, month }: { tickMs: number; month: MonthPeaks | null },
  ): { running: RunningPeak | null; tell: boolean } {
    const outlook = this.#outlook;
    if (outlook === null || month === null) return { running: null, tell: false };
    const isHour = outlook.component.intervalMin === 60;
    const { importWh: usedWh } = isHour ? running.hour : running.quarter;
    const { receivedAtMs: atMs } = newest;
    return outlook.look({ atMs, tickMs, usedWh, meanW: this.#power.meanW, month });
  }

  /** The running month; worked out anew when a quarter has closed or history has changed. */
  async #monthNow(atMs: number): Promise<Month> {
    const quarterMs = quarterOfMs(atMs);
    if (this.#month !== null && quarterMs === this.#quarterMs) return this.#month;
    // Set first: a change that comes while history is asked must not be forgotten.
    this.#quarterMs = quarterMs;
    try {
      this.#book.forget(quarterMs - 1, quarterMs + 1);
      return this.#month = await this.#monthAt(atMs, atMs);
    } catch (thrown) {
      this.#quarterMs = NaN;
      throw thrown;
    }
  }

  async #monthAt(atMs: number, nowMs: number): Promise<Month> {
    const { zone, tariff, agreedKw } = this.meter;
    const calendar = this.#calendar;
    const isYear = this.#components.some(({ period }) => period !== "month");
    const fromMs = zone.shiftMonthMs(atMs, isYear ? -PERIOD_MONTHS_BACK : 0);
    const quartersOf = await this.#book.load(fromMs, zone.shiftMonthMs(atMs, 1));
    const source = { calendar, quartersOf, nowMs };
    const months = this.#components.map((component) => monthOf(atMs, component, source));
    const parts = months.map((month, at) => monthView(month, this.#components[at]!, calendar));
    const blocks = tariff.components.flatMap((component) =>
      component.kind === "agreed" ? blockViews(atMs, component, { ...source, agreedKw }) : []
    );
    return { first: months[0] ?? null, told: { parts, blocks } };
  }
}

function meterPeaksOf(
  { quarterW, monthPeakW, monthPeakAt }: StoredReading["newest"],
): MeterPeaks | null {
  if (quarterW === undefined && monthPeakW === undefined) return null;
  return {
    quarterW: quarterW ?? null,
    monthPeakW: monthPeakW ?? null,
    monthPeakAt: monthPeakAt ?? null,
  };
}
