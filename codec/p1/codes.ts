/**
 * What the codes of P1 lines mean: those that lists and telegrams share (`dlms/obis.ts`) and those
 * that only P1 has (DSMR 5 §6.12, e-MUCS-P1 §4.1). Registers count on A = 1, ids and the clock on
 * 0-0, so that a gas meter on the same port is not taken for electricity.
 */
import { type Meaning, OBIS } from "../dlms/obis.ts";
import { FIELD, type Field, QUANTITIES } from "../reading/fields.ts";

/** What to do with the value behind a code. */
export type P1Meaning =
  | Meaning
  /** A number that says something only within a range; a count is whole and has no unit. */
  | {
    readonly kind: "share" | "count";
    readonly field: number;
    readonly from: number;
    readonly to: number;
  }
  /** Power with a sign; what flows out is negative. */
  | { readonly kind: "net" }
  /** When the highest quarter of the month was, and how high it was. */
  | { readonly kind: "peak" }
  /** A text from the grid company; the lowest rank wins. */
  | { readonly kind: "message"; readonly rank: number };

/** 0-0:96.1.1, the id of Dutch and Belgian meters and the model of others. */
export const EQUIPMENT = 0x60_01_01;

const COUNT_MAX = 1e9;
const TARIFF_MAX = 4;

/** The meaning of a code with A = 0 or 1; the key is A · 2^24 + C · 2^16 + D · 2^8 + E. */
export const P1_CODES: ReadonlyMap<number, P1Meaning> = new Map<number, P1Meaning>([
  ...[...OBIS].map(([code, meaning]): [number, P1Meaning] => {
    if (meaning.kind !== "number") return [code, meaning];
    const { field } = meaning;
    const isShare = QUANTITIES[field] === "powerFactor";
    return [keyOf(1, code), isShare ? { kind: "share", field, from: 0, to: 1 } : meaning];
  }),
  [keyOf(1, 0x01_04_00), { kind: "number", field: FIELD.quarterW, sum: -1 }],
  [keyOf(1, 0x01_06_00), { kind: "peak" }],
  ...[16, 36, 56, 76].map((c): [number, P1Meaning] => [
    keyOf(1, c * 65536 + 0x07_00),
    { kind: "net" },
  ]),
  [0x60_0e_00, count("activeTariff", 1, TARIFF_MAX)],
  [0x60_07_15, count("failures")],
  [0x60_07_09, count("longFailures")],
  [keyOf(1, 0x20_20_00), count("sagsL1")],
  [keyOf(1, 0x34_20_00), count("sagsL2")],
  [keyOf(1, 0x48_20_00), count("sagsL3")],
  [keyOf(1, 0x20_24_00), count("swellsL1")],
  [keyOf(1, 0x34_24_00), count("swellsL2")],
  [keyOf(1, 0x48_24_00), count("swellsL3")],
  // The code of a message (E = 1) says less than its text.
  ...[0, 2, 3, 4, 5, 1].map((e, rank): [number, P1Meaning] => [
    0x60_0d_00 + e,
    { kind: "message", rank },
  ]),
]);

function keyOf(medium: number, code: number): number {
  return medium * 0x1_00_00_00 + code;
}

function count(field: Field, from = 0, to = COUNT_MAX): P1Meaning {
  return { kind: "count", field: FIELD[field], from, to };
}
