/** What a sub-meter measures: its M-Bus device type, or what else gives it away. */
import type { SubMeter } from "#model/reading.ts";

export type SubMeterKind = SubMeter["kind"];
export type SubMeterUnit = SubMeter["unit"];

/** The unit that P1 uses for each kind. */
export const UNIT_OF_KIND: Readonly<Record<SubMeterKind, SubMeterUnit>> = {
  gas: "m3",
  water: "m3",
  heat: "GJ",
  cooling: "GJ",
  electricity: "kWh",
};

/** Device types (EN 13757-3, table of media); P1 prints them in decimal. */
const KINDS: ReadonlyMap<number, SubMeterKind> = new Map([
  [2, "electricity"],
  [3, "gas"],
  [4, "heat"],
  [5, "heat"],
  [6, "water"],
  [7, "water"],
  [10, "cooling"],
  [11, "cooling"],
  [12, "heat"],
  [13, "heat"],
  [21, "water"],
  [22, "water"],
  [23, "water"],
]);
/** Types that say nothing: "other" and "unknown". */
const VOID_TYPES: readonly number[] = [0, 15];

/** The first digit of an identification number after DIN 43863-5, before the maker's letters. */
const KINDS_OF_IDS: ReadonlyMap<string, SubMeterKind> = new Map([
  ["1", "electricity"],
  ["5", "cooling"],
  ["6", "heat"],
  ["7", "gas"],
  ["8", "water"],
  ["9", "water"],
]);
const IDENTIFICATION_NUMBER = /^\d[A-Z]{3}\d/;
const KINDS_OF_UNITS: Readonly<Record<SubMeterUnit, SubMeterKind>> = {
  m3: "gas",
  GJ: "heat",
  kWh: "electricity",
};

/** What a channel said of itself; `null` or empty where it did not. */
export type Hints = {
  readonly type: number | null;
  readonly id: string;
  readonly unit: SubMeterUnit | null;
};

/** The kind of a sub-meter; `null` for what no reading has a place for, such as oil. */
export function kindOf({ type, id, unit }: Hints): SubMeterKind | null {
  if (type !== null && !VOID_TYPES.includes(type)) return KINDS.get(type) ?? null;
  if (IDENTIFICATION_NUMBER.test(id)) {
    const kind = KINDS_OF_IDS.get(id[0]!);
    if (kind !== undefined) return kind;
  }
  return unit === null ? null : KINDS_OF_UNITS[unit];
}
