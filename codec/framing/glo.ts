/**
 * Ciphered telegrams that stand on the line without a frame around them (general-glo-ciphering, IEC
 * 62056-5-3; chapter 10 §6), as Sagemcom meters of Graz and Luxembourg send them on their P1 port.
 *
 * ```text
 * offset  length  meaning
 *      0       1  DB
 *      1       1  bytes of the system title: 8 or 0
 *      2     0|8  system title, three letters of the maker in front
 *      …     1–3  length of all that follows
 *      …       1  security control
 *      …       4  frame counter
 *      …       …  ciphertext, and 12 bytes of tag when the control says so
 * ```
 *
 * There is no checksum, so the header must be one that meters send; noise seldom looks like that.
 */
import { lengthEnd, lengthIn } from "../dlms/length.ts";
import { isLlc, LLC_BYTES } from "../dlms/llc.ts";
import { BLOCK_TRANSFER } from "../layers/block_transfer.ts";
import type { Refused, Trouble } from "./framing.ts";
import { MBUS_HEAD_BYTES, MBUS_START } from "./mbus.ts";
import { BAD_BOUNDARY, INCOMPLETE, NOT_A_START } from "./verdict.ts";

export const GLO_START = 0xdb;

const TITLE_BYTES = 8;
const TITLE_OFFSET = 2;
const HEAD_BYTES = TITLE_OFFSET + TITLE_BYTES;
const MAKER_LETTERS = 3;
/** C of a frame that sends data, whatever its bit for repetition. */
const MBUS_SEND = 0x53;
const MBUS_SEND_MASK = 0xdf;
/** Of a general-block-transfer with a length of one byte. */
const BLOCK_HEAD_BYTES = 7;
/** Some text of a P1 telegram behind security control and counter. */
const LENGTH_MIN = 32;
const LENGTH_MAX = 4096;
/** Of the shortest telegram, which has no title. */
export const GLO_BYTES_MIN = TITLE_OFFSET + 1 + LENGTH_MIN;
/** Two bytes hold it. */
const LENGTH_FORM_MAX = 0x82;
/** Suite 0 or 1; ciphered, with a tag or without (chapter 10 §6). */
const CONTROLS: readonly number[] = [0x20, 0x21, 0x30, 0x31];

/** Judges `bytes[at..end)`; `bytes[at]` is DB. The verdict is of `verdict.ts`. */
export function gloAt(bytes: Uint8Array, at: number, end: number): number {
  const titleBytes = at + 1 < end ? bytes[at + 1]! : TITLE_BYTES;
  if (titleBytes !== TITLE_BYTES && titleBytes !== 0) return NOT_A_START;
  const titleEnd = at + TITLE_OFFSET + titleBytes;
  for (let place = at + TITLE_OFFSET; place < end && place < titleEnd; place++) {
    if (place < at + TITLE_OFFSET + MAKER_LETTERS && !isCapital(bytes[place]!)) return NOT_A_START;
  }
  if (titleEnd >= end) return INCOMPLETE;
  if (bytes[titleEnd]! === 0x80 || bytes[titleEnd]! > LENGTH_FORM_MAX) return NOT_A_START;
  const contentAt = lengthEnd(bytes, titleEnd, end);
  if (contentAt < 0 || contentAt >= end) return INCOMPLETE;
  const length = lengthIn(bytes, titleEnd, contentAt);
  if (length < LENGTH_MIN || length > LENGTH_MAX) return NOT_A_START;
  if (!CONTROLS.includes(bytes[contentAt]!)) return NOT_A_START;
  const to = contentAt + length;
  if (to <= end) return to - at;
  return titleBytes > 0 && beginsAgain(bytes, at, end) ? BAD_BOUNDARY : INCOMPLETE;
}

/**
 * Whether the bytes before `at` are what stands in front of a ciphered telegram inside a frame: LLC
 * bytes, perhaps with the head of a block behind them, or the header of M-Bus.
 */
export function isBehindHeader(bytes: Uint8Array, at: number): boolean {
  const isBlock = bytes[at - BLOCK_HEAD_BYTES] === BLOCK_TRANSFER;
  const mbusAt = at - MBUS_HEAD_BYTES;
  const isMbus = bytes[mbusAt] === MBUS_START && bytes[mbusAt + 3] === MBUS_START &&
    (bytes[mbusAt + 4]! & MBUS_SEND_MASK) === MBUS_SEND;
  return isMbus || isLlc(bytes, at - LLC_BYTES) ||
    (isBlock && isLlc(bytes, at - BLOCK_HEAD_BYTES - LLC_BYTES));
}

/** How many bytes from `at` on tell the meter; 0 when the telegram does not. */
export function headBytes(bytes: Uint8Array, at: number): number {
  return bytes[at + 1] === TITLE_BYTES ? HEAD_BYTES : 0;
}

/** What is known of a telegram that did not become whole: its length. */
export function gloTrouble({ bytes, at, end }: Refused): Trouble {
  const lengthAt = at + 1 < end ? at + TITLE_OFFSET + bytes[at + 1]! : end;
  const contentAt = lengthEnd(bytes, lengthAt, end);
  return { bytes: contentAt < 0 ? 0 : contentAt - at + lengthIn(bytes, lengthAt, contentAt) };
}

/** Whether the same meter begins another telegram inside the bytes this one waits for. */
function beginsAgain(bytes: Uint8Array, at: number, end: number): boolean {
  const last = end - HEAD_BYTES;
  let place = bytes.indexOf(GLO_START, at + 1);
  for (; place >= 0 && place <= last; place = bytes.indexOf(GLO_START, place + 1)) {
    let same = 1;
    while (same < HEAD_BYTES && bytes[place + same] === bytes[at + same]) same++;
    if (same === HEAD_BYTES) return true;
  }
  return false;
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
