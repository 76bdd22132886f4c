/**
 * Long frames of the wired M-Bus (EN 13757-2; chapter 10 §5.2) as Austrian meters push them.
 *
 * ```text
 * offset  length  meaning
 *      0       4  68 L L 68; L counts from C to the last data byte
 *      4       5  C A CI STSAP DTSAP; CI tells the parts of a telegram
 *      9   L − 5  data
 *      …       1  sum of the L bytes, modulo 256
 *      …       1  16
 * ```
 */
import { hexNumber } from "../hex.ts";
import type { Refused, Trouble } from "./framing.ts";
import { BAD_BOUNDARY, BAD_CHECKSUM, BAD_LENGTH, INCOMPLETE, NOT_A_START } from "./verdict.ts";

export const MBUS_START = 0x68;
/** In front of the data. */
export const MBUS_HEAD_BYTES = 9;
const MBUS_STOP = 0x16;
const BODY_OFFSET = 4;
const CI_OFFSET = 6;
const FOOTER_BYTES = 2;
/** A body holds at least C A CI STSAP DTSAP. */
const BODY_BYTES_MIN = 5;

/** Judges `bytes[at..end)`; `bytes[at]` is 68. The verdict is of `verdict.ts`. */
export function mbusAt(bytes: Uint8Array, at: number, end: number): number {
  const available = end - at;
  if (available < BODY_OFFSET) return INCOMPLETE;
  if (bytes[at + 3] !== MBUS_START) return NOT_A_START;
  if (bytes[at + 1] !== bytes[at + 2]) return BAD_LENGTH;
  const bodyBytes = bodyBytesOf(bytes[at + 1]!);
  if (bodyBytes < BODY_BYTES_MIN) return NOT_A_START;
  const length = BODY_OFFSET + bodyBytes + FOOTER_BYTES;
  if (available < length) return INCOMPLETE;
  const footer = at + BODY_OFFSET + bodyBytes;
  if (sumOf(bytes, at + BODY_OFFSET, footer) !== bytes[footer]) return BAD_CHECKSUM;
  return bytes[footer + 1] === MBUS_STOP ? length : BAD_BOUNDARY;
}

/** What contradicts a frame that `mbusAt` refused. */
export function mbusTrouble({ bytes, at, end, verdict }: Refused): Trouble {
  if (verdict === BAD_LENGTH) {
    const expected = hexNumber(bytes[at + 1]!);
    return { bytes: 0, offset: 2, expected, found: hexNumber(bytes[at + 2]!) };
  }
  if (end - at < BODY_OFFSET) return { bytes: 0 };
  const footer = BODY_OFFSET + bodyBytesOf(bytes[at + 1]!);
  const length = footer + FOOTER_BYTES;
  if (verdict === BAD_CHECKSUM) {
    const expected = hexNumber(sumOf(bytes, at + BODY_OFFSET, at + footer));
    return { bytes: length, offset: footer, expected, found: hexNumber(bytes[at + footer]!) };
  }
  if (verdict !== BAD_BOUNDARY) return { bytes: length };
  const found = hexNumber(bytes[at + footer + 1]!);
  return { bytes: length, offset: footer + 1, expected: hexNumber(MBUS_STOP), found };
}

/** The checksum of `bytes[from..to)`. */
function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let place = from; place < to; place++) sum += bytes[place]!;
  return sum & 0xff;
}

/** Which part of a telegram the whole frame at `at` is, from 0. */
export function partNumber(bytes: Uint8Array, at: number): number {
  return bytes[at + CI_OFFSET]! & 0x0f;
}

/** Whether the whole frame at `at` is the last part of its telegram. */
export function isLastPart(bytes: Uint8Array, at: number): boolean {
  return (bytes[at + CI_OFFSET]! & 0x10) !== 0;
}

/** Where the data of the whole frame that begins at `at` begin. */
export function dataStart(at: number): number {
  return at + MBUS_HEAD_BYTES;
}

/** Where the data of the whole frame that ends at `end` end. */
export function dataEnd(end: number): number {
  return end - FOOTER_BYTES;
}

/** Sagemcom meters send bodies of 257 bytes with L = 01, so 0 to 3 stand for 256 more. */
function bodyBytesOf(length: number): number {
  return length <= 3 ? length + 256 : length;
}
