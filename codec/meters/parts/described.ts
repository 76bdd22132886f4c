/**
 * Lists that say in front what they hold (chapter 10 §8.7, §17): descriptors
 * `structure{uint16 class, octets code, int8 attribute, uint16 index}`, then the values alone, in
 * the same order. The first descriptor may be that of the descriptors themselves; then there is one
 * value less.
 */
import { ARRAY, INT8, type Items, STRUCTURE, UINT16 } from "../../dlms/axdr.ts";
import { meaningOf } from "./codes.ts";
import { landisScale } from "./landis_scale.ts";
import type { ListTarget } from "./layout.ts";
import { isClock, offerNumber, offerTariff, quantityOf } from "./values.ts";

const ELEMENTS = 4;
/** The structure and its elements. */
const ITEMS = 1 + ELEMENTS;
const CODE = 2;
const ATTRIBUTE = 3;
/** Of a register, a clock, or data: the value. */
const VALUE = 2;
/** Containers that may stand around the first descriptor. */
const DEPTH_MAX = 3;

/** Whether a descriptor begins at an item. */
export function isDescriptor(items: Items, item: number): boolean {
  return item + ITEMS <= items.count && items.types[item] === STRUCTURE &&
    items.lengths[item] === ELEMENTS && items.types[item + 1] === UINT16 &&
    items.isCode(item + CODE) && items.types[item + ATTRIBUTE] === INT8;
}

/** The item at which the first descriptor begins, or −1 when the list does not begin with it. */
export function firstDescriptor(items: Items): number {
  for (let item = 1; item <= DEPTH_MAX; item++) {
    if (isDescriptor(items, item)) return item;
    if (!isContainer(items, item)) return -1;
  }
  return -1;
}

/** Pairs descriptors and values. */
export function readDescribed(items: Items, into: ListTarget): void {
  const first = firstDescriptor(items);
  if (first < 0) return;
  let behind = first;
  while (isDescriptor(items, behind)) behind += ITEMS;
  const descriptors = (behind - first) / ITEMS;
  let value = firstValue(items, behind, descriptors);
  // With one value less, the first descriptor is that of the array of descriptors.
  const isSelf = elementsFrom(items, value) < descriptors;
  for (let at = first + (isSelf ? ITEMS : 0); at < behind && value < items.count; at += ITEMS) {
    if (items.number(at + ATTRIBUTE) === VALUE) readValue(items, { code: at + CODE, value }, into);
    value = behindElement(items, value);
  }
}

type Pair = { readonly code: number; readonly value: number };

function readValue(items: Items, { code, value }: Pair, { draft, clocks }: ListTarget): void {
  const meaning = meaningOf(items, code);
  if (meaning?.kind === "number" && items.isNumber(value)) {
    offerNumber(draft, meaning, landisScale(quantityOf(meaning), items.number(value)));
  } else if (meaning?.kind === "text") {
    draft.offerText(meaning.text, items.text(value), meaning.rank);
  } else if (meaning?.kind === "tariff") {
    offerTariff(draft, items, value);
  } else if (meaning?.kind === "clock" && isClock(items, value)) {
    draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[value]!, "zone");
  }
}

/** The values may stand in a container of their own. */
function firstValue(items: Items, item: number, descriptors: number): number {
  const elements = items.lengths[item]!;
  const holdsAll = item < items.count && isContainer(items, item) &&
    (elements === descriptors || elements === descriptors - 1) &&
    behindElement(items, item) === items.count;
  return holdsAll ? item + 1 : item;
}

function elementsFrom(items: Items, item: number): number {
  let elements = 0;
  for (let at = item; at < items.count; at = behindElement(items, at)) elements++;
  return elements;
}

/** The item behind an element and all it holds. */
function behindElement(items: Items, item: number): number {
  let at = item;
  for (let owed = 1; owed > 0 && at < items.count; owed--) {
    if (isContainer(items, at)) owed += items.lengths[at]!;
    at++;
  }
  return at;
}

function isContainer(items: Items, item: number): boolean {
  return items.types[item] === ARRAY || items.types[item] === STRUCTURE;
}
