/**
 * From readings to quarters: the rules of chapter 20 §8.3 for one meter. Works on plain data that
 * its owner keeps, and writes into a book; knows neither clock nor disk.
 */
import type { Reading } from "#model/reading.ts";
import { type Lane, LaneRules, newLane } from "./lane.ts";
import { nextPower, NO_POWER, type Power } from "./power.ts";
import { QUARTER_MS, type QuarterBook, quarterOfMs, quartersOf } from "./quarter.ts";

/** All that is remembered of a meter between two readings. */
export type IntervalState = {
  /** Time of the last reading, ms UTC; `null` before the first. */
  atMs: number | null;
  power: Power;
  readonly import: Lane;
  readonly export: Lane;
};

/** Up to this gap the newest power holds for all of it; beyond, the mean of both ends. */
const STEADY_MS = 60_000;
/** Beyond this gap nothing is integrated. */
export const GAP_MS = 600_000;
/** Smaller backward steps of the clock are ordinary. */
const STEP_MS = 2_000;
/** A register read at a quarter's start may arrive so much later (chapter 20 §8.3 rule 5). */
const BOUNDARY_LATE_MS = 300_000;

export function newIntervalState(): IntervalState {
  return { atMs: null, power: NO_POWER, import: newLane(), export: newLane() };
}

/** The rules of one meter. */
export class IntervalRules {
  readonly #import: LaneRules;
  readonly #export: LaneRules;

  constructor(readonly state: IntervalState, readonly book: QuarterBook) {
    this.#import = new LaneRules("import", state.import, book);
    this.#export = new LaneRules("export", state.export, book);
  }

  /** Takes the next reading: integrates up to it, then settles with its registers. */
  take(reading: Reading): void {
    const { state } = this;
    const atMs = reading.receivedAtMs;
    const power = nextPower(state.power, reading);
    if (state.atMs !== null) this.#integrate({ fromMs: state.atMs, toMs: atMs }, power);
    state.atMs = atMs;
    state.power = power;
    this.book.cover(quarterOfMs(atMs), 0);
    const { importWh, exportWh } = reading;
    if (importWh !== undefined) {
      this.#import.register({ atMs: registerAtMs(reading, state.import), wh: importWh });
    }
    if (exportWh !== undefined) {
      this.#export.register({ atMs: registerAtMs(reading, state.export), wh: exportWh });
    }
  }

  #integrate(span: { fromMs: number; toMs: number }, power: Power): void {
    const { state, book } = this;
    const spanMs = span.toMs - span.fromMs;
    if (spanMs < -STEP_MS) {
      book.note({ atMs: span.toMs, kind: "clock-back", detail: `by ${-spanMs} ms` });
    } else if (spanMs > GAP_MS) {
      book.note({ atMs: span.toMs, kind: "gap", detail: `nothing heard for ${spanMs} ms` });
    } else if (spanMs > 0) {
      for (const [quarterMs, byMs] of quartersOf(span.fromMs, span.toMs)) {
        book.cover(quarterMs, byMs);
      }
      const isSteady = spanMs <= STEADY_MS;
      const meanW = (of: keyof Power) =>
        isSteady ? power[of] ?? 0 : ((state.power[of] ?? 0) + (power[of] ?? 0)) / 2;
      this.#import.integrate(span, meanW("importW"));
      this.#export.integrate(span, meanW("exportW"));
    }
  }
}

/**
 * When a reading's registers held: at its reception, or at the start of the quarter if the meter's
 * clock stands on a quarter and the telegram came shortly after one.
 */
function registerAtMs(reading: Reading, { registerWh, registerAtMs }: Lane): number {
  const { receivedAtMs, meterTime } = reading;
  const quarterMs = quarterOfMs(receivedAtMs);
  const isBoundary = meterTime !== undefined && Date.parse(meterTime) % QUARTER_MS === 0 &&
    receivedAtMs - quarterMs <= BOUNDARY_LATE_MS &&
    (registerWh === null || quarterMs > registerAtMs);
  return isBoundary ? quarterMs : receivedAtMs;
}
