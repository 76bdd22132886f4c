/**
 * Lists in which a code stands before each value (chapter 10 §8.3). However the pairs are nested,
 * in the flat list of items the value follows its code, and `structure{int8 scaler, enum unit}` may
 * follow the value. So one walk reads them all.
 */
import { ENUM, INT8, type Items, STRUCTURE, UINT16 } from "../../dlms/axdr.ts";
import { CLOCK_BYTES, type ClockRule } from "../../dlms/clock.ts";
import { type Meaning, OBIS } from "../../dlms/obis.ts";
import { QUANTITIES, TEXT } from "../../reading/fields.ts";
import type { Target } from "../../reading/draft.ts";
import { type Layout, listIdItem, type Scale } from "./layout.ts";

const DESCRIPTOR_ELEMENTS = 4;
const SCALER_MAX = 9;
const SCALER_MIN = -9;
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

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
    recognises: (items, item) => items.startsWith(item, listId),
    read(items, into) {
      into.draft.offerText(TEXT.listId, items.text(listIdItem(items)));
      readTagged(items, into, { clock, scale });
    },
  };
}

/** Whether a code that is known stands anywhere. */
export function holdsCode(items: Items): boolean {
  for (let item = 0; item < items.count; item++) {
    if (meaningOf(items, item) !== undefined) return true;
  }
  return false;
}

/**
 * Reads every code that is known. Codes without a value, and values of odd types, are passed by.
 */
export function readTagged(
  items: Items,
  { draft, clocks }: Target,
  { clock, scale }: { clock: ClockRule; scale: Scale },
): void {
  for (let item = 0; item + 1 < items.count; item++) {
    const meaning = meaningOf(items, item);
    if (meaning === undefined) continue;
    const value = item + 1;
    if (meaning.kind === "number") {
      if (!items.isNumber(value)) continue;
      const amount = scaled(items, value, meaning, scale);
      if (meaning.field >= 0) draft.offer(meaning.field, amount);
      if (meaning.sum >= 0) draft.add(meaning.sum, amount);
    } else if (meaning.kind === "text") {
      if (!items.isText(value) && !items.isNumber(value)) continue;
      draft.offerText(meaning.text, items.text(value), meaning.rank);
    } else if (isClock(items, value)) {
      draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[value]!, clock);
    }
  }
}

/** Whether an item has the shape of a date-time. */
export function isClock(items: Items, item: number): boolean {
  return items.lengths[item] === CLOCK_BYTES && (items.isText(item) || items.types[item] === 0x19);
}

/**
 * The integer of the wire times or divided by one power of ten: exact as far as a decimal can be.
 */
export function scaledBy(raw: number, exponent: number): number {
  return exponent < 0 ? raw / POWERS_OF_TEN[-exponent]! : raw * POWERS_OF_TEN[exponent]!;
}

function scaled(
  items: Items,
  value: number,
  { field }: Meaning & { kind: "number" },
  scale: Scale,
): number {
  const raw = items.number(value);
  const next = value + 1;
  const hasScaler = next + 2 < items.count && items.types[next] === STRUCTURE &&
    items.lengths[next] === 2 && items.types[next + 1] === INT8 && items.types[next + 2] === ENUM;
  if (!hasScaler) return scale(field < 0 ? "energy" : QUANTITIES[field]!, raw);
  const exponent = items.number(next + 1);
  return exponent < SCALER_MIN || exponent > SCALER_MAX ? NaN : scaledBy(raw, exponent);
}

/** What the code at an item means; `undefined` for codes not known and for what is no tag. */
function meaningOf(items: Items, item: number): Meaning | undefined {
  if (!items.isCode(item) || isDescriptor(items, item)) return undefined;
  const at = items.starts[item]!;
  return OBIS.get(
    (items.bytes[at + 2]! << 16) | (items.bytes[at + 3]! << 8) | items.bytes[at + 4]!,
  );
}

/** `structure{class, code, attribute, index}` only announces a value that stands elsewhere. */
function isDescriptor(items: Items, code: number): boolean {
  return items.types[code - 1] === UINT16 && items.types[code - 2] === STRUCTURE &&
    items.lengths[code - 2] === DESCRIPTOR_ELEMENTS;
}
