/**
 * From readings to quarters: the rules of chapter 20 §8.3 and §12.2 for one meter. Works on plain
 * data that its owner keeps, and writes into a book; knows neither clock nor disk.
 */
import type { MeterReading, Reading } from "#model/reading.ts";
import { type Lane, newLane } from "./lane.ts";
import { LaneRules, type SpanPower } from "./lane_rules.ts";
import { GAP_MS, type Moment, momentOf, type Passage, passageOf, STEADY_MS } from "./passage.ts";
import { nextPower, NO_POWER, type Power } from "./power.ts";
import {
  type EnergyEvent,
  QUARTER_MS,
  type QuarterBook,
  quarterOfMs,
  quartersOf,
} from "./quarter.ts";
import type { RegisterValue } from "./register.ts";
import { begin, follow, isPassedTwice, type Timeline } from "./timeline.ts";

/** All that is remembered of a meter between two readings. */
export type IntervalState = {
  /** When the last reading came; `null` before the first. */
  last: Moment | null;
  power: Power;
  readonly timeline: Timeline;
  readonly import: Lane;
  readonly export: Lane;
};

export type IntervalOptions = {
  readonly state: IntervalState;
  readonly book: QuarterBook;
  /** Main fuse of the house, A; 0 when unknown. */
  readonly mainFuseA?: number;
};

/** A register read at a quarter's start may arrive so much later (chapter 20 §8.3 rule 5). */
const BOUNDARY_LATE_MS = 300_000;
/** No customer's line carries more; with a fuse known, so many times its size (§12.3). */
const LIMIT_W = 1_000_000;
const FUSED_W_PER_A = 690;
const FUSE_FACTOR = 1.2;

export function newIntervalState(): IntervalState {
  return {
    last: null,
    power: NO_POWER,
    timeline: [],
    import: newLane(),
    export: newLane(),
  };
}

/** The rules of one meter. */
export class IntervalRules {
  readonly #state: IntervalState;
  readonly #book: QuarterBook;
  readonly #import: LaneRules;
  readonly #export: LaneRules;

  constructor({ state, book, mainFuseA = 0 }: IntervalOptions) {
    this.#state = state;
    this.#book = book;
    const limitW = mainFuseA > 0 ? FUSE_FACTOR * FUSED_W_PER_A * mainFuseA : LIMIT_W;
    this.#import = new LaneRules({ direction: "import", lane: state.import, book, limitW });
    this.#export = new LaneRules({ direction: "export", lane: state.export, book, limitW });
  }

  /** Takes the next reading: integrates up to it, then settles with its registers. */
  take(entry: Pick<MeterReading, "reading" | "frame">): void {
    const { reading } = entry;
    const state = this.#state;
    const now = momentOf(entry);
    const { atMs } = now;
    const power = nextPower(state.power, reading);
    if (state.last === null) {
      begin(state.timeline, atMs);
    } else {
      const passage = passageOf(state.last, now);
      this.#pass(passage, power);
      this.#markTwice(passage);
      follow(state.timeline, passage, atMs);
    }
    state.last = now;
    state.power = power;
    this.#book.cover(quarterOfMs(atMs), 0);
    const { importWh, exportWh } = reading;
    if (importWh !== undefined || exportWh !== undefined) this.#registers(reading);
  }

  /** Books the time up to a reading. */
  #pass(passage: Passage, power: Power): void {
    const { toMs, spanMs, stepMs } = passage;
    if (spanMs > GAP_MS) {
      this.#note(toMs, "gap", `nothing heard for ${spanMs} ms`);
      this.#import.skip(passage);
      this.#export.skip(passage);
    } else if (spanMs > 0) {
      this.#cover(passage);
      this.#import.integrate(passage, this.#over(spanMs, "importW", power));
      this.#export.integrate(passage, this.#over(spanMs, "exportW", power));
    }
    if (stepMs !== 0) this.#note(toMs + stepMs, "clock-step", `by ${stepMs} ms`);
  }

  #cover({ fromMs, toMs }: Passage): void {
    const startMs = quarterOfMs(toMs);
    if (fromMs >= startMs) return this.#book.cover(startMs, Math.max(0, toMs - fromMs));
    for (const [quarterMs, byMs] of quartersOf(fromMs, toMs)) this.#book.cover(quarterMs, byMs);
  }

  /** The newest power for a short time, the mean of both ends for a longer one. */
  #over(spanMs: number, of: keyof Power, power: Power): SpanPower {
    const newW = power[of] ?? 0;
    if (spanMs <= STEADY_MS) return { meanW: newW, unsureW: 0 };
    const oldW = this.#state.power[of] ?? 0;
    return { meanW: (oldW + newW) / 2, unsureW: Math.abs(newW - oldW) / 2 };
  }

  /** What time passed over twice must not make a peak. */
  #markTwice({ fromMs, toMs }: Passage): void {
    const { timeline } = this.#state;
    if (timeline.length === 1) return;
    for (const [quarterMs] of quartersOf(fromMs, toMs)) {
      if (!isPassedTwice(timeline, quarterMs)) continue;
      this.#book.post(quarterMs, "import", { byWh: 0, quality: "interpolated" });
    }
  }

  #registers({ receivedAtMs, meterTime, meterId, importWh, exportWh }: Reading): void {
    const state = this.#state;
    const clockMs = meterTime === undefined ? null : Date.parse(meterTime);
    const quarterMs = quarterOfMs(receivedAtMs);
    const isBoundary = clockMs !== null && clockMs % QUARTER_MS === 0 &&
      receivedAtMs - quarterMs <= BOUNDARY_LATE_MS;
    const valueOf = (wh: number, { registerWh, registerAtMs }: Lane): RegisterValue => {
      const isFirst = registerWh === null || quarterMs > registerAtMs;
      const atMs = isBoundary && isFirst ? quarterMs : receivedAtMs;
      return { atMs, wh: Math.round(wh), clockMs, meterId: meterId ?? null };
    };
    if (importWh !== undefined) this.#import.register(valueOf(importWh, state.import));
    if (exportWh !== undefined) this.#export.register(valueOf(exportWh, state.export));
  }

  #note(atMs: number, kind: EnergyEvent["kind"], detail: string): void {
    this.#book.note({ atMs, kind, detail });
  }
}
