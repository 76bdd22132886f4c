/**
 * The energy of one direction between two register values of the meter. Power is integrated while
 * no register comes; when one comes, its difference is the truth and the quarters since the last
 * one are corrected to add up to it exactly (chapter 20 §8.3, §12.3). The state is plain data, so
 * that it survives a restart and the same readings give the same quarters however they were cut.
 */
import type { Quality } from "#model/energy.ts";
import {
  type Direction,
  type EnergyEvent,
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
  /** Fraction of a Wh that the part before could not show. */
  readonly carryWh: number;
  /** How much of it is posted, whole Wh. */
  shownWh: number;
};

export type Lane = {
  /** The last register value, whole Wh; `null` before the first. */
  registerWh: number | null;
  registerAtMs: number;
  parts: Part[];
};

/** A register value and the instant at which it held. */
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

/** One direction's rules, working on its state and writing into a book. */
export class LaneRules {
  constructor(
    readonly direction: Direction,
    readonly lane: Lane,
    readonly book: QuarterBook,
  ) {}

  /** Adds a span of constant power to the integral. */
  integrate(span: { readonly fromMs: number; readonly toMs: number }, powerW: number): void {
    const { lane } = this;
    for (const [quarterMs, spanMs] of quartersOf(span.fromMs, span.toMs)) {
      const part = this.#part(quarterMs);
      part.wh += Math.max(0, powerW) * spanMs / 3_600_000;
      part.coveredMs += spanMs;
    }
    if (lane.registerWh === null) {
      this.#show();
      if (lane.parts.length > 1) this.#finish(lane.parts.splice(0, lane.parts.length - 1));
    } else if (span.toMs - lane.registerAtMs > FAST_MS) {
      this.#show();
    }
    if (lane.parts.length > PARTS_MAX) {
      this.#note(span.toMs, "register-silent", "no register value for two days");
      this.#restart(null);
    }
  }

  /** Takes a register value of the meter. */
  register(value: RegisterValue): void {
    const { lane } = this;
    const next = { atMs: value.atMs, wh: Math.round(value.wh) };
    if (lane.registerWh === null) return this.#restart(next);
    const differenceWh = next.wh - lane.registerWh;
    const spanMs = Math.max(0, next.atMs - lane.registerAtMs);
    const fromTo = `from ${lane.registerWh} to ${next.wh} Wh`;
    if (differenceWh < 0) {
      this.#note(next.atMs, "register-reset", fromTo);
      this.#restart(next);
    } else if (differenceWh > SLACK_WH + POWER_W_MAX * spanMs / 3_600_000) {
      this.#note(next.atMs, "register-jump", fromTo);
      this.#restart(next);
    } else if (spanMs > SPREAD_MS_MAX) {
      this.#note(next.atMs, "gap", `${differenceWh} Wh of more than a month are not spread`);
      this.#restart(next);
    } else if (differenceWh > 0 || this.#integratedWh() <= STALE_WH) {
      this.#settle(next, differenceWh);
    }
  }

  /** Corrects the quarters since the last register so that they add up to the difference. */
  #settle(next: RegisterValue, differenceWh: number): void {
    const { lane, direction, book } = this;
    const parts = this.#takeParts(next);
    const spans = new Map(quartersOf(lane.registerAtMs, next.atMs));
    for (const part of parts) if (!spans.has(part.quarterMs)) spans.set(part.quarterMs, 0);
    if (spans.size === 0) spans.set(quarterOfMs(next.atMs), 0);
    const isFast = next.atMs - lane.registerAtMs <= FAST_MS;
    const shares = isFast
      ? [...spans.values()].map((spanMs) => ({ weight: spanMs, quality: "measured" as Quality }))
      : weigh(spans, parts, differenceWh);
    const sharesWh = splitWhole(differenceWh, shares.map(({ weight }) => weight));
    [...spans.keys()].forEach((quarterMs, at) => {
      const shownWh = parts.find((part) => part.quarterMs === quarterMs)?.shownWh ?? 0;
      const byWh = (sharesWh[at] ?? 0) - shownWh;
      book.post(quarterMs, direction, { byWh, quality: shares[at]?.quality ?? "measured" });
    });
    lane.registerWh = next.wh;
    lane.registerAtMs = next.atMs;
  }

  /** Lets the integrals stand as they are and begins anew at a register, or without one. */
  #restart(next: RegisterValue | null): void {
    this.#show();
    this.#finish(next === null ? this.lane.parts.splice(0) : this.#takeParts(next));
    this.lane.registerWh = next?.wh ?? null;
    this.lane.registerAtMs = next?.atMs ?? 0;
  }

  /** The parts before a register; one that begins with it belongs to the next difference. */
  #takeParts({ atMs }: RegisterValue): Part[] {
    const { lane } = this;
    const parts = lane.parts.filter((part) => part.quarterMs !== atMs);
    lane.parts = lane.parts.filter((part) => part.quarterMs === atMs);
    return parts;
  }

  #part(quarterMs: number): Part {
    const { parts } = this.lane;
    const last = parts.at(-1);
    if (last?.quarterMs === quarterMs) return last;
    const known = parts.find((part) => part.quarterMs === quarterMs);
    if (known !== undefined) return known;
    const carryWh = last === undefined ? 0 : (last.carryWh + last.wh) % 1;
    const part = { quarterMs, wh: 0, coveredMs: 0, carryWh, shownWh: 0 };
    parts.push(part);
    return part;
  }

  #integratedWh(): number {
    return this.lane.parts.reduce((sum, part) => sum + part.wh, 0);
  }

  /** Posts whole Wh of the running integral. */
  #show(): void {
    for (const part of this.lane.parts) {
      const byWh = Math.floor(part.carryWh + part.wh) - part.shownWh;
      if (byWh === 0) continue;
      part.shownWh += byWh;
      this.book.post(part.quarterMs, this.direction, { byWh, quality: null });
    }
  }

  #finish(parts: readonly Part[]): void {
    for (const { wh, quarterMs } of parts) {
      if (wh > 0) this.book.post(quarterMs, this.direction, { byWh: 0, quality: "integrated" });
    }
  }

  #note(atMs: number, kind: EnergyEvent["kind"], detail: string): void {
    this.book.note({ atMs, kind, detail: `${this.direction}: ${detail}` });
  }
}

/**
 * How a difference is shared out: the integral where readings cover the time, the rest evenly over
 * the time they do not.
 */
function weigh(
  spans: ReadonlyMap<number, number>,
  parts: readonly Part[],
  differenceWh: number,
): { weight: number; quality: Quality }[] {
  const quarters = [...spans].map(([quarterMs, spanMs]) => {
    const part = parts.find((part) => part.quarterMs === quarterMs);
    return { wh: part?.wh ?? 0, bareMs: Math.max(0, spanMs - (part?.coveredMs ?? 0)), spanMs };
  });
  const sum = (of: "wh" | "bareMs") => quarters.reduce((sum, quarter) => sum + quarter[of], 0);
  const bareMs = sum("bareMs");
  const restWh = bareMs === 0 ? 0 : Math.max(0, differenceWh - sum("wh"));
  const isFlat = sum("wh") + restWh === 0;
  return quarters.map((quarter) => ({
    weight: isFlat
      ? quarter.spanMs
      : quarter.wh + (restWh === 0 ? 0 : restWh * quarter.bareMs / bareMs),
    quality: quarter.bareMs > 0 ? "interpolated" : "scaled",
  }));
}
