/** The newest state of a meter: every field as last heard (chapter 10 §10.1). */
import type { Reading } from "#model/reading.ts";
import type { Power } from "./power.ts";

const LONG_LIST_FIELDS = ["vendor", "threePhase", "twoPhase"] as const;

/**
 * The state after a reading: said fields replace, unsaid ones stay, the list type never goes down,
 * and power is what the rules for short lists made of it. A list of type 1 says power alone: who
 * sent it and over how many phases is known from the longer ones.
 */
export function newestOf(state: Reading | null, reading: Reading, power: Power): Reading {
  const said: Partial<Reading> = { ...reading };
  if (state !== null && reading.listType === 1) {
    for (const field of LONG_LIST_FIELDS) delete said[field];
  }
  const newest: Reading = { ...(state ?? reading), ...said };
  if (state !== null && state.listType > reading.listType) newest.listType = state.listType;
  if (power.importW !== null) newest.importW = power.importW;
  if (power.exportW !== null) newest.exportW = power.exportW;
  return newest;
}
