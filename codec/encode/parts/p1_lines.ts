/**
 * Object lines of P1 telegrams from the household's state, and the values a reader takes from them.
 */
import { p1Number, p1Time } from "../p1.ts";
import type { HouseholdState } from "../household_state.ts";
import { markedClock } from "./meter_clock.ts";
import { type Field, QUANTITIES, valueOfWire, wireValue } from "./quantities.ts";

/** Fields that are written alike. */
export type P1Group = {
  readonly fields: readonly Field[];
  /** The unit's name on this meter; a leading `k` means thousands. */
  readonly unit: string;
  readonly digits: number;
  readonly decimals: number;
};

/** `1-0:1.7.0(00.244*kW)` for every field of a group. */
export function p1Lines(state: HouseholdState, group: P1Group): string[] {
  const scaler = scalerOf(group);
  return group.fields.map((field) => {
    const quantity = QUANTITIES[field];
    return `1-0:${quantity.code}(${p1Number(wireValue(quantity, state, scaler), group)})`;
  });
}

/** The values of the groups as the decoder should give them. */
export function p1Values(state: HouseholdState, groups: readonly P1Group[]) {
  const values: Partial<Record<Field, number>> = {};
  for (const group of groups) {
    const scaler = scalerOf(group);
    for (const field of group.fields) {
      values[field] = valueOfWire(wireValue(QUANTITIES[field], state, scaler), scaler);
    }
  }
  return values;
}

/** `240407122854S`: local time with its flag. */
export function p1Clock(state: HouseholdState): string {
  const { wall, summer } = markedClock(state);
  return p1Time(wall, summer ? "S" : "W");
}

/** Power of ten of the last decimal in the reading's unit: `kWh` with 3 decimals counts Wh. */
function scalerOf({ unit, decimals }: P1Group): number {
  return (unit.startsWith("k") ? 3 : 0) - decimals;
}
