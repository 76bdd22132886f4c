/**
 * The transport of SML (BSI TR-03109-1, annex IV a; version 1 of the protocol), as German meters
 * push it through their optical head.
 *
 * ```text
 * offset  length  meaning
 *      0       4  1B 1B 1B 1B escape
 *      4       4  01 01 01 01 start of version 1
 *      8       …  messages, and zeros up to a multiple of four
 *      …       4  1B 1B 1B 1B escape
 *      …       1  1A end
 *      …       1  number of zeros
 *      …       2  CRC-16/X-25 of all before it, low byte first
 * ```
 *
 * Where the messages hold an escape of their own it stands twice. A few meters (Holley DTZ541)
 * compute CRC-16/Kermit instead. The messages carry checksums too, which the reader verifies, so
 * that taking either here lets no damaged telegram through.
 */
import { hexNumber } from "../hex.ts";
import { crc16Kermit, crc16X25 } from "./crc.ts";
import type { Refused, Trouble } from "./framing.ts";
import { BAD_BOUNDARY, BAD_CHECKSUM, INCOMPLETE, NOT_A_START, TOO_LONG } from "./verdict.ts";

export const SML_ESCAPE = 0x1b;
/** Far more than the largest telegram seen, which has 700 bytes. */
export const SML_BYTES_MAX = 4 * 1024;

const VERSION = 0x01;
const END = 0x1a;
const ESCAPE_BYTES = 4;
const MARK_BYTES = 2 * ESCAPE_BYTES;
const CHECKSUM_BYTES = 2;
const FILL_MAX = 3;

/** Judges `bytes[at..end)`; `bytes[at]` is 1B. The verdict is of `verdict.ts`. */
export function smlAt(bytes: Uint8Array, at: number, end: number): number {
  const messages = at + MARK_BYTES;
  for (let place = at + 1; place < messages; place++) {
    if (place >= end) return INCOMPLETE;
    if (bytes[place] !== (place < at + ESCAPE_BYTES ? SML_ESCAPE : VERSION)) return NOT_A_START;
  }
  const escape = lastEscape(bytes, messages, end);
  const behind = escape + MARK_BYTES;
  if (behind - at > SML_BYTES_MAX) return TOO_LONG;
  if (escape + ESCAPE_BYTES >= end) return INCOMPLETE;
  const mark = bytes[escape + ESCAPE_BYTES];
  if (mark !== END && mark !== SML_ESCAPE) return BAD_BOUNDARY;
  if (behind > end) return INCOMPLETE;
  if (mark !== END || bytes[escape + ESCAPE_BYTES + 1]! > FILL_MAX) return BAD_BOUNDARY;
  const footer = behind - CHECKSUM_BYTES;
  const sent = checksumAt(bytes, footer);
  const holds = sent === crc16X25(bytes, at, footer) || sent === crc16Kermit(bytes, at, footer);
  return holds ? behind - at : BAD_CHECKSUM;
}

/** What contradicts a frame that `smlAt` refused. */
export function smlTrouble({ bytes, at, end, verdict }: Refused): Trouble {
  const escape = lastEscape(bytes, at + MARK_BYTES, end);
  if (verdict === BAD_BOUNDARY) {
    const found = hexNumber(bytes[escape + ESCAPE_BYTES]!);
    const offset = escape + ESCAPE_BYTES - at;
    if (bytes[escape + ESCAPE_BYTES] !== END) {
      return { bytes: 0, offset, expected: hexNumber(END), found };
    }
    const zeros = hexNumber(bytes[escape + ESCAPE_BYTES + 1]!);
    return { bytes: 0, offset: offset + 1, expected: `at most ${FILL_MAX}`, found: zeros };
  }
  if (verdict !== BAD_CHECKSUM) return { bytes: 0 };
  const footer = escape + MARK_BYTES - CHECKSUM_BYTES;
  const expected = hexNumber(crc16X25(bytes, at, footer), 4);
  const found = hexNumber(checksumAt(bytes, footer), 4);
  return { bytes: escape + MARK_BYTES - at, offset: footer - at, expected, found };
}

/** Where the messages of a frame that begins at `at` begin. */
export function messagesStart(at: number): number {
  return at + MARK_BYTES;
}

/** Where the messages of the whole frame that ends at `end` end, without the zeros behind them. */
export function messagesEnd(bytes: Uint8Array, end: number): number {
  return end - MARK_BYTES - bytes[end - CHECKSUM_BYTES - 1]!;
}

/** Where the next escape of `bytes[from..end)` is; `end` or a little before it if there is none. */
export function escapeAt(bytes: Uint8Array, from: number, end: number): number {
  let place = from;
  // From the last byte to the first: a byte that is no 1B rules out all places it belongs to.
  while (place + ESCAPE_BYTES <= end) {
    if (bytes[place + 3] !== SML_ESCAPE) place += 4;
    else if (bytes[place + 2] !== SML_ESCAPE) place += 3;
    else if (bytes[place + 1] !== SML_ESCAPE) place += 2;
    else if (bytes[place] !== SML_ESCAPE) place += 1;
    else return place;
  }
  return Math.min(place, end);
}

/** The same, passing over those that stand twice. */
function lastEscape(bytes: Uint8Array, from: number, end: number): number {
  let escape = escapeAt(bytes, from, end);
  while (isDoubled(bytes, escape, end)) escape = escapeAt(bytes, escape + MARK_BYTES, end);
  return escape;
}

/** Whether an escape stands at `place` and again behind it: content, and no mark. */
export function isDoubled(bytes: Uint8Array, place: number, end: number): boolean {
  const second = place + ESCAPE_BYTES;
  return second + ESCAPE_BYTES <= end && bytes[second] === SML_ESCAPE &&
    bytes[second + 1] === SML_ESCAPE && bytes[second + 2] === SML_ESCAPE &&
    bytes[second + 3] === SML_ESCAPE;
}

function checksumAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}
