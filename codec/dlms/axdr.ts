/**
 * A-XDR (IEC 61334-6; types of IEC 62056-6-2 §4.1.5): one pass over a payload into a flat list of
 * items, containers among them, in the order of the wire. There is no recursion: the number of
 * elements still owed is one counter, so depth costs nothing, and every count is bounded. A compact
 * array is one item without a value: no meter is known to push any.
 */
import { Fault } from "#model/fault.ts";
import { hexNumber } from "../hex.ts";
import { TextMemory } from "../text_memory.ts";

export const NULL = 0x00;
export const ARRAY = 0x01;
export const STRUCTURE = 0x02;
export const OCTETS = 0x09;
export const VISIBLE_TEXT = 0x0a;
export const UTF8_TEXT = 0x0c;
export const INT8 = 0x0f;
export const UINT32 = 0x06;
export const UINT16 = 0x12;
export const ENUM = 0x16;

const BIT_STRING = 0x04;
const COMPACT_ARRAY = 0x13;
/** More items than any telegram of 2 KiB with values in it needs. */
const ITEMS_MAX = 1024;
const UNKNOWN = 255;
const COUNTED = 254;

/** Bytes after the tag of the types of fixed size. */
const SIZES = new Uint8Array(256).fill(UNKNOWN);
for (
  const [tag, size] of [
    [NULL, 0],
    [0x03, 1], // boolean
    [0x05, 4], // int32
    [UINT32, 4],
    [0x0d, 1], // BCD; int8 in old drafts
    [INT8, 1],
    [0x10, 2], // int16
    [0x11, 1], // uint8
    [UINT16, 2],
    [0x14, 8], // int64
    [0x15, 8], // uint64
    [ENUM, 1],
    [0x17, 4], // float32
    [0x18, 8], // float64
    [0x19, 12], // date-time
    [0x1a, 5], // date
    [0x1b, 4], // time
    [0x1c, 1], // deltas: int8, int16, int32, uint8, uint16, uint32
    [0x1d, 2],
    [0x1e, 4],
    [0x1f, 1],
    [0x20, 2],
    [0x21, 4],
    [0xff, 0], // don't care
    [COMPACT_ARRAY, COUNTED],
    [ARRAY, COUNTED],
    [STRUCTURE, COUNTED],
    [BIT_STRING, COUNTED],
    [OCTETS, COUNTED],
    [VISIBLE_TEXT, COUNTED],
    [UTF8_TEXT, COUNTED],
  ] as const
) SIZES[tag] = size;

/** 1 for the types that are numbers. */
const NUMBERS = new Uint8Array(256);
for (const tag of [0x05, UINT32, 0x0d, 0x0e, INT8, 0x10, 0x11, UINT16, 0x14, 0x15, 0x17, 0x18]) {
  NUMBERS[tag] = 1;
}

/** Class, code and attribute of a value (IEC 62056-5-3, Cosem-Attribute-Descriptor). */
const CLASS_BYTES = 2;
const CODE_BYTES = 6;
const ATTRIBUTE_BYTES = CLASS_BYTES + CODE_BYTES + 1;

const TWO_TO_32 = 4_294_967_296;

/** The items of one payload. Made once and filled again for every telegram. */
export class Items {
  /** Items filled. */
  count = 0;
  /** The bytes that `starts` points into. */
  bytes = new Uint8Array(0);
  readonly types = new Uint8Array(ITEMS_MAX);
  /** Where the content begins: behind tag and length. */
  readonly starts = new Uint32Array(ITEMS_MAX);
  /** Bytes of content; elements of an array or structure. */
  readonly lengths = new Uint32Array(ITEMS_MAX);
  readonly #texts = new TextMemory(withoutPadding);

  /** Reads `bytes[from..to)`: one item with all it holds. Trailing zeros are padding. */
  read(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): Fault | null {
    this.bytes = bytes;
    this.count = 0;
    const holdsAttributes = isAttributeList(bytes, from, to);
    let at = from;
    for (let owed = 1; owed > 0; owed--) {
      if (at >= to) return cutOff(at - from, 1, 0);
      if (this.count === ITEMS_MAX) return tooMany(at - from);
      const type = bytes[at]!;
      const size = SIZES[type]!;
      let start = at + 1;
      let length = size;
      if (size === COUNTED) {
        if (type === COMPACT_ARRAY) start = typesEnd(bytes, start, to);
        const first = start < to ? bytes[start]! : 0x80;
        start = first < 0x80 ? start + 1 : start + 1 + (first & 0x7f);
        length = first < 0x80 ? first : longLength(bytes, start - (first & 0x7f), start, to);
        if (length < 0) return cutOff(at - from, start - at, to - at);
        if (type === BIT_STRING) length = Math.ceil(length / 8);
      } else if (size === UNKNOWN) {
        return unknownType(at - from, type);
      }
      this.types[this.count] = type;
      this.starts[this.count] = start;
      this.lengths[this.count++] = length;
      if (type === ARRAY || type === STRUCTURE) {
        owed += length;
        if (length > to - start) return cutOff(start - from, length, to - start);
        if (owed > ITEMS_MAX) return tooMany(at - from);
        at = start;
        if (holdsAttributes && length === 2 && isAttribute(bytes, at, to)) {
          if (this.count === ITEMS_MAX) return tooMany(at - from);
          this.#addCode(at + CLASS_BYTES);
          at += ATTRIBUTE_BYTES;
          owed--;
        }
      } else {
        at = start + length;
        if (at > to) return cutOff(start - from, length, to - start);
      }
    }
    while (at < to && bytes[at] === 0) at++;
    if (at === to) return null;
    const found = `${to - at} bytes`;
    return new Fault("apdu-type", { what: "list", offset: at - from, expected: "its end", found });
  }

