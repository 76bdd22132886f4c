/**
 * The energy of one direction. Power is integrated while no register comes; when one comes, its
 * difference is the truth, and the quarters since the last one are corrected to add up to it
 * exactly (chapter 20 §8.3, §12.3).
 */
import {
  COARSE_WH,
  fullWh,
  integratedWh,
  type Lane,
  NO_GUESS,
  type Part,
  partOf,
  STEP_WH_MAX,
  takeBefore,
} from "./lane.ts";
import { type Passage, STEADY_MS } from "./passage.ts";
import {
  type Direction,
  type EnergyEvent,
  QUARTER_MS,
  type QuarterBook,
  quarterOfMs,
  quartersOf,
} from "./quarter.ts";
import { type RegisterValue, verdictOf } from "./register.ts";
import { FAST_MS, sharesOf } from "./shares.ts";

export type LaneOptions = {
  readonly direction: Direction;
  readonly lane: Lane;
  readonly book: QuarterBook;
  /** What the customer's line carries at most, W. */
  readonly limitW: number;
};

/** Power over a span: its mean, and by how much it may have been more or less. */
export type SpanPower = { readonly meanW: number; readonly unsureW: number };

/** So many quarters without a new register value are kept; older ones stand for good. */
const PARTS_MAX = 200;
const IDLE_W = 50;
/** A register whose steps are exceeded by more is not coarse but late. */
const LATE_WH = 50;
const HOUR_MS = 3_600_000;

/** One direction's rules, working on its lane and writing into a book. */
export class LaneRules {
  readonly #direction: Direction;
  readonly #lane: Lane;
  readonly #book: QuarterBook;
  readonly #limitW: number;

  constructor({ direction, lane, book, limitW }: LaneOptions) {
    this.#direction = direction;
    this.#lane = lane;
    this.#book = book;
    this.#limitW = limitW;
  }

  /** Adds a span of which the power is known. */
  integrate({ fromMs, toMs, spanMs }: Passage, power: SpanPower): void {
    const lane = this.#lane;
    lane.elapsedMs += spanMs;
    lane.silentMs += spanMs;
    const startMs = quarterOfMs(toMs - 1);
    if (fromMs >= startMs || fromMs >= toMs) {
      const part = partOf(lane, startMs);
      part.wh += power.meanW * spanMs / HOUR_MS;
      part.heardMs += fromMs < toMs ? toMs - fromMs : spanMs;
    } else {
      for (const [quarterMs, heardMs] of quartersOf(fromMs, toMs)) {
        const part = partOf(lane, quarterMs);
        const hours = spanMs * heardMs / (toMs - fromMs) / HOUR_MS;
        part.wh += power.meanW * hours;
        const border = quarterMs === startMs ? "startGuessWh" : "endGuessWh";
        if (spanMs > STEADY_MS) part[border] = (part[border] ?? 0) + power.unsureW * hours;
        part.heardMs += heardMs;
      }
    }
    if (lane.registerWh === null) {
      this.#show(Infinity);
      if (lane.parts.length > 1) this.#finish(lane.parts.splice(0, lane.parts.length - 1));
    } else if (lane.elapsedMs > FAST_MS) {
      this.#show(this.#boundWh());
      if (lane.parts.length > PARTS_MAX) this.#shorten(toMs);
    }
  }

  /** Adds a span of which nothing is known. */
  skip({ fromMs, toMs, spanMs }: Passage): void {
    const lane = this.#lane;
    lane.elapsedMs += spanMs;
    lane.silentMs += spanMs;
    // The first register may hold at an instant inside the last gap; older ones do not matter.
    if (lane.registerWh === null) lane.gaps = [];
    lane.gaps.push({ fromMs, toMs });
  }

