/** An HDLC frame in pieces (`framing/hdlc.ts` draws it), whole, damaged or cut off. */
import { crc16X25 } from "../framing/crc.ts";
import { HDLC_FLAG, informationStart, isSegmented } from "../framing/hdlc.ts";
import { type Check, Cut, hexOf, type Piece } from "./piece.ts";
import type { Opener } from "./opener.ts";

const FORMAT_AT = 1;
const ADDRESS_AT = 3;
const ADDRESS_BYTES_MAX = 4;
const CHECKSUM_BYTES = 2;
const UNNUMBERED = 0x03;
const POLL_BIT = 0x10;

/** Cuts the frame that begins at `from`; what reaches behind `to` is missing. */
export function hdlcPieces(
  bytes: Uint8Array,
  { from: at, to: end }: { readonly from: number; readonly to: number },
  open: Opener,
): Piece[] {
  const length = frameBytes(bytes, at);
  const cut = new Cut(bytes, at, Math.min(end, at + length));
  const footer = at + length - CHECKSUM_BYTES - 1;
  const hasInformation = informationStart(bytes, at, cut.end) - CHECKSUM_BYTES < footer;
  cut.field("opening flag", 1);
  const parts = isSegmented(bytes, at) ? "one part of a telegram" : "whole telegram or last part";
  cut.field("format", 2, { meaning: `type 3, ${parts}, ${length - 2} bytes` });
  addAddress(cut, "destination");
  addAddress(cut, "source");
  cut.field("control", 1, { meaning: controlMeaning(bytes[cut.at]) });
  if (hasInformation) addChecksum(cut, "header checksum", at);
  if (footer > cut.at) cut.addAll(open(bytes, cut.at, Math.min(footer, cut.end)));
  addChecksum(cut, "frame checksum", at);
  const flag = bytes[cut.at] ?? 0;
  cut.field("closing flag", 1, {
    check: { ok: flag === HDLC_FLAG, expected: "7E", found: hexOf(Uint8Array.of(flag)) },
  });
  return cut.pieces;
}

/** Bytes of the frame at `at` with both flags, as its length field says. */
function frameBytes(bytes: Uint8Array, at: number): number {
  const [high = 0, low = 0] = bytes.subarray(at + FORMAT_AT, at + ADDRESS_AT);
  return (((high & 0x07) << 8) | low) + 2;
}

/** The last byte of an address has bit 0 set; the other bits are the address. */
function addAddress(cut: Cut, name: string): void {
  const { bytes, at, end } = cut;
  let length = 1;
  while (length < ADDRESS_BYTES_MAX && at + length < end && (bytes[at + length - 1]! & 1) === 0) {
    length++;
  }
  let address = 0;
  for (const byte of bytes.subarray(at, at + length)) address = address * 128 + (byte >> 1);
  cut.field(name, length, { meaning: `address ${address}` });
}

function controlMeaning(control = 0): string {
  return (control & ~POLL_BIT) === UNNUMBERED ? "information without number" : "not looked at";
}

/** The CRC over all behind the flag, low byte first. */
function addChecksum(cut: Cut, name: string, at: number): void {
  const { bytes, at: footer } = cut;
  const isWhole = footer + CHECKSUM_BYTES <= cut.end;
  cut.field(name, CHECKSUM_BYTES, isWhole ? { check: checksum(bytes, at + 1, footer) } : {});
}

function checksum(bytes: Uint8Array, from: number, footer: number): Check {
  const crc = crc16X25(bytes, from, footer);
  const expected = hexOf(Uint8Array.of(crc & 0xff, crc >> 8));
  const found = hexOf(bytes.subarray(footer, footer + CHECKSUM_BYTES));
  return { ok: expected === found, expected, found };
}
