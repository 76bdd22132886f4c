/** What a file in this folder says of its meter: how its lists look and what they mean. */
import type { Vendor } from "#model/reading.ts";
import type { Items } from "../../dlms/axdr.ts";
import type { ClockRule } from "../../dlms/clock.ts";
import type { Target } from "../../reading/draft.ts";
import type { CurrentScale } from "./current_scale.ts";
import { isClock } from "./values.ts";

/** Where a list is read to: a draft, and what is known of the meter from earlier lists. */
export type ListTarget = Target & {
  readonly currentScale: CurrentScale;
  /** Whether the meter told its own id: then a system title no longer stands in for it. */
  isNamed: boolean;
};

export type Layout = {
  readonly id: string;
  readonly vendor: Vendor;
  /** What the meter's wall clocks mean, in the list and in the header before it. */
  readonly clock: ClockRule;
  /** How the list id begins that gives the meter away, wherever it stands. */
  readonly listId?: string;
  /** What the list as a whole is. */
  readonly container: "array" | "structure" | "either";
  /**
   * Whether a list is of this layout. Asked in the order of `mod.ts`; must be quick. `listId` is
   * the item that may be a list id, or negative; layouts without a list id do not look at it.
   */
  recognises(items: Items, listId: number): boolean;
  /** Puts what the list, which was recognised just before, says into the draft. */
  read(items: Items, into: ListTarget): void;
};

/** A list id without a code stands among the first items. */
const FIRST_ITEMS = 5;

/**
 * The first text among the first items that is neither code nor clock: the list id, if there is
 * one. Or −1. One that stands further behind has a code in front and is found in reading.
 */
export function listIdItem(items: Items): number {
  for (let item = 1; item < FIRST_ITEMS && item < items.count; item++) {
    if (items.isText(item) && !items.isCode(item) && !isClock(items, item)) return item;
  }
  return -1;
}
