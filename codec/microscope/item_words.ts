/** Items of an A-XDR payload in words: the type, the value, what a clock shows. */
import type { Items } from "../dlms/axdr.ts";
import { CLOCK_BYTES } from "../dlms/clock.ts";
import { obisName, obisText } from "../dlms/obis_names.ts";
import { hexOf } from "./piece.ts";

const TYPES: ReadonlyMap<number, string> = new Map([
  [0x00, "nothing"],
  [0x01, "array"],
  [0x02, "structure"],
  [0x03, "boolean"],
  [0x04, "bit string"],
  [0x05, "int32"],
  [0x06, "uint32"],
  [0x09, "octets"],
  [0x0a, "text"],
  [0x0c, "text"],
  [0x0d, "int8"],
  [0x0f, "int8"],
  [0x10, "int16"],
  [0x11, "uint8"],
  [0x12, "uint16"],
  [0x14, "int64"],
  [0x15, "uint64"],
  [0x16, "enum"],
  [0x17, "float32"],
  [0x18, "float64"],
  [0x19, "date-time"],
  [0x1a, "date"],
  [0x1b, "time"],
]);
const BOOLEAN = 0x03;
const ENUM = 0x16;
const DATE_TIME = 0x19;
const TEXT_MAX = 48;
const UNSPECIFIED = 0xff;
const DEVIATION_UNSPECIFIED = 0x8000;
const SUMMER = 0x80;

/** The name of an item's type. */
export function typeName(items: Items, item: number): string {
  const type = items.types[item]!;
  return TYPES.get(type) ?? `type ${type}`;
}

/** The value of an item that is no array and no structure. */
export function valueWords(items: Items, item: number): string {
  const start = items.starts[item]!;
  const content = items.bytes.subarray(start, start + items.lengths[item]!);
  if (items.isNumber(item)) return String(items.number(item));
  if (items.isCode(item)) return `${obisText(content)} ${obisName(content)}`.trim();
  if (looksLikeClock(items, item)) return clockWords(content);
  if (items.isText(item)) return textWords(content);
  const type = items.types[item];
  if (type === BOOLEAN) return content[0] === 0 ? "no" : "yes";
  if (type === ENUM) return String(content[0]);
  return hexOf(content.subarray(0, TEXT_MAX));
}

/** A text in quotes, or hex when it is none. */
export function textWords(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  const shown = bytes.subarray(0, Math.min(end, TEXT_MAX));
  const rest = end > TEXT_MAX ? "…" : "";
  if (shown.some((byte) => byte < 0x20 || byte > 0x7e)) return `${hexOf(shown)}${rest}`;
  return `"${String.fromCharCode(...shown)}"${rest}`;
}

/** Whether 12 bytes can be a date-time: a month, a day and an hour that there are. */
export function looksLikeClock(items: Items, item: number): boolean {
  if (items.lengths[item] !== CLOCK_BYTES) return false;
  if (!items.isText(item) && items.types[item] !== DATE_TIME) return false;
  const start = items.starts[item]!;
  const [year = 0, , month = 0, day = 0, , hour = 0] = items.bytes.subarray(start, start + 6);
  return year >= 7 && year <= 8 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23;
}

/** A 12-byte date-time as the meter shows it (`dlms/clock.ts` draws it). */
export function clockWords(bytes: Uint8Array): string {
  const [high = 0, low = 0, month, day, , hour, minute, second, , more = 0, less = 0, status = 0] =
    bytes;
  const date = [high * 256 + low, two(month), two(day)].join("-");
  const time = [hour, minute, second].map(two).join(":");
  const deviation = (more << 8) | less;
  const offset = deviation === DEVIATION_UNSPECIFIED
    ? ", offset not given"
    : `, UTC ${signed(-((deviation << 16) >> 16))} min`;
  const isSummer = status !== UNSPECIFIED && (status & SUMMER) !== 0;
  return `${date} ${time} on the meter${offset}${isSummer ? ", summer time" : ""}`;
}

function two(field = UNSPECIFIED): string {
  return field === UNSPECIFIED ? "**" : String(field).padStart(2, "0");
}

function signed(minutes: number): string {
  return minutes < 0 ? `− ${-minutes}` : `+ ${minutes}`;
}
