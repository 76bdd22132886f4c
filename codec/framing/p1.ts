/**
 * P1 telegrams (DSMR 5 §6; chapter 10 §7): from `/` to the line end behind `!` and its checksum.
 * A body that does not begin with text is ciphered (chapter 10 §7.3); its length field tells where
 * the `!` must be, since ciphertext may hold `!` and line ends of its own.
 */
import { crc16Arc } from "./crc.ts";
import { BAD_BOUNDARY, BAD_P1_CHECKSUM, INCOMPLETE, NOT_A_START, TOO_LONG } from "./verdict.ts";

/** `/`, the first byte of a telegram. */
export const P1_START = 0x2f;
/** No telegram is longer; operator messages of 1024 bytes as hex fit several times. */
export const P1_BYTES_MAX = 16 * 1024;

const BANG = 0x21;
const CR = 0x0d;
const LF = 0x0a;
const DIGITS_MAX = 4;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;
/** `/`, three letters, a digit, `-` or `\`. */
const IDENT_BYTES = 5;
/** Far more than the 16 bytes that EN 62056-21 §6.3.2 allows behind the digit. */
const IDENT_LINE_BYTES_MAX = 128;
const TITLE_BYTES_MAX = 8;

/**
 * Finds where the text of a telegram ends. What one search has passed over needs no second look,
 * whether for the same telegram when more bytes are there or for one that begins inside it: without
 * this memory every start in a flood of starts would search all bytes again.
 */
export class EndSearch {
  /** No end mark in the bytes from here … */
  #from = 0;
  /** … to here. */
  #to = 0;
  /** The last `/` in these bytes, or a place before them. */
  #lastStart = -1;

  /** The place of the first closing `!` at or behind `body`, or a verdict. */
  find(bytes: Uint8Array, body: number, end: number): number {
    const from = body - 1;
    const isKnown = from >= this.#from && from <= this.#to;
    if (!isKnown) {
      this.#from = from;
      this.#lastStart = -1;
    }
    let place = isKnown ? this.#to : from;
    for (; place + 1 < end; place++) {
      const byte = bytes[place]!;
      if (byte > P1_START) continue;
      if (byte === P1_START) this.#lastStart = place;
      else if (byte === LF && isEndMark(bytes, place, end)) break;
    }
    this.#to = place;
    return place + 1 < end ? place + 1 : INCOMPLETE;
  }

  /** The last `/` between the body and the `!` that were found last; before the body if none is. */
  get lastStart(): number {
    return this.#lastStart;
  }

  /** Follows the bytes when they move to the front by `count`. */
  shift(count: number): void {
    this.#from -= count;
    this.#to -= count;
    this.#lastStart -= count;
  }
}

/**
 * Judges `bytes[at..end)`; `bytes[at]` is `/`. The verdict is of `verdict.ts`. The search belongs
 * to the bytes: they may grow, and change in no other way.
 */
export function p1At(
  bytes: Uint8Array,
  at: number,
  end: number,
  search = new EndSearch(),
): number {
  if (!isIdent(bytes, at, end)) return NOT_A_START;
  const body = bodyStart(bytes, at, end);
  if (body < 0) return NOT_A_START;
  if (body >= end) return incomplete(at, end);
  const ciphered = !isPrintable(bytes[body]!);
  const bang = ciphered ? endOfCiphered(bytes, body, end) : search.find(bytes, body, end);
  if (bang <= 0) return bang === INCOMPLETE ? incomplete(at, end) : bang;
  if (bang - at > P1_BYTES_MAX) return TOO_LONG;
  const afterDigits = digitsEnd(bytes, bang + 1, end);
  const behind = lineEnd(bytes, afterDigits, end);
  if (behind < 0) return behind;
  // What stands before the ciphertext, no tag proves.
  if (ciphered) return hasIdent(bytes, at + 1, body) ? BAD_BOUNDARY : behind - at;
  const sent = checksumOf(bytes, bang + 1, afterDigits);
  if (sent === 0 && !endsLikeIdent(bytes, at, behind)) return BAD_P1_CHECKSUM;
  if (sent !== 0 && sent !== crc16Arc(bytes, at, bang + 1)) return BAD_P1_CHECKSUM;
  const last = Math.max(search.lastStart, bytes.lastIndexOf(P1_START, body));
  return swallows(bytes, { at, last, bang, sent }) ? BAD_BOUNDARY : behind - at;
}

