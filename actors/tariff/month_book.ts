/**
 * The quarters of whole local months, asked of history once and kept until a change touches them:
 * a tariff over twelve months would otherwise read a year for every closed hour.
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { Zone } from "#model/zone.ts";
import type { Desk } from "#runtime/desk.ts";
import type { QuartersOf } from "#energy/tariff/billing.ts";

/** A year and the month that has just ended. */
const MONTHS_MAX = 14;

export class MonthBook {
  readonly #months = new Map<number, readonly EnergyPoint[]>();
  #changes = 0;

  constructor(
    readonly meter: string,
    readonly zone: Zone,
    readonly history: Desk<HistoryQuestions>,
  ) {}

  /**
   * The quarters of the months that a span touches, fetched as far as they are not known. The
   * answer stays whole whatever is forgotten meanwhile.
   */
  async load(fromMs: number, toMs: number): Promise<QuartersOf> {
    const points: EnergyPoint[] = [];
    for (const monthMs of this.#starts(fromMs, toMs)) {
      let month = this.#months.get(monthMs);
      while (month === undefined) month = await this.#fetch(monthMs);
      for (const point of month) points.push(point);
    }
    while (this.#months.size > MONTHS_MAX) this.#months.delete(Math.min(...this.#months.keys()));
    return (fromMs, toMs) => points.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  }

  /** Forgets the months that a span touches. */
  forget(fromMs: number, toMs: number): void {
    this.#changes++;
    for (const monthMs of this.#months.keys()) {
      if (monthMs < toMs && this.zone.shiftMonthMs(monthMs, 1) > fromMs) {
        this.#months.delete(monthMs);
      }
    }
  }

  /** An answer during which history changed may be half old, and is not kept. */
  async #fetch(monthMs: number): Promise<readonly EnergyPoint[] | undefined> {
    const changes = this.#changes;
    const toMs = this.zone.shiftMonthMs(monthMs, 1);
    const span = { meter: this.meter, fromMs: monthMs, toMs, step: "15min" as const };
    const points = await this.history.ask("energy", span);
    if (changes !== this.#changes) return undefined;
    this.#months.set(monthMs, points);
    return points;
  }

  #starts(fromMs: number, toMs: number): number[] {
    const starts = [];
    for (
      let monthMs = this.zone.startOfMs("month", fromMs);
      monthMs < toMs;
      monthMs = this.zone.shiftMonthMs(monthMs, 1)
    ) starts.push(monthMs);
    return starts;
  }
}
