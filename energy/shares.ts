/**
 * How the difference of two registers is shared out over the quarters between them: what was
 * integrated where power was heard, the rest over the time that was not, and all of it scaled so
 * that the shares add up to the difference exactly (chapter 20 §8.3 rule 4, §12.3).
 */
import type { Quality } from "#model/energy.ts";
import { COARSE_WH, type Gap, type Part } from "./lane.ts";
import { GAP_MS } from "./passage.ts";
import { QUARTER_MS, quartersOf } from "./quarter.ts";
import { splitWhole } from "./split.ts";

export type Share = {
  readonly quarterMs: number;
  readonly wh: number;
  readonly quality: Quality;
  /** What the quarter shows already. */
  readonly shownWh: number;
};

export type Difference = {
  readonly byWh: number;
  readonly parts: readonly Part[];
  readonly gaps: readonly Gap[];
  /** The shares are no better than interpolated, for a reason of its own. */
  readonly isUnsure: boolean;
  /** Usual energy of a quarter, Wh; `null` when unknown. */
  readonly profileWh: (quarterMs: number) => number | null;
};

/** A quarter of the difference: all its parts and gaps together. */
type Slot = {
  readonly quarterMs: number;
  wh: number;
  heardMs: number;
  gapMs: number;
  /** How much may belong to another one; `null` where nothing was guessed. */
  guessWh: number | null;
  shownWh: number;
};

/** Registers at most this far apart need no integral between them. */
export const FAST_MS = 60_000;
/** A guess that could be wrong by more must not make a peak (chapter 20 §8.3 rule 10). */
const UNSURE_WH = 50;

/** The shares, oldest quarter first; none when no time passed. */
export function sharesOf(difference: Difference): Share[] {
  const { byWh, isUnsure } = difference;
  const slots = slotsOf(difference);
  const wholes = splitWhole(byWh, weightsOf(slots, difference));
  const heardMs = slots.reduce((sum, { heardMs }) => sum + heardMs, 0);
  const hasGaps = difference.gaps.length > 0;
  const isSmall = byWh <= COARSE_WH || heardMs <= FAST_MS;
  const isExact = slots.length === 1 || (isSmall && !hasGaps);
  const misfitWh = heardMs > GAP_MS ? 0 : misfitOf(difference);
  const qualityOf = ({ guessWh, gapMs }: Slot): Quality => {
    if (isUnsure) return "interpolated";
    if (isExact) return "measured";
    if (gapMs > 0 || (guessWh !== null && guessWh + misfitWh > UNSURE_WH)) return "interpolated";
    return hasGaps ? "integrated" : "scaled";
  };
  return slots.map((slot, at) => ({
    quarterMs: slot.quarterMs,
    wh: wholes[at] ?? 0,
    quality: qualityOf(slot),
    shownWh: slot.shownWh,
  }));
}

function slotsOf({ parts, gaps }: Difference): Slot[] {
  const slots = new Map<number, Slot>();
  const slotOf = (quarterMs: number): Slot => {
    const known = slots.get(quarterMs);
    if (known !== undefined) return known;
    const slot = { quarterMs, wh: 0, heardMs: 0, gapMs: 0, guessWh: null, shownWh: 0 };
    slots.set(quarterMs, slot);
    return slot;
  };
  for (const part of parts) {
    const slot = slotOf(part.quarterMs);
    slot.wh += part.wh;
    slot.heardMs += part.heardMs;
    for (const guessWh of [part.startGuessWh, part.endGuessWh]) {
      if (guessWh !== null) slot.guessWh = (slot.guessWh ?? 0) + guessWh;
    }
    slot.shownWh += part.shownWh;
  }
  for (const { fromMs, toMs } of gaps) {
    for (const [quarterMs, gapMs] of quartersOf(fromMs, toMs)) slotOf(quarterMs).gapMs += gapMs;
  }
  return [...slots.values()].sort((a, b) => a.quarterMs - b.quarterMs);
}

function weightsOf(slots: readonly Slot[], difference: Difference): number[] {
  const { byWh, gaps } = difference;
  const heardMs = slots.reduce((sum, slot) => sum + slot.heardMs, 0);
  const flowedWh = slots.reduce((sum, { wh }) => sum + wh, 0);
  const restWh = gaps.length === 0 ? 0 : Math.max(0, byWh - flowedWh);
  const isFast = gaps.length === 0 && heardMs <= FAST_MS;
  if (isFast || flowedWh + restWh === 0) {
    return slots.map(({ heardMs, gapMs }) => heardMs + gapMs);
  }
  const shape = restWh === 0 ? [] : shapeOf(slots, difference);
  return slots.map(({ wh }, at) => wh + restWh * (shape[at] ?? 0));
}

/** How the rest lies over the gaps: as the weeks before were, or flat. Adds up to 1. */
function shapeOf(slots: readonly Slot[], { profileWh }: Difference): number[] {
  const usual = slots.map(({ quarterMs, gapMs }) => gapMs === 0 ? null : profileWh(quarterMs));
  const known = usual.filter((wh) => wh !== null);
  const meanWh = known.reduce((sum, wh) => sum + wh, 0) / known.length;
  const weights = slots.map(({ gapMs }, at) => {
    return (meanWh > 0 ? usual[at] ?? meanWh : 1) * gapMs / QUARTER_MS;
  });
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** How far the integral of a short silence is off. */
function misfitOf({ byWh, parts }: Difference): number {
  return Math.abs(byWh - parts.reduce((sum, { wh }) => sum + wh, 0));
}
