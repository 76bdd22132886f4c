/**
 * What the codes of a telegram mean (chapter 10 §8.2; IEC 62056-6-1, the code list of the DLMS UA).
 * DLMS lists and P1 telegrams share the table. Groups C.D.E decide; A and B vary from meter to
 * meter.
 */
import { FIELD, type Field, SUM, type Sum, TEXT, type Text } from "../reading/fields.ts";

/** What to do with the value behind a code. */
export type Meaning =
  /** A number of the reading, or of a sum that stands in for a missing total, or of both. */
  | { readonly kind: "number"; readonly field: number; readonly sum: number }
  /** A text of the reading. The lowest rank wins where a meter sends several. */
  | { readonly kind: "text"; readonly text: number; readonly rank: number }
  | { readonly kind: "clock" };

const CODES_OF_NUMBERS: readonly [code: string, field: Field | null, sum?: Sum][] = [
  ["1.7.0", "importW"],
  ["2.7.0", "exportW"],
  ["3.7.0", "importVar"],
  ["4.7.0", "exportVar"],
  ["31.7.0", "l1A"],
  ["51.7.0", "l2A"],
  ["71.7.0", "l3A"],
  ["32.7.0", "l1V"],
  ["52.7.0", "l2V"],
  ["72.7.0", "l3V"],
  ["13.7.0", "powerFactor"],
  ["33.7.0", "l1PowerFactor"],
  ["53.7.0", "l2PowerFactor"],
  ["73.7.0", "l3PowerFactor"],
  ["21.7.0", "l1ImportW"],
  ["41.7.0", "l2ImportW"],
  ["61.7.0", "l3ImportW"],
  ["22.7.0", "l1ExportW"],
  ["42.7.0", "l2ExportW"],
  ["62.7.0", "l3ExportW"],
  ["1.8.0", "importWh"],
  ["1.8.1", "importWhT1", "importWhTariffs"],
  ["1.8.2", "importWhT2", "importWhTariffs"],
  ["1.8.3", "importWhT3", "importWhTariffs"],
  ["1.8.4", "importWhT4", "importWhTariffs"],
  ["1.8.5", null, "importWhTariffs"],
  ["1.8.6", null, "importWhTariffs"],
  ["1.8.7", null, "importWhTariffs"],
  ["1.8.8", null, "importWhTariffs"],
  ["2.8.0", "exportWh"],
  ["2.8.1", "exportWhT1", "exportWhTariffs"],
  ["2.8.2", "exportWhT2", "exportWhTariffs"],
  ["2.8.3", "exportWhT3", "exportWhTariffs"],
  ["2.8.4", "exportWhT4", "exportWhTariffs"],
  ["2.8.5", null, "exportWhTariffs"],
  ["2.8.6", null, "exportWhTariffs"],
  ["2.8.7", null, "exportWhTariffs"],
  ["2.8.8", null, "exportWhTariffs"],
  ["3.8.0", "importVarh"],
  ...tariffs("3.8", "importVarhTariffs"),
  ["4.8.0", "exportVarh"],
  ...tariffs("4.8", "exportVarhTariffs"),
  ["5.8.0", null, "importVarhQuadrants"],
  ["6.8.0", null, "importVarhQuadrants"],
  ["7.8.0", null, "exportVarhQuadrants"],
  ["8.8.0", null, "exportVarhQuadrants"],
  ["21.8.0", "l1ImportWh"],
  ["41.8.0", "l2ImportWh"],
  ["61.8.0", "l3ImportWh"],
  ["22.8.0", "l1ExportWh"],
  ["42.8.0", "l2ExportWh"],
  ["62.8.0", "l3ExportWh"],
];

const CODES_OF_TEXTS: readonly [code: string, text: Text, rank: number][] = [
  ["0.2.129", "listId", 0],
  ["96.1.0", "meterId", 0],
  ["0.0.5", "meterId", 1],
  ["0.0.1", "meterId", 2],
  ["96.1.1", "meterModel", 0],
  ["96.1.7", "meterModel", 1],
  ["42.0.0", "deviceName", 0],
];

const CLOCKS: readonly string[] = ["1.0.0"];

/** Code to meaning; the key is C · 65536 + D · 256 + E. */
export const OBIS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  ...CODES_OF_NUMBERS.map(([code, field, sum]): [number, Meaning] => [
    keyOf(code),
    {
      kind: "number",
      field: field === null ? -1 : FIELD[field],
      sum: sum === undefined ? -1 : SUM[sum],
    },
  ]),
  ...CODES_OF_TEXTS.map(([code, text, rank]): [number, Meaning] => [
    keyOf(code),
    { kind: "text", text: TEXT[text], rank },
  ]),
  ...CLOCKS.map((code): [number, Meaning] => [keyOf(code), { kind: "clock" }]),
]);

function tariffs(prefix: string, sum: Sum): [string, null, Sum][] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((tariff) => [`${prefix}.${tariff}`, null, sum]);
}

function keyOf(code: string): number {
  const [c, d, e] = code.split(".").map(Number);
  return c! * 65536 + d! * 256 + e!;
}
