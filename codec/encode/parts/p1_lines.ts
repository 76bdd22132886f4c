/**
 * Object lines of P1 telegrams from the household's state, and the values a reader takes from them.
 */
import { latin1Bytes } from "../bytes.ts";
import type { HouseholdState } from "../household_state.ts";
import { p1Number, p1Time } from "../p1.ts";
import { phasesOf } from "./lists.ts";
import { markedClock } from "./meter_clock.ts";
import { type Field, PHASE_VAR, QUANTITIES, valueOfWire, wireValue } from "./quantities.ts";

/** Fields that are written alike. */
export type P1Group = {
  readonly fields: readonly Field[];
  /** The unit's name on this meter; a leading `k` means thousands. */
  readonly unit: string;
  readonly digits: number;
  readonly decimals: number;
};

/** What meters send that keep no totals, only tariffs. */
export const TARIFFS: P1Group = {
  fields: ["importWhT1", "importWhT2", "exportWhT1", "exportWhT2"],
  unit: "kWh",
  digits: 6,
  decimals: 3,
};

/** The totals that a reader adds up from `TARIFFS`. */
export function tariffTotals({ registers }: HouseholdState) {
  return {
    importWh: registers.importWhT1 + registers.importWhT2,
    exportWh: registers.exportWhT1 + registers.exportWhT2,
  };
}

/** `1-0:1.7.0(00.244*kW)` for every field of a group. */
export function p1Lines(state: HouseholdState, group: P1Group): string[] {
  const scaler = scalerOf(group);
  return group.fields.map((field) => {
    const quantity = QUANTITIES[field];
    return `1-0:${quantity.code}(${p1Number(wireValue(quantity, state, scaler), group)})`;
  });
}

/** Reactive power per phase, in thousands with three decimals. */
export function p1PhaseVarLines(
  state: HouseholdState,
  { unit, digits }: Pick<P1Group, "unit" | "digits">,
): string[] {
  return PHASE_VAR.map((quantity) => {
    const figures = wireValue(quantity, state, 0);
    return `1-0:${quantity.code}(${p1Number(figures, { unit, digits, decimals: 3 })})`;
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
  return { ...values, ...phasesOf(values) };
}

/** `240407122854S`: local time with its flag, of the state or of another instant. */
export function p1Clock(state: HouseholdState, atMs = state.atMs): string {
  const { wall, summer } = markedClock({ ...state, atMs });
  return p1Time(wall, summer ? "S" : "W");
}

/** `00112.384*m3`: the register of a gas or water meter. */
export function cubicMetres(litres: number): string {
  return p1Number(litres, { digits: 5, decimals: 3, unit: "m3" });
}

/** A text as P1 writes it, in hex digits. */
export function hexText(text: string): string {
  return latin1Bytes(text).toHex().toUpperCase();
}

/** `00004`. */
export function p1Count(count: number): string {
  return String(count).padStart(5, "0");
}

/** Power of ten of the last decimal in the reading's unit: `kWh` with 3 decimals counts Wh. */
function scalerOf({ unit, decimals }: P1Group): number {
  return (unit.startsWith("k") ? 3 : 0) - decimals;
}
