/**
 * The energy of one direction between two register values of the meter. Power is integrated while
 * no register comes; when one comes, its difference is the truth and the quarters since the last one
 * are corrected to add up to it exactly (chapter 20 §8.3, §12.3). The state is plain data, so that
 * it survives a restart and the same readings give the same quarters however they were cut.
 */
import {
  type Direction,
  type EnergyEvent,
  QUARTER_MS,
  type QuarterBook,
  quarterOfMs,
  quartersOf,
} from "./quarter.ts";
import { splitWhole } from "./split.ts";

/** What was integrated in one quarter since the last register. */
type Part = {
  readonly quarterMs: number;
  wh: number;
  coveredMs: number;
  /** Fraction of a Wh that the quarter before could not show. */
  readonly carryWh: number;
  /** How much of it is posted, whole Wh. */
  shownWh: number;
};

export type Lane = {
  /** The last register value, Wh, and when it held; `null` before the first. */
  registerWh: number | null;
  registerAtMs: number;
  parts: Part[];
};

/** A register value at an instant. */
export type RegisterValue = { readonly atMs: number; readonly wh: number };

/** Registers at most this far apart need no integral between them. */
const FAST_MS = 60_000;
/** A register that stands still while more than this flowed is an old one, repeated. */
const STALE_WH = 50;
/** No customer's line carries more; a register that says so is wrong. */
const POWER_W_MAX = 1_000_000;
const SLACK_WH = 1_000;
/** A difference is never spread over more than this. */
const SPREAD_MS_MAX = 31 * 86_400_000;
/** After so many quarters without a register the integrals stand for good. */
const PARTS_MAX = 200;

export function newLane(): Lane {
  return { registerWh: null, registerAtMs: 0, parts: [] };
}

/** One direction's rules, writing into a book. */
export class LaneRules {
  constructor(
    readonly direction: Direction,
    readonly lane: Lane,
    readonly book: QuarterBook,
  ) {}

  /** Adds a span of constant power to the integral. */
  integrate(fromMs: number, toMs: number, powerW: number): void {
    const { lane } = this;
    for (const [quarterMs, spanMs] of quartersOf(fromMs, toMs)) {
      const part = this.#part(quarterMs);
      part.wh += Math.max(0, powerW) * spanMs / 3_600_000;
      part.coveredMs += spanMs;
    }
    if (lane.registerWh === null || toMs - lane.registerAtMs > FAST_MS) this.#show();
    if (lane.registerWh === null && lane.parts.length > 1) this.#finish(lane.parts.splice(0, lane.parts.length - 1));
    if (lane.parts.length > PARTS_MAX) {
      this.#note(toMs, "register-silent", "no register value for more than two days");
      this.#restart(null);
    }
  }

  /** Takes a register value of the meter. */
  register(value: RegisterValue): void {
    const { lane } = this;
    const now = { atMs: value.atMs, wh: Math.round(value.wh) };
    if (lane.registerWh === null) return this.#restart(now);
    const differenceWh = now.wh - lane.registerWh;
    const spanMs = now.atMs - lane.registerAtMs;
    if (differenceWh < 0) {
      this.#note(now.atMs, "register-reset", `from ${lane.registerWh} to ${now.wh} Wh`);
      return this.#restart(now);
    }
    if (differenceWh > SLACK_WH + POWER_W_MAX * Math.max(0, spanMs) / 3_600_000) {
      this.#note(now.atMs, "register-jump", `from ${lane.registerWh} to ${now.wh} Wh`);
      return this.#restart(now);
    }
    const integratedWh = lane.parts.reduce((sum, part) => sum + part.wh, 0);
    if (differenceWh === 0 && integratedWh > STALE_WH) return;
    if (spanMs > SPREAD_MS_MAX) {
      this.#note(now.atMs, "gap", `${differenceWh} Wh of more than a month are not spread`);
      return this.#restart(now);
    }
    if (spanMs <= FAST_MS) this.#settleFast(now, differenceWh);
    else this.#settleSlow(now, differenceWh);
    lane.registerWh = now.wh;
    lane.registerAtMs = now.atMs;
  }

  /** Registers that come often: the difference flowed evenly between them. */
  #settleFast({ atMs }: RegisterValue, differenceWh: number): void {
    const { lane, direction, book } = this;
    const spans = [...quartersOf(lane.registerAtMs, atMs)];
    const shown = lane.parts.some((part) => part.shownWh !== 0);
    lane.parts = this.#partsFrom(atMs);
    assertNothingShown(shown);
    if (spans.length < 2) {
      book.post(spans[0]?.[0] ?? quarterOfMs(atMs), direction, differenceWh, "measured");
      return;
    }
    const shares = splitWhole(differenceWh, spans.map(([, spanMs]) => spanMs));
    spans.forEach(([quarterMs], at) => {
      book.post(quarterMs, direction, shares[at] ?? 0, "measured");
    });
  }
}
