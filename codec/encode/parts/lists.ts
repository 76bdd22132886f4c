/**
 * Lists of objects as the DLMS layouts share them: which fields, in which type and step, and the
 * parts of a reading that follow from them.
 */
import type { DecodedReading } from "#model/reading.ts";
import type { AxdrWriter, NumberType } from "../axdr.ts";
import type { Security } from "../cipher.ts";
import type { HouseholdState } from "../household_state.ts";
import { type Field, QUANTITIES, UNITS, valueOfWire, wireValue } from "./quantities.ts";
import { titleVendor } from "./title.ts";

/** Fields that go over the wire alike. */
export type Group = {
  readonly fields: readonly Field[];
  readonly type: NumberType;
  readonly scaler: number;
};

export const POWERS = ["importW", "exportW", "importVar", "exportVar"] as const;
export const CURRENTS = ["l1A", "l2A", "l3A"] as const;
export const VOLTAGES = ["l1V", "l2V", "l3V"] as const;
export const REGISTERS = ["importWh", "exportWh", "importVarh", "exportVarh"] as const;

/** structure{code, value, {scaler, unit}} for every field: Aidon and its relatives. */
export function writeObjects(writer: AxdrWriter, state: HouseholdState, groups: readonly Group[]) {
  for (const { fields, ...form } of groups) {
    for (const field of fields) {
      writer.structure(3);
      writeFlatObjects(writer, state, [{ fields: [field], ...form }]);
    }
  }
}

/** Code, value and {scaler, unit} side by side for every field: Austrian M-Bus lists. */
export function writeFlatObjects(
  writer: AxdrWriter,
  state: HouseholdState,
  groups: readonly Group[],
) {
  for (const { fields, type, scaler } of groups) {
    for (const field of fields) {
      const quantity = QUANTITIES[field];
      writer.obis(`1-0:${quantity.code}`)
        .number(type, wireValue(quantity, state, scaler))
        .scalerUnit(scaler, UNITS[quantity.unit]);
    }
  }
}

/** structure{code, text} */
export function writeText(writer: AxdrWriter, code: string, text: string): void {
  writer.structure(2).obis(code).visible(text);
}

/** Code and value side by side, without scaler: Kamstrup and the Swedish Kaifa. */
export function writePairs(
  writer: AxdrWriter,
  { state, group, channel }: { state: HouseholdState; group: Group; channel: string },
): void {
  for (const field of group.fields) {
    const quantity = QUANTITIES[field];
    writer.obis(`${channel}:${quantity.code}`)
      .number(group.type, wireValue(quantity, state, group.scaler));
  }
}

/** Values alone, known by their place: Kaifa, Iskraemeco, Landis+Gyr. */
export function writeValues(writer: AxdrWriter, state: HouseholdState, group: Group): void {
  for (const field of group.fields) {
    writer.number(group.type, wireValue(QUANTITIES[field], state, group.scaler));
  }
}

/** The values of the groups as the decoder should give them. */
export function readingOf(state: HouseholdState, groups: readonly Group[]) {
  const values: Partial<Record<Field, number>> = {};
  for (const { fields, scaler } of groups) {
    for (const field of fields) {
      values[field] = valueOfWire(wireValue(QUANTITIES[field], state, scaler), scaler);
    }
  }
  return { ...values, ...phasesOf(values), ...missingCurrent(values) };
}

/** Which phases are there follows from the voltages (chapter 10 §1.1). */
export function phasesOf(values: Partial<Record<Field, number>>) {
  const live = VOLTAGES.filter((field) => (values[field] ?? 0) > 0).length;
  return { threePhase: live === 3, twoPhase: live === 2 };
}

/** Lists leave the current out that the meter does not measure (chapter 10 §8.9). */
function missingCurrent({ l2A, l2V, l3A }: Partial<Record<Field, number>>) {
  const isMissing = l2A === undefined && (l2V !== undefined || l3A !== undefined);
  return isMissing ? { l2AMissing: true } : {};
}

/** The reading of a list that holds nothing but import power: only a title names the vendor. */
export function powerOnly(state: HouseholdState, security?: Security): DecodedReading {
  const group: Group = { fields: ["importW"], type: "uint32", scaler: 0 };
  return { vendor: titleVendor(security), listType: 1, ...readingOf(state, [group]) };
}
