/**
 * What the codes of lists mean: those that lists and P1 telegrams share (`dlms/obis.ts`), with
 * power factors apart, and the active tariff, which every meter writes in its own way.
 */
import type { Items } from "../../dlms/axdr.ts";
import { type Meaning, OBIS } from "../../dlms/obis.ts";
import { QUANTITIES } from "../../reading/fields.ts";

/** A number of the reading, or of a sum, or of both. */
export type Numeric = Extract<Meaning, { kind: "number" }> & {
  /** From 0 to 1; what lies outside says nothing. */
  readonly isShare: boolean;
};

export type ListMeaning =
  | Exclude<Meaning, { kind: "number" }>
  | Numeric
  | { readonly kind: "tariff" };

/** Code to meaning; the key is C · 65536 + D · 256 + E. */
export const LIST_CODES: ReadonlyMap<number, ListMeaning> = new Map<number, ListMeaning>([
  ...[...OBIS].map(([code, meaning]): [number, ListMeaning] => {
    if (meaning.kind !== "number") return [code, meaning];
    return [code, { ...meaning, isShare: QUANTITIES[meaning.field] === "powerFactor" }];
  }),
  [0x60_0e_00, { kind: "tariff" }],
]);

/** What an item that is a code means; `undefined` for one that is not known. */
export function meaningOf(items: Items, item: number): ListMeaning | undefined {
  const at = items.starts[item]!;
  return LIST_CODES.get(
    (items.bytes[at + 2]! << 16) | (items.bytes[at + 3]! << 8) | items.bytes[at + 4]!,
  );
}