/**
 * Whether the telegram `bytes[at..end)` lacks nothing but its line end, as at the end of a file
 * that an editor saved: the checksum proves it.
 */
export function isWholeAtEnd(bytes: Uint8Array, at: number, end: number): boolean {
  const bang = bytes.lastIndexOf(BANG, end - 1);
  if (bang <= at) return false;
  const afterDigits = digitsEnd(bytes, bang + 1, end);
  const isLast = afterDigits === end || (afterDigits === end - 1 && bytes[afterDigits] === CR);
  const sent = checksumOf(bytes, bang + 1, afterDigits);
  return isLast && sent !== 0 && sent === crc16Arc(bytes, at, bang + 1);
}

/**
 * Whether the whole telegram `bytes[at..end)` was proved by a checksum; in ciphered ones it is
 * void. Digits `0000` mostly say that there is none, but now and then they are the checksum.
 */
export function isChecked(bytes: Uint8Array, at: number, end: number): boolean {
  if (isCiphered(bytes, at, end)) return false;
  const bang = bytes.lastIndexOf(BANG, end - 1);
  const afterDigits = digitsEnd(bytes, bang + 1, end);
  if (checksumOf(bytes, bang + 1, afterDigits) !== 0) return true;
  return afterDigits === bang + 1 + DIGITS_MAX && crc16Arc(bytes, at, bang + 1) === 0;
}

/** Whether the body of the telegram `bytes[at..end)` is ciphered. */
export function isCiphered(bytes: Uint8Array, at: number, end: number): boolean {
  const body = bodyStart(bytes, at, end);
  return body >= 0 && body < end && !isPrintable(bytes[body]!);
}

/** What tells the ident lines of meters apart: a number for maker and digit, one for the type. */
export type IdentMark = { readonly maker: number; readonly type: number };

/** The mark of the telegram `bytes[at..end)`; a type that is empty is like no other. */
export function identMark(bytes: Uint8Array, at: number, end: number): IdentMark {
  const typeAt = at + IDENT_BYTES;
  let typeEnd = typeAt;
  while (typeEnd < end && bytes[typeEnd] !== CR && bytes[typeEnd] !== LF) typeEnd++;
  const type = typeEnd > typeAt ? crc16Arc(bytes, typeAt, typeEnd) : NaN;
  return { maker: crc16Arc(bytes, at, typeAt), type };
}

/** Whether two ident lines may be of one meter, even if noise has changed a part of one. */
export function areAlike(one: IdentMark, other: IdentMark): boolean {
  return one.maker === other.maker || one.type === other.type;
}

function incomplete(at: number, end: number): number {
  return end - at > P1_BYTES_MAX ? TOO_LONG : INCOMPLETE;
}

/**
 * The first byte behind the ident line and its blank line, or `end`; −1 if the line has no end or
 * is no text.
 */
export function bodyStart(bytes: Uint8Array, at: number, end: number): number {
  const limit = at + IDENT_LINE_BYTES_MAX;
  let place = at;
  for (; place < end && bytes[place] !== LF; place++) {
    const byte = bytes[place]!;
    if (place + 1 === limit || !(isPrintable(byte) || byte === CR)) return -1;
  }
  while (place < end && (bytes[place] === CR || bytes[place] === LF)) place++;
  return place;
}