  #addCode(at: number): void {
    this.types[this.count] = OCTETS;
    this.starts[this.count] = at;
    this.lengths[this.count++] = CODE_BYTES;
  }

  /** Whether an item is a number of any type; booleans and enums are none. */
  isNumber(item: number): boolean {
    return NUMBERS[this.types[item]!] === 1;
  }

  /** The value of a number item, exact up to 2^53. */
  number(item: number): number {
    const { bytes } = this;
    const at = this.starts[item]!;
    switch (this.types[item]) {
      case 0x05:
        return int32(bytes, at);
      case UINT32:
        return int32(bytes, at) >>> 0;
      case 0x0d:
      case INT8:
        return (bytes[at]! << 24) >> 24;
      case 0x10:
        return ((bytes[at]! << 24) >> 16) | bytes[at + 1]!;
      case 0x11:
        return bytes[at]!;
      case UINT16:
        return (bytes[at]! << 8) | bytes[at + 1]!;
      case 0x14:
        return int32(bytes, at) * TWO_TO_32 + (int32(bytes, at + 4) >>> 0);
      case 0x15:
        return (int32(bytes, at) >>> 0) * TWO_TO_32 + (int32(bytes, at + 4) >>> 0);
      case 0x17:
        return new DataView(bytes.buffer, bytes.byteOffset + at).getFloat32(0);
      case 0x18:
        return new DataView(bytes.buffer, bytes.byteOffset + at).getFloat64(0);
      default:
        return NaN;
    }
  }

  /** Whether an item is an octet string or a text. */
  isText(item: number): boolean {
    const type = this.types[item];
    return type === OCTETS || type === VISIBLE_TEXT || type === UTF8_TEXT;
  }

  /** The text of an item without padding; a number as its digits; empty for anything else. */
  text(item: number): string {
    if (this.isNumber(item)) return String(this.number(item));
    if (!this.isText(item)) return "";
    const start = this.starts[item]!;
    return this.#texts.recall(this.bytes, start, start + this.lengths[item]!);
  }

  /** Whether an item is an OBIS code: six octets, the last of them 255. */
  isCode(item: number): boolean {
    return this.types[item] === OCTETS && this.lengths[item] === 6 &&
      this.bytes[this.starts[item]! + 5] === 0xff;
  }

  /** Whether there is such an item, and it is a text that begins like this. */
  startsWith(item: number, prefix: string): boolean {
    if (
      item < 0 || item >= this.count || !this.isText(item) || this.lengths[item]! < prefix.length
    ) {
      return false;
    }
    const start = this.starts[item]!;
    for (let at = 0; at < prefix.length; at++) {
      if (this.bytes[start + at] !== prefix.charCodeAt(at)) return false;
    }
    return true;
  }
}

/** Meters fill up with zeros or blanks; behind a zero nothing counts. */
function withoutPadding(raw: string): string {
  const end = raw.indexOf("\0");
  return (end < 0 ? raw : raw.slice(0, end)).trim();
}

/**
 * Sagemcom XT211 in Czechia (EG.D, ČEZ) pushes `structure{enum, array of structure{attribute,
 * value}}` in which the attributes have no type before them: only their codes become items.
 */
function isAttributeList(bytes: Uint8Array, from: number, to: number): boolean {
  return from + 6 <= to && bytes[from] === STRUCTURE && bytes[from + 1] === 2 &&
    bytes[from + 2] === ENUM && bytes[from + 4] === ARRAY;
}

/** Class numbers are small; codes end with 255. A null and an element would look otherwise. */
function isAttribute(bytes: Uint8Array, at: number, to: number): boolean {
  return at + ATTRIBUTE_BYTES < to && bytes[at] === 0 &&
    bytes[at + ATTRIBUTE_BYTES - 2] === 0xff && bytes[at + ATTRIBUTE_BYTES - 1]! > 0;
}

/** A length of several bytes, or −1 when it is cut off. */
function longLength(bytes: Uint8Array, from: number, start: number, to: number): number {
  if (start > to || start - from < 1 || start - from > 4) return -1;
  let length = 0;
  for (let at = from; at < start; at++) length = length * 256 + bytes[at]!;
  return length;
}

/** The place behind the types that a compact array describes; `to` when they are no such types. */
function typesEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  for (let owed = 1; owed > 0 && at < to; owed--) {
    const type = bytes[at++]!;
    if (type === ARRAY) {
      at += 2;
      owed++;
    } else if (type === STRUCTURE) {
      owed += at < to ? bytes[at++]! : 0;
    }
  }
  return Math.min(at, to);
}

function unknownType(offset: number, type: number): Fault {
  const found = hexNumber(type);
  return new Fault("apdu-type", { what: "list", offset, expected: "a type of data", found });
}

function tooMany(offset: number): Fault {
  const expected = `at most ${ITEMS_MAX} items`;
  return new Fault("apdu-type", { what: "list", offset, expected, found: "more" });
}

function cutOff(offset: number, bytes: number, there: number): Fault {
  const expected = bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return new Fault("frame-truncated", { what: "list", offset, expected, found: String(there) });
}

function int32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}
