/**
 * A hint at a forgotten factor (chapter 10 §8.5): meters behind transformers and some Swedish ones
 * say current, power or registers ten or a hundred times off, and nothing in a frame tells. Two
 * comparisons over the last hours do; the owner decides, nothing is ever applied.
 */
import type { DistributionSystem } from "#model/meter.ts";
import type { Reading } from "#model/reading.ts";
import { apparentVaOf } from "./apparent.ts";
import { GAP_MS } from "./passage.ts";

/** Power below this is too small to be compared with the current. */
const APPARENT_VA_MIN = 500;
const SAMPLES_MIN = 5;
/** The registers must have grown over so long and by so much power. */
const SPAN_MS_MIN = 1_800_000;
const INTEGRAL_WH_MIN = 300;
const TOLERANCE = 0.3;
const FACTORS = [1, 10, 100, 0.1, 0.01];

/**
 * What the owner should check, or `null`.
 *
 * @param run States of the meter (every field as last heard), about one a minute, oldest first.
 */
export function multiplierHint(
  run: readonly Reading[],
  system: DistributionSystem,
): string | null {
  const current = factorOf(apparentRatio(run, system));
  const register = factorOf(growthRatio(run));
  const isPower = register === current;
  if (current !== null && current !== 1) {
    const power = `meter.wattageMultiplier ${current}`;
    const amperage = `meter.amperageMultiplier ${1 / current}`;
    const missing = register === null ? `${amperage} or ${power}` : isPower ? power : amperage;
    return `Voltage times current is ${current} times the power: ${missing} may be missing`;
  }
  if (register === null || register === 1) return null;
  return `The registers grow ${register} times as fast as the power says: ` +
    `meter.accumulatedMultiplier ${1 / register} may be missing`;
}

/** Middle of the ratios of voltage times current to power; `null` with too few. */
function apparentRatio(run: readonly Reading[], system: DistributionSystem): number | null {
  const ratios: number[] = [];
  for (const reading of run) {
    const { importW, exportW = 0, importVar, exportVar = 0 } = reading;
    const apparentVa = apparentVaOf(reading);
    if (apparentVa === null || importW === undefined || importVar === undefined) continue;
    const powerVa = Math.hypot(importW - exportW, importVar - exportVar);
    if (powerVa <= APPARENT_VA_MIN) continue;
    ratios.push(apparentVa / (system === 1 ? Math.sqrt(3) : 1) / powerVa);
  }
  if (ratios.length < SAMPLES_MIN) return null;
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
}

/** Growth of the import register over the integral of the power, between two of its steps. */
function growthRatio(run: readonly Reading[]): number | null {
  const grownWh = (at: number) => (run[at]?.importWh ?? NaN) - (run[at - 1]?.importWh ?? NaN);
  const steps = run.flatMap((_, at) => grownWh(at) > 0 ? [at] : []);
  const between = run.slice(steps[0] ?? 0, (steps.at(-1) ?? 0) + 1);
  const [first, last] = [between[0], between.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (last.receivedAtMs - first.receivedAtMs < SPAN_MS_MIN) return null;
  let integralWh = 0;
  for (let at = 1; at < between.length; at++) {
    const [before, now] = [between[at - 1]!, between[at]!];
    const spanMs = now.receivedAtMs - before.receivedAtMs;
    if (spanMs <= 0 || spanMs > GAP_MS || (now.importWh ?? 0) < (before.importWh ?? 0)) return null;
    integralWh += ((before.importW ?? 0) + (now.importW ?? 0)) / 2 * spanMs / 3_600_000;
  }
  return integralWh < INTEGRAL_WH_MIN ? null : (last.importWh! - first.importWh!) / integralWh;
}

/** The factor a ratio is close to. */
function factorOf(ratio: number | null): number | null {
  if (ratio === null) return null;
  return FACTORS.find((factor) => Math.abs(ratio / factor - 1) <= TOLERANCE) ?? null;
}