/** Whether the closing `!` stands behind this line end; cut off behind the `!`, they may. */
function isEndMark(bytes: Uint8Array, place: number, end: number): boolean {
  if (bytes[place + 1] !== BANG) return false;
  const next = bytes[place + 2]!;
  return place + 2 >= end || next === CR || next === LF || hexValue(next) >= 0;
}

/** The place of the closing `!` of `t | title(t) | length | content | !`, or a verdict. */
function endOfCiphered(bytes: Uint8Array, body: number, end: number): number {
  const titleBytes = bytes[body]!;
  if (titleBytes > TITLE_BYTES_MAX) return NOT_A_START;
  const at = body + 1 + titleBytes;
  if (at >= end) return INCOMPLETE;
  const first = bytes[at]!;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 2) return NOT_A_START;
  if (at + lengthBytes >= end) return INCOMPLETE;
  let length = first < 0x80 ? first : 0;
  for (let place = at + 1; place <= at + lengthBytes; place++) {
    length = length * 256 + bytes[place]!;
  }
  if (length > P1_BYTES_MAX) return NOT_A_START;
  const bang = at + lengthBytes + 1 + length;
  if (bang >= end) return INCOMPLETE;
  return bytes[bang] === BANG ? bang : BAD_BOUNDARY;
}

function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  const limit = Math.min(from + DIGITS_MAX, end);
  let place = from;
  while (place < limit && hexValue(bytes[place]!) >= 0) place++;
  return place;
}

/** Behind the line end; a line end lost after the digits is not waited for. */
function lineEnd(bytes: Uint8Array, afterDigits: number, end: number): number {
  if (afterDigits >= end) return INCOMPLETE;
  const place = bytes[afterDigits] === CR ? afterDigits + 1 : afterDigits;
  if (place >= end) return INCOMPLETE;
  return bytes[place] === LF ? place + 1 : place;
}

/** Without digits the line end is all there is to believe: it must be the one the meter uses. */
function endsLikeIdent(bytes: Uint8Array, at: number, behind: number): boolean {
  if (bytes[behind - 1] !== LF) return false;
  return (bytes[bytes.indexOf(LF, at) - 1] === CR) === (bytes[behind - 2] === CR);
}

/** The checksum as sent, with or without its leading zeros; 0 when there is none. */
function checksumOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let place = from; place < to; place++) value = value * 16 + hexValue(bytes[place]!);
  return value;
}

/**
 * Whether a telegram lost its end and runs into the next one, to which the `!` belongs. Where both
 * fit the checksum, one by accident, the inner one is more likely meant.
 */
function swallows(
  bytes: Uint8Array,
  { at, last, bang, sent }: { at: number; last: number; bang: number; sent: number },
): boolean {
  for (let place = last; place > at; place = bytes.lastIndexOf(P1_START, place - 1)) {
    const isStart = isIdent(bytes, place, bang);
    if (isStart && (sent === 0 || sent === crc16Arc(bytes, place, bang + 1))) return true;
  }
  return false;
}

/** Whether an ident line begins in `bytes[from..to)`. */
function hasIdent(bytes: Uint8Array, from: number, to: number): boolean {
  let place = bytes.indexOf(P1_START, from);
  for (; place >= 0 && place < to; place = bytes.indexOf(P1_START, place + 1)) {
    if (isIdent(bytes, place, to)) return true;
  }
  return false;
}

/**
 * True while the bytes that are there fit; a lone `/` at the end may become anything. Some gateways
 * leave the digit out, so that what follows the letters is the next field's mark.
 */
function isIdent(bytes: Uint8Array, at: number, end: number): boolean {
  const last = at + IDENT_BYTES - 1;
  for (let place = at + 1; place <= last && place < end; place++) {
    const byte = bytes[place]!;
    const letter = byte | 0x20;
    const isLetter = letter >= 0x61 && letter <= 0x7a;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const isMark = isDigit || byte === MINUS || byte === BACKSLASH;
    if (place < last ? !isLetter : !isMark) return false;
  }
  return true;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** The value of a hex digit, or −1. */
function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
