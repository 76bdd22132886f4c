/** Apparent power from what flows and what pushes it, for comparing it with the active power. */
import type { Reading } from "#model/reading.ts";

const PHASES = [["l1V", "l1A"], ["l2V", "l2A"], ["l3V", "l3A"]] as const;

/**
 * Sum of voltage times current over the phases that say both, VA; `null` without any. In nets with
 * three wires, whose voltages are between lines, it is √3 times too much.
 */
export function apparentVaOf(
  reading: Pick<Reading, typeof PHASES[number][number]>,
): number | null {
  let sumVa: number | null = null;
  for (const [voltage, current] of PHASES) {
    const [v, a] = [reading[voltage], reading[current]];
    if (v !== undefined && a !== undefined) sumVa = (sumVa ?? 0) + v * Math.abs(a);
  }
  return sumVa;
}
