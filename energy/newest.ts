/** The newest state of a meter: every field as last heard (chapter 10 §10.1). */
import type { Reading } from "#model/reading.ts";
import type { Power } from "./power.ts";

/**
 * The state after a reading: said fields replace, unsaid ones stay, the list type never goes down,
 * and power is what the rules for short lists made of it.
 */
export function newestOf(state: Reading | null, reading: Reading, power: Power): Reading {
  const newest: Reading = { ...state, ...reading };
  if (state !== null && state.listType > reading.listType) newest.listType = state.listType;
  if (power.importW !== null) newest.importW = power.importW;
  if (power.exportW !== null) newest.exportW = power.exportW;
  return newest;
}
