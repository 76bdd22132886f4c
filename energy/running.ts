/**
 * Import and export so far in the running quarter, hour, day and month, and in the last month: sums
 * over quarters between the borders of the local calendar, kept up with every change of a quarter.
 * What was said once is not taken back inside its period, unless it was wrong by more than a little
 * (chapter 20 §8.3 rules 10 and 11).
 */
import type { Energy, RunningEnergy } from "#model/energy.ts";
import type { Zone } from "#model/zone.ts";
import { QUARTER_MS, quarterOfMs } from "./quarter.ts";

/** Sums the quarters of `[fromMs, toMs)`; the one source of truth. */
export type SumQuarters = (fromMs: number, toMs: number) => Energy;

const PERIODS = ["quarter", "hour", "day", "month", "lastMonth"] as const;
type Periods = Record<typeof PERIODS[number], Period>;
type Period = { fromMs: number; toMs: number; importWh: number; exportWh: number };
type Said = { fromMs: number; importWh: number; exportWh: number };

/** What was said last of each period. Plain data: it survives a restart with its owner. */
export type SaidSums = Partial<Record<typeof PERIODS[number], Said>>;

export type RunningOptions = {
  readonly zone: Zone;
  readonly sum: SumQuarters;
  readonly said: SaidSums;
};

/** A value that fell by no more stays as it was said, until the truth has caught up. */
const HELD_WH = 50;
const NOTHING_SAID: Said = { fromMs: NaN, importWh: 0, exportWh: 0 };

export class RunningSums {
  readonly #zone: Zone;
  readonly #sum: SumQuarters;
  readonly #said: SaidSums;
  #periods: Periods | null = null;

  constructor({ zone, sum, said }: RunningOptions) {
    this.#zone = zone;
    this.#sum = sum;
    this.#said = said;
  }

  /** Follows a change of a quarter. */
  add(quarterMs: number, { importWh, exportWh }: Energy): void {
    if (this.#periods === null) return;
    for (const name of PERIODS) {
      const period = this.#periods[name];
      if (quarterMs < period.fromMs || quarterMs >= period.toMs) continue;
      period.importWh += importWh;
      period.exportWh += exportWh;
    }
  }

  /** Takes over changes that `add` was not told. */
  forget(): void {
    this.#periods = null;
  }

  /** What is to be said at an instant; asking leaves no trace. */
  at(atMs: number): RunningEnergy {
    const periods = this.#at(atMs);
    let isCorrected = false;
    const energy = (name: typeof PERIODS[number]): Energy => {
      const period = periods[name];
      const said = this.#said[name] ?? NOTHING_SAID;
      if (said.fromMs !== period.fromMs) {
        return { importWh: period.importWh, exportWh: period.exportWh };
      }
      const importWh = held(said.importWh, period.importWh);
      const exportWh = held(said.exportWh, period.exportWh);
      isCorrected ||= importWh < said.importWh || exportWh < said.exportWh;
      return { importWh, exportWh };
    };
    const sums = {
      quarter: energy("quarter"),
      hour: energy("hour"),
      day: energy("day"),
      month: energy("month"),
      lastMonth: energy("lastMonth"),
    };
    return isCorrected ? { ...sums, isCorrected } : sums;
  }

  /** Likewise, and remembers that it was said. */
  say(atMs: number): RunningEnergy {
    const sums = this.at(atMs);
    const periods = this.#at(atMs);
    for (const name of PERIODS) {
      const said = this.#said[name] ??= { ...NOTHING_SAID };
      said.fromMs = periods[name].fromMs;
      said.importWh = sums[name].importWh;
      said.exportWh = sums[name].exportWh;
    }
    return sums;
  }

  /** The true sums; added up afresh when another quarter has begun. */
  #at(atMs: number): Periods {
    const periods = this.#periods;
    if (periods !== null && atMs >= periods.quarter.fromMs && atMs < periods.quarter.toMs) {
      return periods;
    }
    return this.#periods = this.#fresh(atMs);
  }

  #fresh(atMs: number): Periods {
    const zone = this.#zone;
    const period = (fromMs: number, toMs: number): Period => {
      return { fromMs, toMs, ...this.#sum(fromMs, toMs) };
    };
    const local = (unit: "hour" | "day" | "month") => {
      return period(zone.startOfMs(unit, atMs), zone.endOfMs(unit, atMs));
    };
    const quarterMs = quarterOfMs(atMs);
    return {
      quarter: period(quarterMs, quarterMs + QUARTER_MS),
      hour: local("hour"),
      day: local("day"),
      month: local("month"),
      lastMonth: period(zone.shiftMonthMs(atMs, -1), zone.startOfMs("month", atMs)),
    };
  }
}

function held(saidWh: number, trueWh: number): number {
  return trueWh < saidWh && saidWh - trueWh <= HELD_WH ? saidWh : trueWh;
}
