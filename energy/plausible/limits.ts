/**
 * What a house can draw at most, generously: from its main fuse, or without one what no customer's
 * connection reaches. A limit that proves too narrow for a meter is widened, see `gate.ts`.
 */
import type { Multipliers } from "#model/meter.ts";

export type Limits = {
  /** Active or reactive power, W or var. */
  readonly powerW: number;
  readonly currentA: number;
  readonly voltageV: number;
  /** Power that a register may follow for long, W. */
  readonly paceW: number;
  /** How many times more a register may grow than power, fuse and time explain. */
  readonly growth: number;
  /** How far the meter's clock may jump against the time that passed, ms. */
  readonly clockMs: number;
  /** How many times power and voltage times current may differ. */
  readonly apparent: number;
  /** Factor of the user on registers: the steps in which they grow are as much longer. */
  readonly step: number;
};

export type Limit = Exclude<keyof Limits, "step">;

/** Three phases of 230 V. */
const FUSED_W_PER_A = 690;
/** A fuse lets motors start and holds for a while above its size. */
const PEAK_FACTOR = 3;
const PACE_FACTOR = 1.5;
/** Without a fuse: a megawatt, and what goes with it. */
const WIDE = { powerW: 1_000_000, currentA: 5_000, voltageV: 1_000 };
/** A day, and a change of season. */
const CLOCK_MS = 26 * 3_600_000;
/** Forgotten factors of transformers reach 100; they are for the hint, not for the gate. */
const APPARENT_FACTOR = 200;

/** @param mainFuseA 0 when unknown. */
export function limitsOf(
  { mainFuseA, multipliers }: { readonly mainFuseA: number; readonly multipliers: Multipliers },
): Limits {
  const { wattage, voltage, amperage, accumulated } = multipliers;
  const fusedW = FUSED_W_PER_A * mainFuseA;
  const isFused = mainFuseA > 0;
  return {
    powerW: isFused ? PEAK_FACTOR * fusedW : WIDE.powerW * Math.max(1, wattage),
    currentA: isFused ? PEAK_FACTOR * mainFuseA : WIDE.currentA * Math.max(1, amperage),
    voltageV: WIDE.voltageV * Math.max(1, voltage),
    paceW: isFused ? PACE_FACTOR * fusedW : WIDE.powerW * Math.max(1, wattage),
    growth: 1,
    clockMs: CLOCK_MS,
    apparent: APPARENT_FACTOR,
    step: Math.max(1, accumulated),
  };
}
