/**
 * How well a meter is heard, from readings, faults and silence (chapter 10 §11). An error shows
 * after three in a row; the patience with silence follows the meter's own rhythm, so that a meter
 * which speaks once an hour is not ill for the rest of it.
 */
import type { Fault } from "#model/fault.ts";
import type { PartState } from "#model/status.ts";

const FAULTS_VISIBLE = 3;
const GOOD_MS_MIN = 15_000;
const FAIR_MS_MIN = 30_000;
const PERIODS_KEPT = 5;

export type Health = { readonly state: PartState; readonly fault: Fault | null };

export class MeterHealth {
  #lastReadingMs: number | null = null;
  #periodsMs: number[] = [];
  #faultsInARow = 0;
  #lastFault: Fault | null = null;

  /** @param startedMs Monotonic ms at which listening began. */
  constructor(readonly startedMs: number) {}

  reading(monotonicMs: number): void {
    if (this.#lastReadingMs !== null) {
      this.#periodsMs.push(monotonicMs - this.#lastReadingMs);
      if (this.#periodsMs.length > PERIODS_KEPT) this.#periodsMs.shift();
    }
    this.#lastReadingMs = monotonicMs;
    this.#faultsInARow = 0;
    this.#lastFault = null;
  }

  fault(fault: Fault): void {
    this.#faultsInARow++;
    this.#lastFault = fault;
  }

  /** The light: green while readings come at their rhythm, yellow when one is overdue. */
  at(monotonicMs: number): Health {
    // A fault that only the owner can mend shows at once.
    const visible = this.#faultsInARow >= FAULTS_VISIBLE || this.#lastFault?.retry === "never";
    if (visible) return { state: "fault", fault: this.#lastFault };
    const silentMs = monotonicMs - (this.#lastReadingMs ?? this.startedMs);
    if (this.#lastReadingMs === null) {
      return { state: silentMs < FAIR_MS_MIN ? "waiting" : "warning", fault: null };
    }
    const periodMs = this.#periodsMs.length === 0 ? 0 : Math.max(...this.#periodsMs);
    if (silentMs < Math.max(GOOD_MS_MIN, 1.5 * periodMs)) return { state: "ok", fault: null };
    if (silentMs < Math.max(FAIR_MS_MIN, 3 * periodMs)) return { state: "warning", fault: null };
    return { state: "fault", fault: null };
  }
}