  /** Takes a register value of the meter. */
  register(next: RegisterValue): void {
    const lane = this.#lane;
    lane.silentMs = 0;
    if (lane.registerWh === null) return this.#begin(next);
    const verdict = verdictOf(lane, next, this.#limitW);
    if (verdict.kind === "nothing") return;
    if (verdict.kind === "flowed") {
      if (next.wh < lane.registerWh) this.#note(next, "register-rollover");
      this.#settle(next, verdict);
    } else {
      this.#note(next, verdict.kind);
      this.#begin(next);
    }
  }

  /** Corrects the quarters since the last register so that they add up to the difference. */
  #settle(next: RegisterValue, { byWh, isUnsure }: { byWh: number; isUnsure: boolean }): void {
    const lane = this.#lane;
    const dueWh = byWh - lane.aheadWh;
    const isBehind = lane.aheadWh !== 0;
    lane.aheadWh = Math.max(0, -dueWh);
    const { parts, gaps } = takeBefore(lane, next.atMs);
    this.#anchor(next);
    const wh = Math.max(0, dueWh);
    const [only] = parts;
    if (gaps.length === 0 && parts.length <= 1 && !isUnsure && !isBehind) {
      const shownWh = only?.shownWh ?? 0;
      if (wh > 0 || shownWh > 0) {
        const quarterMs = only?.quarterMs ?? quarterOfMs(next.atMs);
        this.#book.post(quarterMs, this.#direction, { byWh: wh - shownWh, quality: "measured" });
      }
      return;
    }
    const shares = sharesOf({
      byWh: wh,
      parts: only === undefined && gaps.length === 0 ? [emptyPart(next.atMs)] : parts,
      gaps,
      isUnsure: isUnsure || isBehind,
      profileWh: (quarterMs) => this.#book.profileWh(quarterMs, this.#direction),
    });
    for (const { quarterMs, wh, shownWh, quality } of shares) {
      this.#book.post(quarterMs, this.#direction, { byWh: wh - shownWh, quality });
    }
  }

  /** Lets the integrals stand as they are and begins anew at a register. */
  #begin(next: RegisterValue): void {
    this.#show(Infinity);
    this.#finish(takeBefore(this.#lane, next.atMs).parts);
    this.#lane.aheadWh = 0;
    this.#lane.stepWh = STEP_WH_MAX;
    this.#anchor(next);
  }

  #anchor({ wh, atMs, clockMs, meterId }: RegisterValue): void {
    const lane = this.#lane;
    lane.registerWh = wh;
    lane.registerAtMs = atMs;
    lane.clockMs = clockMs ?? lane.clockMs;
    lane.meterId = meterId ?? lane.meterId;
    if (lane.stepWh > 1) lane.stepWh = greatestDivisor(lane.stepWh, wh);
  }

  /** After days in which the register did not move: what is oldest stands for good. */
  #shorten(toMs: number): void {
    const lane = this.#lane;
    const idleWh = IDLE_W * lane.elapsedMs / HOUR_MS;
    if (lane.silentMs <= HOUR_MS && integratedWh(lane) < idleWh) {
      const { registerWh, clockMs, meterId } = lane;
      const same = { atMs: toMs, wh: registerWh ?? 0, clockMs, meterId };
      return this.#settle(same, { byWh: 0, isUnsure: false });
    }
    const oldest = lane.parts.shift();
    if (oldest === undefined) return;
    if (lane.aheadWh === 0) {
      this.#event(toMs, "register-silent", "no new register value for two days");
    }
    this.#finish([oldest]);
    const endMs = oldest.quarterMs + QUARTER_MS;
    lane.aheadWh += oldest.shownWh;
    lane.gaps = lane.gaps.filter((gap) => gap.toMs > endMs);
    lane.elapsedMs -= oldest.heardMs;
    lane.registerAtMs = endMs;
  }

  /** How much may be shown: a coarse register that is heard says that its next step is not full. */
  #boundWh(): number {
    const { stepWh, silentMs } = this.#lane;
    if (stepWh < COARSE_WH || silentMs > FAST_MS) return Infinity;
    return integratedWh(this.#lane) > stepWh + LATE_WH ? Infinity : stepWh - 1;
  }

  /** Posts whole Wh of the running integral. */
  #show(boundWh: number): void {
    let leftWh = boundWh;
    for (const part of this.#lane.parts) {
      const wholeWh = Math.min(leftWh, fullWh(part));
      const byWh = Math.max(0, wholeWh - part.shownWh);
      leftWh -= part.shownWh + byWh;
      if (byWh === 0) continue;
      part.shownWh += byWh;
      this.#book.post(part.quarterMs, this.#direction, { byWh, quality: null });
    }
  }

  #finish(parts: readonly Part[]): void {
    for (const { wh, quarterMs } of parts) {
      if (wh === 0) continue;
      this.#book.post(quarterMs, this.#direction, { byWh: 0, quality: "integrated" });
    }
  }

  #note({ atMs, wh }: RegisterValue, kind: EnergyEvent["kind"]): void {
    this.#event(atMs, kind, `from ${this.#lane.registerWh} to ${wh} Wh`);
  }

  #event(atMs: number, kind: EnergyEvent["kind"], detail: string): void {
    this.#book.note({ atMs, kind, detail: `${this.#direction}: ${detail}` });
  }
}

function emptyPart(atMs: number): Part {
  const quarterMs = quarterOfMs(atMs);
  return { quarterMs, wh: 0, heardMs: 0, ...NO_GUESS, carryWh: 0, shownWh: 0 };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
