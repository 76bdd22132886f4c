/**
 * Iskraemeco lists without codes (chapter 10 §8.6): AM550 in Slovenia and Switzerland, IE.5 in
 * Croatia. Many begin with the logical device name; those that do not begin with the id. Beside it
 * some send an id of the list, which is no id of the meter: two meters send the same.
 */
import { ENUM, type Items, NULL, UINT16, UINT32 } from "../dlms/axdr.ts";
import { TEXT } from "../reading/fields.ts";
import { clock, numbersIn, type OtherPlace, unused, unusedOctets } from "./parts/places.ts";
import { positional, type Shape, shape } from "./parts/shapes.ts";
import { offerTariff } from "./parts/values.ts";

const MAKER = "ISK";
const BOOLEAN = 0x03;
const UINT8 = 0x11;
const ZERO = 0x30;
/** Fewer digits at the end of two names are the same by chance. */
const SUFFIX_DIGITS_MIN = 6;

/** The rest comes in W and Wh. */
const numbers = numbersIn({ voltage: 10, current: 100, powerFactor: 1000 });

/** The logical device name. */
const deviceName: OtherPlace = {
  fits: (items, item) => items.startsWith(item, MAKER),
  take(items, item, { draft }) {
    const name = items.text(item);
    draft.offerText(TEXT.listId, name);
    draft.offerText(TEXT.meterId, name, 1);
  },
};

/** Behind the device name: the meter's id in short, or the id of the list. */
const shortName: OtherPlace = {
  fits: (items, item) => items.isText(item) || items.types[item] === NULL,
  take(items, item, { draft }) {
    if (isShortFor(items, item, item - 1)) draft.offerText(TEXT.meterId, items.text(item));
  },
};

/** The id of lists that begin with it. */
const serial: OtherPlace = {
  fits: (items, item) => isDigit(items.bytes[items.starts[item]!]!) && items.isText(item),
  take: (items, item, { draft }) => draft.offerText(TEXT.meterId, items.text(item)),
};

const tariff: OtherPlace = {
  fits: (items, item) => {
    const type = items.types[item];
    return items.isText(item) || items.isNumber(item) || type === ENUM || type === NULL;
  },
  take: (items, item, { draft }) => offerTariff(draft, items, item),
};

const powers = numbers("1.7.0 2.7.0 3.7.0 4.7.0");
const voltages = numbers("32.7.0 52.7.0 72.7.0");
const currents = numbers("31.7.0 51.7.0 71.7.0");
const imports = numbers("21.7.0 41.7.0 61.7.0");
const exports = numbers("22.7.0 42.7.0 62.7.0");
const registers = numbers("1.8.0 1.8.1 1.8.2 2.8.0 2.8.1 2.8.2");
/** In front of the lists of IE.5: id, time and date. */
const dated = [serial, unusedOctets(4), unusedOctets(5)];

const SHAPES: readonly Shape[] = [
  shape([deviceName, shortName, ...powers, ...voltages, ...currents, ...imports, ...exports]),
  shape([
    ...[deviceName, shortName, unused(BOOLEAN, ENUM), tariff],
    ...registers,
    ...numbers("3.8.0 4.8.0"),
  ]),
  // Elektro Celje.
  shape([
    ...[deviceName, shortName],
    ...[...numbers("32.7.0 52.7.0 72.7.0", UINT16), ...currents, ...powers],
  ]),
  shape([
    ...[deviceName, shortName, ...powers],
    ...[...numbers("32.7.0", UINT16), ...numbers("31.7.0 21.7.0 22.7.0")],
  ]),
  shape([
    ...[deviceName, shortName],
    ...numbers("1.8.1 1.8.2 2.8.1 2.8.2 3.8.1 3.8.2 4.8.1 4.8.2", UINT32),
  ]),
  shape([
    ...[deviceName, shortName, ...powers],
    ...numbers("32.7.0", UINT16),
    ...numbers("2.8.1 2.8.2"),
  ]),
  shape([deviceName, ...numbers("1.7.0", UINT32), ...numbers("2.7.0"), ...registers]),
  shape([deviceName, shortName, ...numbers("32.7.0 31.7.0"), ...powers]),
  shape([serial, unused(UINT8), ...numbers("1.8.0 2.8.0")]),
  shape([deviceName, unused(UINT8), ...numbers("1.8.0 2.8.0")]),
  // IE.5: behind these the contracted power, limits and the relay.
  shape([
    ...[...dated, ...registers, ...numbers("5.8.0 6.8.0 7.8.0 8.8.0 1.7.0 2.7.0")],
    ...[...numbers("13.7.0", UINT16), ...imports, ...exports, ...voltages, ...currents],
  ], { elements: 33 }),
  shape([
    ...[...dated, ...registers, ...numbers("1.7.0 2.7.0")],
    ...[...imports, ...exports, ...voltages, ...currents],
  ], { elements: 28 }),
  // AM550 in Switzerland. Which of the two powers is the import is not certain.
  shape([
    ...[...numbers("1.8.0 1.8.1 1.8.2 2.8.0 2.8.1 2.8.2", UINT32), unusedOctets(0), clock],
    ...numbers("2.7.0 1.7.0 31.7.0 51.7.0 71.7.0 32.7.0 72.7.0"),
  ], { l2Voltage: "computed" }),
];

export const iskra = positional({ id: "iskra", vendor: "iskra", clock: "zone" }, SHAPES);

/** Whether all digits of a text are the last digits of the device name. */
function isShortFor({ bytes, starts, lengths }: Items, text: number, name: number): boolean {
  const textStart = starts[text]!;
  const nameStart = starts[name]!;
  let nameAt = nameStart + lengths[name]!;
  let same = 0;
  for (let at = textStart + lengths[text]! - 1; at >= textStart; at--) {
    if (!isDigit(bytes[at]!)) continue;
    do nameAt--; while (nameAt >= nameStart && !isDigit(bytes[nameAt]!));
    if (nameAt < nameStart || bytes[nameAt] !== bytes[at]) return false;
    same++;
  }
  return same >= SUFFIX_DIGITS_MIN;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
