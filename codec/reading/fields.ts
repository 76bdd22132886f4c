/**
 * The numbers and texts a telegram may give. Each number is of some quantity; what holds for a
 * whole quantity (user factors, list type, a vendor's fixed scale) hangs on that, not on the field.
 */
import type { DecodedReading, ReadingNumber } from "#model/reading.ts";

/**
 * `power` is the total of the meter, `phasePower` that of one phase; `count` has no unit and says
 * nothing of how rich a list is.
 */
export type Quantity =
  | "power"
  | "phasePower"
  | "voltage"
  | "current"
  | "powerFactor"
  | "energy"
  | "phaseEnergy"
  | "count";

type Put = (to: DecodedReading, value: number) => void;

/**
 * Each row puts its number with a property name of its own: an object that grows by computed keys
 * becomes a slow dictionary in V8 (measured: a third of the decoder's time).
 */
const TABLE = [
  ["importW", "power", (to, value) => to.importW = value],
  ["exportW", "power", (to, value) => to.exportW = value],
  ["importVar", "power", (to, value) => to.importVar = value],
  ["exportVar", "power", (to, value) => to.exportVar = value],
  ["l1V", "voltage", (to, value) => to.l1V = value],
  ["l2V", "voltage", (to, value) => to.l2V = value],
  ["l3V", "voltage", (to, value) => to.l3V = value],
  ["l1A", "current", (to, value) => to.l1A = value],
  ["l2A", "current", (to, value) => to.l2A = value],
  ["l3A", "current", (to, value) => to.l3A = value],
  ["powerFactor", "powerFactor", (to, value) => to.powerFactor = value],
  ["l1PowerFactor", "powerFactor", (to, value) => to.l1PowerFactor = value],
  ["l2PowerFactor", "powerFactor", (to, value) => to.l2PowerFactor = value],
  ["l3PowerFactor", "powerFactor", (to, value) => to.l3PowerFactor = value],
  ["l1ImportW", "phasePower", (to, value) => to.l1ImportW = value],
  ["l2ImportW", "phasePower", (to, value) => to.l2ImportW = value],
  ["l3ImportW", "phasePower", (to, value) => to.l3ImportW = value],
  ["l1ExportW", "phasePower", (to, value) => to.l1ExportW = value],
  ["l2ExportW", "phasePower", (to, value) => to.l2ExportW = value],
  ["l3ExportW", "phasePower", (to, value) => to.l3ExportW = value],
  ["importWh", "energy", (to, value) => to.importWh = value],
  ["exportWh", "energy", (to, value) => to.exportWh = value],
  ["importVarh", "energy", (to, value) => to.importVarh = value],
  ["exportVarh", "energy", (to, value) => to.exportVarh = value],
  ["importWhT1", "energy", (to, value) => to.importWhT1 = value],
  ["importWhT2", "energy", (to, value) => to.importWhT2 = value],
  ["importWhT3", "energy", (to, value) => to.importWhT3 = value],
  ["importWhT4", "energy", (to, value) => to.importWhT4 = value],
  ["exportWhT1", "energy", (to, value) => to.exportWhT1 = value],
  ["exportWhT2", "energy", (to, value) => to.exportWhT2 = value],
  ["exportWhT3", "energy", (to, value) => to.exportWhT3 = value],
  ["exportWhT4", "energy", (to, value) => to.exportWhT4 = value],
  ["l1ImportWh", "phaseEnergy", (to, value) => to.l1ImportWh = value],
  ["l2ImportWh", "phaseEnergy", (to, value) => to.l2ImportWh = value],
  ["l3ImportWh", "phaseEnergy", (to, value) => to.l3ImportWh = value],
  ["l1ExportWh", "phaseEnergy", (to, value) => to.l1ExportWh = value],
  ["l2ExportWh", "phaseEnergy", (to, value) => to.l2ExportWh = value],
  ["l3ExportWh", "phaseEnergy", (to, value) => to.l3ExportWh = value],
  ["quarterW", "power", (to, value) => to.quarterW = value],
  ["monthPeakW", "power", (to, value) => to.monthPeakW = value],
  ["activeTariff", "count", (to, value) => to.activeTariff = value],
  ["failures", "count", (to, value) => to.failures = value],
  ["longFailures", "count", (to, value) => to.longFailures = value],
  ["sagsL1", "count", (to, value) => to.sagsL1 = value],
  ["sagsL2", "count", (to, value) => to.sagsL2 = value],
  ["sagsL3", "count", (to, value) => to.sagsL3 = value],
  ["swellsL1", "count", (to, value) => to.swellsL1 = value],
  ["swellsL2", "count", (to, value) => to.swellsL2 = value],
  ["swellsL3", "count", (to, value) => to.swellsL3 = value],
] as const satisfies readonly (readonly [ReadingNumber, Quantity, Put])[];

export type Field = typeof TABLE[number][0];

/** Field names by number. */
export const FIELDS: readonly Field[] = TABLE.map(([name]) => name);
/** Quantities by field number. */
export const QUANTITIES: readonly Quantity[] = TABLE.map(([, quantity]) => quantity);
/** By field number: puts the number into a reading. */
export const PUTS: readonly Put[] = TABLE.map(([, , put]) => put);
/** Field numbers by name. */
export const FIELD = numbered(FIELDS);

/** Sums that stand in where a meter does not send the total itself (chapter 10 §7.4, §8.2). */
export const SUMS = [
  "importWhTariffs",
  "exportWhTariffs",
  "importVarhTariffs",
  "exportVarhTariffs",
  "importVarhQuadrants",
  "exportVarhQuadrants",
] as const;
export type Sum = typeof SUMS[number];
/** Sum numbers by name. */
export const SUM = numbered(SUMS);

/** Texts of a telegram; `deviceName` is no part of the reading but tells the vendor. */
export const TEXTS = ["listId", "meterId", "meterModel", "deviceName", "message"] as const;
export type Text = typeof TEXTS[number];
/** Text numbers by name. */
export const TEXT = numbered(TEXTS);

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}
