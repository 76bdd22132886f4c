/**
 * HDLC frames of type 3 (ISO 13239, IEC 62056-46), as meters push them:
 *
 * ```
 * 0      1   7E
 * 1      2   A0 00 | segmented 08 00 | length of all between the flags
 * 3      n   destination, source (1, 2 or 4 bytes each), control
 *        2   HCS over all after the flag, low byte first
 *        n   information
 *        2   FCS over all after the flag, low byte first
 *        1   7E
 * ```
 */
import { type Bytes, cutBytes, joinBytes } from "./bytes.ts";
import { crc16X25 } from "./crc16.ts";

/** The bytes that a make of meter puts between length and header checksum. */
export type HdlcLink = {
  readonly destination: readonly number[];
  readonly source: readonly number[];
  readonly control: number;
};

const FLAG = 0x7e;
const FORMAT_TYPE_3 = 0xa000;
const SEGMENTED = 0x0800;
/** What the 11 bits of the length field can say. */
const LENGTH_MAX = 0x7ff;

/** Longest information field that fits into one frame of a link. */
export function hdlcInformationMax(link: HdlcLink): number {
  return LENGTH_MAX - 2 - link.destination.length - link.source.length - 1 - 4;
}

/**
 * The information in frames, one after the other with a flag at both ends of each. More than
 * `informationMax` bytes are split over several frames; all but the last say "segmented".
 */
export function hdlcFrames(
  information: Bytes,
  link: HdlcLink,
  informationMax = hdlcInformationMax(link),
): Bytes {
  const parts = cutBytes(information, informationMax);
  return joinBytes(parts.map((part, at) => frame(part, link, at < parts.length - 1)));
}

function frame(information: Bytes, link: HdlcLink, segmented: boolean): Bytes {
  const header = [...link.destination, ...link.source, link.control];
  const length = 2 + header.length + 2 + information.length + 2;
  const format = FORMAT_TYPE_3 | (segmented ? SEGMENTED : 0) | length;
  const head = Uint8Array.of(format >> 8, format & 0xff, ...header);
  const body = joinBytes([head, lowFirst(crc16X25(head)), information]);
  return joinBytes([[FLAG], body, lowFirst(crc16X25(body)), [FLAG]]);
}

function lowFirst(crc: number): [number, number] {
  return [crc & 0xff, crc >> 8];
}
