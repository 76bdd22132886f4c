/** What meters on three wires leave out of L2, and what a reader makes of it (chapter 10 §8.9). */
import type { DecodedReading } from "#model/reading.ts";
import type { HouseholdState } from "../household_state.ts";

/** On three wires neither voltage nor current of L2; other wirings stay as they are. */
export function unseenL2(state: HouseholdState): HouseholdState {
  if (state.wiring !== "it") return state;
  const [l1, l2, l3] = state.phases;
  return { ...state, phases: [l1, { ...l2, voltageV: 0, currentA: 0 }, l3] };
}

/** On three wires a current but no voltage of L2; other wirings stay as they are. */
export function unseenL2V(state: HouseholdState): HouseholdState {
  if (state.wiring !== "it") return state;
  const [l1, l2, l3] = state.phases;
  return { ...state, phases: [l1, { ...l2, voltageV: 0 }, l3] };
}

/**
 * The reading with `l2V` as the third side of a triangle whose other sides stand 60° apart (law of
 * cosines), to six decimals. Without both other voltages it stays as it is.
 */
export function withLineVoltage(reading: DecodedReading): DecodedReading {
  const { l1V = 0, l3V = 0 } = reading;
  if (l1V === 0 || l3V === 0) return reading;
  const l2V = Math.sqrt(l1V ** 2 + l3V ** 2 - l1V * l3V);
  return { ...reading, l2V: Math.round(l2V * 1e6) / 1e6, threePhase: true, twoPhase: false };
}
