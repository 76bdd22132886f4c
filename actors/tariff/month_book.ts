/**
 * The quarters of whole local months, asked of history once and kept until a change touches them:
 * a tariff over twelve months would otherwise read a year for every closed hour.
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { Zone } from "#model/zone.ts";
import type { Desk } from "#runtime/desk.ts";

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

  /** Fetches the months that a span touches, as far as they are not known. */
  async load(fromMs: number, toMs: number): Promise<void> {
    for (const monthMs of this.#starts(fromMs, toMs)) {
      while (!this.#months.has(monthMs)) await this.#fetch(monthMs);
    }
    while (this.#months.size > MONTHS_MAX) this.#months.delete(Math.min(...this.#months.keys()));
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

  /** The quarters of loaded months in a span, oldest first. */
  quarters(fromMs: number, toMs: number): EnergyPoint[] {
    return this.#starts(fromMs, toMs).flatMap((monthMs) => this.#months.get(monthMs) ?? [])
      .filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  }

  /** An answer during which history changed may be half old, and is not kept. */
  async #fetch(monthMs: number): Promise<void> {
    const changes = this.#changes;
    const toMs = this.zone.shiftMonthMs(monthMs, 1);
    const span = { meter: this.meter, fromMs: monthMs, toMs, step: "15min" as const };
    const points = await this.history.ask("energy", span);
    if (changes === this.#changes) this.#months.set(monthMs, points);
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
