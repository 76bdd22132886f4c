/**
 * The numbers a telegram may give, in the order in which readings list them, each with the kind of
 * quantity it is. What holds for a whole kind (user factors, list type, a vendor's fixed scale)
 * hangs on the kind, not on the field.
 */
import type { ReadingNumber } from "#model/reading.ts";

/** `power` is the total of the meter, `phasePower` that of one phase. */
export type Quantity =
  | "power"
  | "phasePower"
  | "voltage"
  | "current"
  | "powerFactor"
  | "energy"
  | "phaseEnergy";

const TABLE = [
  ["importW", "power"],
  ["exportW", "power"],
  ["importVar", "power"],
  ["exportVar", "power"],
  ["l1V", "voltage"],
  ["l2V", "voltage"],
  ["l3V", "voltage"],
  ["l1A", "current"],
  ["l2A", "current"],
  ["l3A", "current"],
  ["powerFactor", "powerFactor"],
  ["l1PowerFactor", "powerFactor"],
  ["l2PowerFactor", "powerFactor"],
  ["l3PowerFactor", "powerFactor"],
  ["l1ImportW", "phasePower"],
  ["l2ImportW", "phasePower"],
  ["l3ImportW", "phasePower"],
  ["l1ExportW", "phasePower"],
  ["l2ExportW", "phasePower"],
  ["l3ExportW", "phasePower"],
  ["importWh", "energy"],
  ["exportWh", "energy"],
  ["importVarh", "energy"],
  ["exportVarh", "energy"],
  ["importWhT1", "energy"],
  ["importWhT2", "energy"],
  ["importWhT3", "energy"],
  ["importWhT4", "energy"],
  ["exportWhT1", "energy"],
  ["exportWhT2", "energy"],
  ["exportWhT3", "energy"],
  ["exportWhT4", "energy"],
  ["l1ImportWh", "phaseEnergy"],
  ["l2ImportWh", "phaseEnergy"],
  ["l3ImportWh", "phaseEnergy"],
  ["l1ExportWh", "phaseEnergy"],
  ["l2ExportWh", "phaseEnergy"],
  ["l3ExportWh", "phaseEnergy"],
] as const satisfies readonly (readonly [ReadingNumber, Quantity])[];

export type Field = typeof TABLE[number][0];

/** Field names by number. */
export const FIELDS: readonly Field[] = TABLE.map(([name]) => name);
/** Quantities by field number. */
export const QUANTITIES: readonly Quantity[] = TABLE.map(([, quantity]) => quantity);
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

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}
