/**
 * What a register value says, compared with the one before: energy, nothing new, or that something
 * happened to the meter (chapter 20 §8.3 rules 5 to 7, §12.3, example A17).
 */
import { COARSE_WH, integratedWh, type Lane } from "./lane.ts";
import type { EnergyEvent } from "./quarter.ts";

/** A register value and the instant at which it held. */
export type RegisterValue = {
  readonly atMs: number;
  /** Whole Wh. */
  readonly wh: number;
  /** The meter's clock and id in the same telegram; `null` when unsaid. */
  readonly clockMs: number | null;
  readonly meterId: string | null;
};

/**
 * `flowed`: so much energy since the last one; it is unsure when no line carries that much in the
 * time that is known to have passed. `nothing`: wait for the next. Otherwise a new beginning.
 */
export type Verdict =
  | { readonly kind: "flowed"; readonly byWh: number; readonly isUnsure: boolean }
  | { readonly kind: "nothing" }
  | { readonly kind: Extract<EnergyEvent["kind"], "register-reset" | "register-jump"> };

/** So much can go unseen in an hour that a register does not move: it is measured coarsely. */
const STILL_WH = 50;
const STILL_MS = 45 * 60_000;
/** Registers and clocks are not exact to the second: this much is no jump, and not unsure. */
const JUMP_WH = 1_000;
const UNSURE_WH = 100;
const FIT_SHARE = 0.25;
/** A difference is never spread over more than this. */
const SPREAD_MS_MAX = 31 * 86_400_000;
/** Where registers of 4 to 7 digits of kWh, and of 32 bits of Wh, begin again. */
const ROLLOVERS_WH = [1e7, 1e8, 1e9, 1e10, 2 ** 32];

const NOTHING: Verdict = { kind: "nothing" };

/** @param limitW What the customer's line carries at most. */
export function verdictOf(lane: Lane, next: RegisterValue, limitW: number): Verdict {
  const byWh = next.wh - (lane.registerWh ?? 0);
  if (byWh === 0) return provesNothing(lane, next) ? NOTHING : flowed(0, false);
  const heardMs = lane.elapsedMs;
  const saidMs = Math.min(SPREAD_MS_MAX, (next.clockMs ?? 0) - (lane.clockMs ?? Infinity));
  const whIn = (spanMs: number) => lane.stepWh + limitW * spanMs / 3_600_000;
  const mostWh = JUMP_WH + whIn(Math.max(heardMs, saidMs));
  if (byWh < 0) {
    const rolledWh = rolledOver(lane.registerWh ?? 0, next.wh);
    return rolledWh > mostWh ? { kind: "register-reset" } : flowed(rolledWh, false);
  }
  if (isOtherMeter(lane, next, byWh)) return { kind: "register-reset" };
  if (byWh > mostWh || heardMs > SPREAD_MS_MAX) return { kind: "register-jump" };
  return flowed(byWh, byWh > UNSURE_WH + whIn(heardMs));
}

function flowed(byWh: number, isUnsure: boolean): Verdict {
  return { kind: "flowed", byWh, isUnsure };
}

/**
 * A register that stands still is either true, or the value of before sent once more, or too coarse
 * to have moved. Only the first says something.
 */
function provesNothing(lane: Lane, { clockMs }: RegisterValue): boolean {
  const { gaps, elapsedMs, stepWh } = lane;
  if (clockMs !== null && lane.clockMs !== null && clockMs <= lane.clockMs) return true;
  if (clockMs === null && gaps.length > 0) return true;
  const wh = integratedWh(lane);
  if (wh === 0) return false;
  return stepWh >= COARSE_WH || wh > STILL_WH || elapsedMs < STILL_MS;
}

/** Lists of one meter may bear different ids; of another meter the energy does not fit, too. */
function isOtherMeter(lane: Lane, { meterId }: RegisterValue, byWh: number): boolean {
  if (meterId === null || lane.meterId === null || meterId === lane.meterId) return false;
  const wh = integratedWh(lane);
  return Math.abs(byWh - wh) > STILL_WH + FIT_SHARE * wh;
}

/** The energy if the register began anew at its end; the least of the possible ends. */
function rolledOver(fromWh: number, toWh: number): number {
  const endWh = ROLLOVERS_WH.find((endWh) => endWh > fromWh) ?? Infinity;
  return endWh - fromWh + toWh;
}
