/**
 * HDLC frames of type 3 as DLMS meters push them (IEC 62056-46; chapter 10 §5.1).
 *
 * ```text
 * offset  length  meaning
 *      0       1  7E opening flag
 *      1       2  1010 s lll llllllll: format, s = segmented, l = bytes from here to the FCS
 *      3     1–4  destination, last byte has bit 0 set
 *      …     1–4  source, likewise
 *      …       1  control
 *      …       2  HCS, CRC-16/X-25 from the format on, low byte first
 *      …       …  information
 *      …       2  FCS, likewise
 *      …       1  7E closing flag, may be the opening flag of the next frame
 * ```
 *
 * Nothing is stuffed: the length rules.
 */
import { hexNumber } from "../hex.ts";
import { crc16X25 } from "./crc.ts";
import type { Refused, Trouble } from "./framing.ts";
import {
  BAD_BOUNDARY,
  BAD_CHECKSUM,
  BAD_HEADER_CHECKSUM,
  INCOMPLETE,
  NOT_A_START,
} from "./verdict.ts";

export const HDLC_FLAG = 0x7e;

const ADDRESS_BYTES_MAX = 4;
/** Format, two addresses of one byte, control, FCS. */
const LENGTH_MIN = 7;
const CHECKSUM_BYTES = 2;

/** Judges `bytes[at..end)`; `bytes[at]` is the flag. The verdict is of `verdict.ts`. */
export function hdlcAt(bytes: Uint8Array, at: number, end: number): number {
  const available = end - at;
  if (available < 2) return INCOMPLETE;
  if ((bytes[at + 1]! & 0xf0) !== 0xa0) return NOT_A_START;
  if (available < 3) return INCOMPLETE;
  const length = lengthAt(bytes, at);
  if (length < LENGTH_MIN) return NOT_A_START;
  const header = headerEnd(bytes, at, end);
  if (header < 0) return header === INCOMPLETE ? INCOMPLETE : NOT_A_START;
  const footer = at + 1 + length - CHECKSUM_BYTES;
  if (header > footer) return NOT_A_START;
  if (header < footer) {
    if (header + CHECKSUM_BYTES > footer) return NOT_A_START;
    if (header + CHECKSUM_BYTES > end) return INCOMPLETE;
    if (!checks(bytes, at + 1, header)) return BAD_HEADER_CHECKSUM;
  }
  if (available < length + 2) return INCOMPLETE;
  if (bytes[at + 1 + length] !== HDLC_FLAG) return BAD_BOUNDARY;
  return checks(bytes, at + 1, footer) ? length + 2 : BAD_CHECKSUM;
}

/** What contradicts a frame that `hdlcAt` refused. */
export function hdlcTrouble({ bytes, at, end, verdict }: Refused): Trouble {
  if (end - at < 3) return { bytes: 0 };
  const length = lengthAt(bytes, at);
  switch (verdict) {
    case BAD_HEADER_CHECKSUM:
    case BAD_CHECKSUM: {
      const isHeader = verdict === BAD_HEADER_CHECKSUM;
      const place = isHeader ? headerEnd(bytes, at, end) : at + 1 + length - CHECKSUM_BYTES;
      const expected = hexNumber(crc16X25(bytes, at + 1, place), 4);
      const found = hexNumber(checksumAt(bytes, place), 4);
      return { bytes: length + 2, offset: place - at, expected, found };
    }
    case BAD_BOUNDARY: {
      const found = hexNumber(bytes[at + 1 + length]!);
      return { bytes: length + 2, offset: 1 + length, expected: hexNumber(HDLC_FLAG), found };
    }
    default:
      return { bytes: length + 2 };
  }
}

/** Whether the whole frame at `at` is one part of a telegram that goes on in the next frame. */
export function isSegmented(bytes: Uint8Array, at: number): boolean {
  return (bytes[at + 1]! & 0x08) !== 0;
}

/**
 * Where the information field of `bytes[at..end)` begins; at or behind its end if there is none.
 */
export function informationStart(bytes: Uint8Array, at: number, end: number): number {
  return headerEnd(bytes, at, end) + CHECKSUM_BYTES;
}

/** Where the information field of the whole frame that ends at `end` ends. */
export function informationEnd(end: number): number {
  return end - CHECKSUM_BYTES - 1;
}

/** The place behind the control byte, or a verdict. */
function headerEnd(bytes: Uint8Array, at: number, end: number): number {
  let place = at + 3;
  for (let address = 0; address < 2; address++) {
    const limit = place + ADDRESS_BYTES_MAX;
    for (let last = false; !last; place++) {
      if (place === limit) return BAD_BOUNDARY;
      if (place >= end) return INCOMPLETE;
      last = (bytes[place]! & 1) === 1;
    }
  }
  return place < end ? place + 1 : INCOMPLETE;
}

/** Compares the checksum of `bytes[from..to)` with the one that follows. */
function checks(bytes: Uint8Array, from: number, to: number): boolean {
  return crc16X25(bytes, from, to) === checksumAt(bytes, to);
}

function checksumAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

/** Bytes from the format field to the footer. */
function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 1]! & 0x07) << 8) | bytes[at + 2]!;
}
