/**
 * P1 telegrams (DSMR 5 §6; chapter 10 §7): from `/` to the line end behind `!` and its checksum.
 * A body that does not begin with text is ciphered (chapter 10 §7.3); its length field tells where
 * the `!` must be, since ciphertext may hold `!` and line ends of its own.
 */
import { crc16Arc } from "./crc.ts";
import { BAD_BOUNDARY, BAD_P1_CHECKSUM, INCOMPLETE, NOT_A_START, TOO_LONG } from "./verdict.ts";

/** `/`, the first byte of a telegram. */
export const P1_START = 0x2f;
/** No telegram is longer; operator messages of 1024 bytes as hex fit four times. */
export const P1_BYTES_MAX = 16 * 1024;

const BANG = 0x21;
const CR = 0x0d;
const LF = 0x0a;
const DIGITS_MAX = 4;
/** `/`, three letters, a digit or `-`. */
const IDENT_BYTES = 5;
const TITLE_BYTES_MAX = 8;

/** Judges the bytes from `at` on; `bytes[at]` is `/`. The verdict is of `verdict.ts`. */
export function p1At(bytes: Uint8Array, at: number): number {
  if (!isIdent(bytes, at)) return NOT_A_START;
  const bang = endMark(bytes, at);
  if (bang < 0) {
    return bang === INCOMPLETE && bytes.length - at > P1_BYTES_MAX ? TOO_LONG : bang;
  }
  if (bang - at > P1_BYTES_MAX) return TOO_LONG;
  const afterDigits = digitsEnd(bytes, bang + 1);
  const end = lineEnd(bytes, afterDigits);
  if (end === INCOMPLETE) return INCOMPLETE;
  if (!isCiphered(bytes, at)) {
    const sent = checksumOf(bytes, bang + 1, afterDigits);
    if (sent !== 0 ? sent !== crc16Arc(bytes, at, bang + 1) : bytes[end - 1] !== LF) {
      return BAD_P1_CHECKSUM;
    }
    if (sent === 0 && holdsIdent(bytes, at + IDENT_BYTES, bang)) return BAD_BOUNDARY;
  }
  return end - at;
}

/** Whether the whole telegram at `at` was proved by a checksum; that of ciphered ones proves nothing. */
export function isChecked(bytes: Uint8Array, at: number, length: number): boolean {
  const bang = bytes.lastIndexOf(BANG, at + length - 1);
  return checksumOf(bytes, bang + 1, digitsEnd(bytes, bang + 1)) !== 0 && !isCiphered(bytes, at);
}

/** A number that tells the ident lines of meters apart. */
export function identHash(bytes: Uint8Array, at: number): number {
  return crc16Arc(bytes, at, bodyStart(bytes, at));
}

/** Whether the body of the telegram at `at` is ciphered; false while too little is there. */
export function isCiphered(bytes: Uint8Array, at: number): boolean {
  const body = bodyStart(bytes, at);
  return body < bytes.length && !isPrintable(bytes[body]!);
}

/** The first byte behind the ident line and its blank line. */
export function bodyStart(bytes: Uint8Array, at: number): number {
  let place = bytes.indexOf(LF, at);
  if (place < 0) return bytes.length;
  while (bytes[place] === CR || bytes[place] === LF) place++;
  return place;
}

/** The place of the closing `!`, or a verdict. */
function endMark(bytes: Uint8Array, at: number): number {
  const body = bodyStart(bytes, at);
  if (body >= bytes.length) return INCOMPLETE;
  if (!isPrintable(bytes[body]!)) return endOfCiphered(bytes, body);
  let bang = bytes.indexOf(BANG, body);
  while (bang >= 0 && !isEndMark(bytes, bang)) bang = bytes.indexOf(BANG, bang + 1);
  return bang < 0 ? INCOMPLETE : bang;
}

/** A `!` at a line start with nothing but a checksum behind it. */
function isEndMark(bytes: Uint8Array, bang: number): boolean {
  if (bytes[bang - 1] !== LF) return false;
  const next = bytes[bang + 1];
  return next === undefined || next === CR || next === LF || hexValue(next) >= 0;
}

/** `t | title(t) | length | content | !` (chapter 10 §7.3). */
function endOfCiphered(bytes: Uint8Array, body: number): number {
  const titleBytes = bytes[body]!;
  if (titleBytes > TITLE_BYTES_MAX) return NOT_A_START;
  const at = body + 1 + titleBytes;
  if (at >= bytes.length) return INCOMPLETE;
  const lengthBytes = bytes[at]! < 0x80 ? 0 : bytes[at]! & 0x7f;
  if (lengthBytes > 2) return NOT_A_START;
  if (at + lengthBytes >= bytes.length) return INCOMPLETE;
  let length = lengthBytes === 0 ? bytes[at]! : 0;
  for (let place = at + 1; place <= at + lengthBytes; place++) {
    length = length * 256 + bytes[place]!;
  }
  if (length > P1_BYTES_MAX) return NOT_A_START;
  const bang = at + lengthBytes + 1 + length;
  if (bang >= bytes.length) return INCOMPLETE;
  return bytes[bang] === BANG ? bang : BAD_BOUNDARY;
}

function digitsEnd(bytes: Uint8Array, from: number): number {
  let place = from;
  while (place < from + DIGITS_MAX && hexValue(bytes[place]) >= 0) place++;
  return place;
}

/** Behind the line end; a line end lost after four digits is not waited for. */
function lineEnd(bytes: Uint8Array, afterDigits: number): number {
  const place = bytes[afterDigits] === CR ? afterDigits + 1 : afterDigits;
  if (place >= bytes.length) return INCOMPLETE;
  return bytes[place] === LF ? place + 1 : place;
}

/** The checksum as sent, with or without its leading zeros; 0 when there is none. */
function checksumOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let place = from; place < to; place++) value = value * 16 + hexValue(bytes[place]);
  return value;
}

/** Whether another telegram begins inside: then the first one lost its end. */
function holdsIdent(bytes: Uint8Array, from: number, to: number): boolean {
  let place = bytes.indexOf(P1_START, from);
  while (place >= 0 && place < to) {
    if (isIdent(bytes, place)) return true;
    place = bytes.indexOf(P1_START, place + 1);
  }
  return false;
}

/** True while the bytes that are there fit; a lone `/` at the end may become anything. */
function isIdent(bytes: Uint8Array, at: number): boolean {
  const end = Math.min(at + IDENT_BYTES, bytes.length);
  for (let place = at + 1; place < end; place++) {
    const byte = bytes[place]!;
    const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
    const fits = place < at + IDENT_BYTES - 1
      ? isLetter
      : byte === 0x2d || byte >= 0x30 && byte <= 0x39;
    if (!fits) return false;
  }
  return true;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** The value of a hex digit, or −1. */
function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
