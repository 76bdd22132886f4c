/** What layouts of all kinds do with one value. */
import { ENUM, INT8, type Items, OCTETS, STRUCTURE } from "../../dlms/axdr.ts";
import { CLOCK_BYTES, type ClockRule, isDateTime } from "../../dlms/clock.ts";
import type { Draft } from "../../reading/draft.ts";
import { FIELD, QUANTITIES, type Quantity } from "../../reading/fields.ts";
import type { Numeric } from "./codes.ts";

const DATE_TIME = 0x19;
const UNSPECIFIED = 0xff;
const TARIFF_MAX = 4;
const ZERO = 0x30;

/** Turns a number that came without a scaler into W, V, A, Wh … */
export type Scale = (quantity: Quantity, raw: number) => number;

/** The number is already in the unit of the reading. */
export const asSent: Scale = (_quantity, raw) => raw;

/** What holds for all values of a meter. */
export type Rules = {
  readonly clock: ClockRule;
  /** For numbers that come without a scaler. */
  readonly scale: Scale;
};

/** `structure{int8 scaler, enum unit}`. */
export function isScaler(items: Items, item: number): boolean {
  return item + 2 < items.count && items.types[item] === STRUCTURE && items.lengths[item] === 2 &&
    items.types[item + 1] === INT8 && items.types[item + 2] === ENUM;
}

/** Whether an item is a date-time: of its type, or 12 octets that can be read as one. */
export function isClock(items: Items, item: number): boolean {
  return items.lengths[item] === CLOCK_BYTES &&
    (items.types[item] === DATE_TIME || items.isText(item)) &&
    isDateTime(items.bytes, items.starts[item]!);
}

/** Whether an item is a date-time or the filling of one that is not set: no id begins with that. */
export function mayBeClock(items: Items, item: number): boolean {
  if (isClock(items, item)) return true;
  const first = items.bytes[items.starts[item]!]!;
  return items.types[item] === OCTETS && items.lengths[item] === CLOCK_BYTES &&
    (first === 0x00 || first === UNSPECIFIED);
}

/** The quantity; registers that only add to a sum are energy. */
export function quantityOf({ field }: Numeric): Quantity {
  return field < 0 ? "energy" : QUANTITIES[field]!;
}

/** Takes a number in the unit of the reading. */
export function offerNumber(draft: Draft, { field, sum, isShare }: Numeric, amount: number): void {
  if (isShare && !(amount >= 0 && amount <= 1)) return;
  if (field >= 0) draft.offer(field, amount);
  if (sum >= 0) draft.add(sum, amount);
}

/**
 * Takes the active tariff: a number or an enum, or a text whose last byte is a number or a digit
 * (`00 02`, `T2`, `RATE2`).
 */
export function offerTariff(draft: Draft, items: Items, item: number): void {
  const length = items.lengths[item]!;
  const last = items.bytes[items.starts[item]! + length - 1]!;
  const ofText = last > ZERO ? last - ZERO : last;
  const isLast = (items.isText(item) && length > 0) || items.types[item] === ENUM;
  const said = isLast ? ofText : items.number(item);
  if (said >= 1 && said <= TARIFF_MAX) draft.offer(FIELD.activeTariff, said);
}
