/**
 * Lists in which a code stands before each value (chapter 10 §8.3). However the pairs are nested,
 * in the flat list of items the value follows its code, and `structure{int8 scaler, enum unit}` may
 * follow the value. So one walk reads them all.
 */
import { type Items, STRUCTURE, UINT16 } from "../../dlms/axdr.ts";
import { scaled } from "../../reading/decimal.ts";
import type { Target } from "../../reading/draft.ts";
import { QUANTITIES, TEXT } from "../../reading/fields.ts";
import { type ListMeaning, meaningOf } from "./codes.ts";
import { type Layout, listIdItem } from "./layout.ts";
import { isClock, isScaler, offerTariff, type Rules, type Scale } from "./values.ts";

const DESCRIPTOR_ELEMENTS = 4;

type TaggedOptions = Pick<Layout, "id" | "vendor" | "clock"> & {
  /** How the list id begins. */
  readonly listId: string;
  /** For the values that come without a scaler. */
  readonly scale: Scale;
};

/** A layout of code and value pairs that a list id gives away. */
export function tagged({ id, vendor, clock, listId, scale }: TaggedOptions): Layout {
  return {
    id,
    vendor,
    clock,
    listId,
    container: "either",
    recognises: (items, item) => items.startsWith(item, listId),
    read(items, into) {
      into.draft.offerText(TEXT.listId, items.text(listIdItem(items)));
      readTagged(items, into, { clock, scale });
    },
  };
}

/** Whether the code of a quantity stands anywhere. */
export function holdsCode(items: Items): boolean {
  for (let item = 0; item < items.count; item++) {
    if (tagAt(items, item)?.kind === "number") return true;
  }
  return false;
}

/**
 * Reads every code that is known. Codes without a value, and values of odd types, are passed by.
 * All is written out in one loop: a call more for each value costs 3 % of the decoder's time.
 */
export function readTagged(items: Items, { draft, clocks }: Target, { clock, scale }: Rules): void {
  for (let item = 0; item + 1 < items.count; item++) {
    const meaning = tagAt(items, item);
    if (meaning === undefined) continue;
    const value = item + 1;
    if (meaning.kind === "number") {
      if (!items.isNumber(value)) continue;
      const amount = amountAt(items, value, meaning.field, scale);
      if (meaning.isShare && !(amount >= 0 && amount <= 1)) continue;
      if (meaning.field >= 0) draft.offer(meaning.field, amount);
      if (meaning.sum >= 0) draft.add(meaning.sum, amount);
    } else if (meaning.kind === "text") {
      if (!items.isText(value) && !items.isNumber(value)) continue;
      draft.offerText(meaning.text, items.text(value), meaning.rank);
    } else if (meaning.kind === "tariff") {
      offerTariff(draft, items, value);
    } else if (isClock(items, value)) {
      draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[value]!, clock);
    }
  }
}

function amountAt(items: Items, value: number, field: number, scale: Scale): number {
  const raw = items.number(value);
  return isScaler(items, value + 1)
    ? scaled(raw, items.number(value + 2))
    : scale(field < 0 ? "energy" : QUANTITIES[field]!, raw);
}

/** What the code at an item means; `undefined` for codes not known and for what is no tag. */
function tagAt(items: Items, item: number): ListMeaning | undefined {
  return items.isCode(item) && !isDescribed(items, item) ? meaningOf(items, item) : undefined;
}

/** `structure{class, code, attribute, index}` only announces a value that stands elsewhere. */
function isDescribed(items: Items, code: number): boolean {
  return items.types[code - 1] === UINT16 && items.types[code - 2] === STRUCTURE &&
    items.lengths[code - 2] === DESCRIPTOR_ELEMENTS;
}
