/** What a file in this folder says of its meter: how its lists look and what they mean. */
import type { Vendor } from "#model/reading.ts";
import type { ClockRule } from "../../dlms/clock.ts";
import type { Items } from "../../dlms/axdr.ts";
import type { Target } from "../../reading/draft.ts";
import type { Quantity } from "../../reading/fields.ts";

export type Layout = {
  readonly id: string;
  readonly vendor: Vendor;
  /** What the meter's wall clocks mean, in the list and in the header before it. */
  readonly clock: ClockRule;
  /**
   * Whether a list is of this layout. Asked in the order of `mod.ts`; must be quick. `listId` is
   * the item that may be a list id, or −1.
   */
  recognises(items: Items, listId: number): boolean;
  /** Puts what the list says into the draft. */
  read(items: Items, into: Target): void;
};

/** Turns a number that came without a scaler into W, V, A, Wh … */
export type Scale = (quantity: Quantity, raw: number) => number;

/** The number is already in the unit of the reading. */
export const asSent: Scale = (_quantity, raw) => raw;

/** A list id stands among the first items, with or without a code in front. */
const LIST_ID_ITEMS_MAX = 5;

/** The first text among the first items that is no code: the list id, if there is one. Or −1. */
export function listIdItem(items: Items): number {
  for (let item = 1; item < LIST_ID_ITEMS_MAX && item < items.count; item++) {
    if (items.isText(item) && !items.isCode(item)) return item;
  }
  return -1;
}
