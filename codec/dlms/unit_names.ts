/** Names of the units of COSEM (IEC 62056-6-2 §4.3.2, enumeration `unit`); SML uses the same. */

const UNITS: ReadonlyMap<number, string> = new Map([
  [1, "years"],
  [2, "months"],
  [3, "weeks"],
  [4, "days"],
  [5, "h"],
  [6, "min"],
  [7, "s"],
  [8, "°"],
  [9, "°C"],
  [11, "m"],
  [13, "m³"],
  [14, "m³"],
  [15, "m³/h"],
  [16, "m³/h"],
  [19, "l"],
  [20, "kg"],
  [23, "Pa"],
  [24, "bar"],
  [25, "J"],
  [26, "J/h"],
  [27, "W"],
  [28, "VA"],
  [29, "var"],
  [30, "Wh"],
  [31, "VAh"],
  [32, "varh"],
  [33, "A"],
  [34, "C"],
  [35, "V"],
  [44, "Hz"],
  [56, "%"],
  [57, "Ah"],
]);

/** The unit of a number, empty for one that is not known and for 255, "no unit". */
export function unitName(unit: number): string {
  return UNITS.get(unit) ?? "";
}
