/** A book of quarters that lives in memory, for tests of the energy rules. */
import type { Quality } from "#model/energy.ts";
import {
  type Direction,
  emptyQuarter,
  type EnergyEvent,
  type Posting,
  postTo,
  qualityOf,
  type Quarter,
  type QuarterBook,
} from "#energy/quarter.ts";

export class QuarterShelf implements QuarterBook {
  readonly quarters = new Map<number, Quarter>();
  readonly events: EnergyEvent[] = [];

  post(quarterMs: number, direction: Direction, posting: Posting): void {
    postTo(this.#quarter(quarterMs), direction, posting);
  }

  cover(quarterMs: number, byMs: number): void {
    this.#quarter(quarterMs).coveredMs += byMs;
  }

  note(event: EnergyEvent): void {
    this.events.push(event);
  }

  /** What gaps are shaped by; nothing unless a test says so. */
  profileWh: QuarterBook["profileWh"] = () => null;

  /** Import of the quarters of a span, oldest first, Wh. */
  imports(fromMs: number, toMs: number): number[] {
    return this.#between(fromMs, toMs).map(([, { importWh }]) => importWh);
  }

  /** All import or export, Wh. */
  total(direction: Direction = "import"): number {
    return [...this.quarters.values()].reduce(
      (sum, quarter) => sum + (direction === "import" ? quarter.importWh : quarter.exportWh),
      0,
    );
  }

  qualities(fromMs: number, toMs: number): Quality[] {
    return this.#between(fromMs, toMs).map(([, quarter]) => qualityOf(quarter));
  }

  #between(fromMs: number, toMs: number): [number, Quarter][] {
    return [...this.quarters].filter(([atMs]) => atMs >= fromMs && atMs < toMs)
      .sort(([a], [b]) => a - b);
  }

  #quarter(quarterMs: number): Quarter {
    const quarter = this.quarters.get(quarterMs) ?? emptyQuarter();
    this.quarters.set(quarterMs, quarter);
    return quarter;
  }
}
