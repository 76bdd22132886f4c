/** Whether the values of one reading can be true by themselves: their size and how they agree. */
import type { Reading, ReadingNumber } from "#model/reading.ts";
import { apparentVaOf } from "../apparent.ts";
import type { Limit, Limits } from "./limits.ts";
import { type Misfit, plain } from "./misfit.ts";

const POWERS = [
  "importW",
  "exportW",
  "importVar",
  "exportVar",
  "l1ImportW",
  "l2ImportW",
  "l3ImportW",
  "l1ExportW",
  "l2ExportW",
  "l3ExportW",
  "quarterW",
  "monthPeakW",
] as const satisfies readonly ReadingNumber[];
const CURRENTS = ["l1A", "l2A", "l3A"] as const;
const VOLTAGES = ["l1V", "l2V", "l3V"] as const;

/** Voltages below this say nothing about the net. */
const DEAD_V = 50;
const SURGE = 1.5;
/** So much power may flow at currents too small or too coarse to be seen, and the other way. */
const POWER_SLACK_VA = 5_000;
const CURRENT_SLACK_VA = 50_000;

/** The highest voltage in a reading; 0 without one. */
export function highestV(reading: Reading): number {
  return Math.max(0, ...VOLTAGES.map((field) => reading[field] ?? 0));
}

/** @param knownV The highest voltage this meter said lately; 0 when it said none. */
export function oversize(reading: Reading, limits: Limits, knownV: number): Misfit | null {
  const voltageV = knownV < DEAD_V ? limits.voltageV : Math.min(limits.voltageV, SURGE * knownV);
  return above(reading, POWERS, { limit: "powerW", most: limits.powerW }) ??
    above(reading, CURRENTS, { limit: "currentA", most: limits.currentA }) ??
    above(reading, VOLTAGES, { limit: "voltageV", most: voltageV }) ??
    contradiction(reading, limits);
}

function above(
  reading: Reading,
  fields: readonly ReadingNumber[],
  { limit, most }: { readonly limit: Limit; readonly most: number },
): Misfit | null {
  for (const field of fields) {
    const value = reading[field];
    if (value === undefined || Math.abs(value) <= most) continue;
    const what = `${field} is ${plain(value)}, at most ${plain(most)} can be`;
    return { field, what, beyond: { limit, by: Math.abs(value) } };
  }
  return null;
}

/** Power against voltage times current; only what no forgotten factor explains. */
function contradiction(reading: Reading, limits: Limits): Misfit | null {
  const { importW, exportW = 0, importVar = 0, exportVar = 0 } = reading;
  const apparentVa = apparentVaOf(reading);
  if (importW === undefined || apparentVa === null) return null;
  const powerVa = Math.hypot(importW - exportW, importVar - exportVar);
  const [less, more] = [powerVa, apparentVa].sort((a, b) => a - b) as [number, number];
  const slackVa = more === powerVa ? POWER_SLACK_VA : CURRENT_SLACK_VA;
  if (more <= slackVa + limits.apparent * Math.max(less, 1)) return null;
  const what = `importW is ${plain(importW)}, but voltage times current is ${plain(apparentVa)}`;
  const field = CURRENTS.find((current) => reading[current] !== undefined) ?? "importW";
  return { field, what, beyond: { limit: "apparent", by: more / Math.max(less, 1) } };
}
