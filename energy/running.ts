/**
 * Import and export so far in the running quarter, hour, day and month, and in the last month: sums
 * over quarters between the borders of the local calendar, kept up with every change of a quarter.
 */
import type { Energy, RunningEnergy } from "#model/energy.ts";
import type { Zone } from "#model/zone.ts";
import { QUARTER_MS, quarterOfMs } from "./quarter.ts";

/** Sums the quarters of `[fromMs, toMs)`; the one source of truth. */
export type SumQuarters = (fromMs: number, toMs: number) => Energy;

const HOUR_MS = 3_600_000;
const PERIODS = ["quarter", "hour", "day", "month", "lastMonth"] as const;
type Period = { fromMs: number; toMs: number; importWh: number; exportWh: number };

export class RunningSums {
  #periods: Record<typeof PERIODS[number], Period> | null = null;

  constructor(readonly zone: Zone, readonly sum: SumQuarters) {}

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

  /** The sums at an instant; summed afresh when another quarter has begun. */
  at(atMs: number): RunningEnergy {
    let periods = this.#periods;
    if (periods === null || atMs < periods.quarter.fromMs || atMs >= periods.quarter.toMs) {
      periods = this.#periods = this.#fresh(atMs);
    }
    const energy = ({ importWh, exportWh }: Period): Energy => ({ importWh, exportWh });
    return {
      quarter: energy(periods.quarter),
      hour: energy(periods.hour),
      day: energy(periods.day),
      month: energy(periods.month),
      lastMonth: energy(periods.lastMonth),
    };
  }

  #fresh(atMs: number): Record<typeof PERIODS[number], Period> {
    const { zone } = this;
    const hourMs = zone.startOfMs("hour", atMs);
    const dayMs = zone.startOfMs("day", atMs);
    const monthMs = zone.startOfMs("month", atMs);
    const period = (fromMs: number, toMs: number): Period => ({
      fromMs,
      toMs,
      ...this.sum(fromMs, toMs),
    });
    const quarterMs = quarterOfMs(atMs);
    return {
      quarter: period(quarterMs, quarterMs + QUARTER_MS),
      hour: period(hourMs, hourMs + HOUR_MS),
      day: period(dayMs, zone.shiftDayMs(atMs, 1)),
      month: period(monthMs, zone.shiftMonthMs(atMs, 1)),
      lastMonth: period(zone.shiftMonthMs(atMs, -1), monthMs),
    };
  }
}
