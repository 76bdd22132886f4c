/**
 * Iskraemeco AM550 in Carinthia (KELAG; chapter 10 §8.6, "other"): no codes but that of the push
 * object, with the id behind it. Counted over all items, six numbers stand in fixed places. No
 * capture in the clear is known; what else the list holds is passed by.
 */
import type { Items } from "../dlms/axdr.ts";
import { TEXT } from "../reading/fields.ts";
import type { Layout } from "./parts/layout.ts";
import { numbersIn } from "./parts/places.ts";
import { Row } from "./parts/shapes.ts";

const FIRST_NUMBER = 5;
const NUMBERS = new Row(numbersIn({})("1.8.0 2.8.0 3.8.0 4.8.0 1.7.0 2.7.0"));
/** 25.9.0, a push object. */
const C = 0x19;
const D = 0x09;
const E = 0x00;

export const kelag: Layout = {
  id: "kelag",
  vendor: "iskra",
  clock: "zone",
  container: "either",
  recognises: (items) =>
    items.count >= FIRST_NUMBER + NUMBERS.length &&
    NUMBERS.fits(items, FIRST_NUMBER) && idItem(items) >= 0,
  read(items, into) {
    into.draft.listType = 4;
    into.draft.offerText(TEXT.meterId, items.text(idItem(items)));
    NUMBERS.take(items, FIRST_NUMBER, into);
  },
};

/** The text behind the code of the push object, or −1. */
function idItem(items: Items): number {
  for (let item = 1; item + 1 < items.count; item++) {
    const at = items.starts[item]!;
    const isPush = items.isCode(item) && items.bytes[at + 2] === C && items.bytes[at + 3] === D &&
      items.bytes[at + 4] === E;
    if (isPush && items.isText(item + 1)) return item + 1;
  }
  return -1;
}
