/**
 * What is remembered of one direction between two register values of the meter: plain data, so that
 * it survives a restart and the same readings give the same quarters however they were cut.
 */
import { QUARTER_MS } from "./quarter.ts";

/** What was integrated in one quarter since the last register. */
export type Part = {
  readonly quarterMs: number;
  wh: number;
  /** Time it was integrated over. */
  heardMs: number;
  /**
   * How much may belong to the quarter before or after it, since a silence of more than a minute
   * crossed the border between them; `null` where none did.
   */
  startGuessWh: number | null;
  endGuessWh: number | null;
  /** Fraction of a Wh that the part before could not show. */
  readonly carryWh: number;
  /** How much of it is posted, whole Wh. */
  shownWh: number;
};

/** Time over which nothing was integrated. */
export type Gap = { readonly fromMs: number; readonly toMs: number };

export type Lane = {
  /** The last register value that counts, whole Wh; `null` before the first. */
  registerWh: number | null;
  /** When it held, ms UTC. */
  registerAtMs: number;
  /** The meter's clock and id in the last telegram with a register; `null` when unsaid. */
  clockMs: number | null;
  meterId: string | null;
  /** What all register values are multiples of, at most `STEP_WH_MAX`. */
  stepWh: number;
  /** Time since the register that counts, and since one was heard at all. */
  elapsedMs: number;
  silentMs: number;
  /** Energy beyond the register that stands in quarters for good. */
  aheadWh: number;
  parts: Part[];
  gaps: Gap[];
};

export const NO_GUESS = { startGuessWh: null, endGuessWh: null };
/** Registers in coarser steps are not known. */
export const STEP_WH_MAX = 1_000;
/** From this step on a register moves in visible stairs (chapter 20 §8.3 rule 2). */
export const COARSE_WH = 10;

const ROUNDING_WH = 1e-6;

export function newLane(): Lane {
  return {
    registerWh: null,
    registerAtMs: 0,
    clockMs: null,
    meterId: null,
    stepWh: STEP_WH_MAX,
    elapsedMs: 0,
    silentMs: 0,
    aheadWh: 0,
    parts: [],
    gaps: [],
  };
}

/**
 * The part that goes on in a quarter; a new one begins with the fraction that the last could not
 * show. After a step of the clock a quarter may have two.
 */
export function partOf({ parts }: Lane, quarterMs: number): Part {
  const last = parts.at(-1);
  if (last?.quarterMs === quarterMs) return last;
  const carryWh = last === undefined ? 0 : last.carryWh + last.wh - fullWh(last);
  const part = { quarterMs, wh: 0, heardMs: 0, ...NO_GUESS, carryWh, shownWh: 0 };
  parts.push(part);
  return part;
}

/** The whole Wh that a part can show; sums of fractions are a little off. */
export function fullWh({ carryWh, wh }: Part): number {
  return Math.floor(carryWh + wh + ROUNDING_WH);
}

/** Everything integrated since the register. */
export function integratedWh({ parts }: Lane): number {
  let wh = 0;
  for (const part of parts) wh += part.wh;
  return wh;
}

/**
 * Takes out what a register at an instant closes. If that is the start of a quarter, what is in the
 * quarter already belongs to the next difference, and nothing is a guess at that border any more.
 */
export function takeBefore(lane: Lane, atMs: number): { parts: Part[]; gaps: Gap[] } {
  const { parts, gaps } = lane;
  if (atMs % QUARTER_MS !== 0) {
    lane.parts = [];
    lane.gaps = [];
    lane.elapsedMs = 0;
    return { parts, gaps };
  }
  const begun = parts.at(-1)?.quarterMs === atMs ? parts.pop() : undefined;
  const closed = parts.at(-1);
  if (begun !== undefined) begun.startGuessWh = null;
  if (closed !== undefined) closed.endGuessWh = null;
  const taken = { parts, gaps: clipped(gaps, -Infinity, atMs) };
  lane.parts = begun === undefined ? [] : [begun];
  lane.gaps = clipped(gaps, atMs, Infinity);
  lane.elapsedMs = lane.parts.reduce((sum, { heardMs }) => sum + heardMs, 0) +
    lane.gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return taken;
}

function clipped(gaps: readonly Gap[], afterMs: number, beforeMs: number): Gap[] {
  return gaps.flatMap(({ fromMs, toMs }) => {
    const gap = { fromMs: Math.max(fromMs, afterMs), toMs: Math.min(toMs, beforeMs) };
    return gap.fromMs < gap.toMs ? [gap] : [];
  });
}
