/**
 * The fields of a reading in the order in which records on disk number them. Only ever append: a
 * journal or a minute that was written yesterday must be readable today.
 */
import type { Reading } from "#model/reading.ts";

/** `receivedAtMs` has a place of its own in a record. */
export type Field = Exclude<keyof Reading, "receivedAtMs">;

export const FIELDS = [
  "vendor",
  "listType",
  "meterId",
  "meterModel",
  "listId",
  "meterTime",
  "apduTime",
  "importW",
  "exportW",
  "importVar",
  "exportVar",
  "l1V",
  "l2V",
  "l3V",
  "l1A",
  "l2A",
  "l3A",
  "powerFactor",
  "l1PowerFactor",
  "l2PowerFactor",
  "l3PowerFactor",
  "l1ImportW",
  "l2ImportW",
  "l3ImportW",
  "l1ExportW",
  "l2ExportW",
  "l3ExportW",
  "importWh",
  "exportWh",
  "importVarh",
  "exportVarh",
  "importWhT1",
  "importWhT2",
  "importWhT3",
  "importWhT4",
  "exportWhT1",
  "exportWhT2",
  "exportWhT3",
  "exportWhT4",
  "l1ImportWh",
  "l2ImportWh",
  "l3ImportWh",
  "l1ExportWh",
  "l2ExportWh",
  "l3ExportWh",
  "threePhase",
  "twoPhase",
  "l2AMissing",
  "authenticated",
  "activeTariff",
  "quarterW",
  "monthPeakW",
  "monthPeakAt",
  "subMeters",
  "failures",
  "longFailures",
  "sagsL1",
  "sagsL2",
  "sagsL3",
  "swellsL1",
  "swellsL2",
  "swellsL3",
  "message",
] as const satisfies readonly Field[];

/** Number of each field. */
export const FIELD_IDS: ReadonlyMap<string, number> = new Map(
  FIELDS.map((field, id) => [field, id]),
);
