/**
 * The checksums of the line: CRC-16/X-25 of HDLC (ISO/IEC 13239) and SML, CRC-16/Kermit of a few
 * SML meters, CRC-16/ARC of P1 (DSMR 5 §5.2). All are reflected, so one loop with two tables serves
 * them; eight bytes a step.
 */

const STRIDE = 8;

/** `tables[k * 256 + byte]`: what a byte does to the checksum when k more bytes follow it. */
function tablesOf(polynomial: number): Uint16Array {
  const tables = new Uint16Array(STRIDE * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) * polynomial);
    tables[byte] = crc;
  }
  for (let place = 256; place < tables.length; place++) {
    const before = tables[place - 256]!;
    tables[place] = (before >>> 8) ^ tables[before & 0xff]!;
  }
  return tables;
}

const X25 = tablesOf(0x8408);
const ARC = tablesOf(0xa001);

/** CRC-16/X-25 of `bytes[from..to)`; HDLC sends its low byte first. */
export function crc16X25(bytes: Uint8Array, from: number, to: number): number {
  return run(X25, bytes, from, to, 0xffff) ^ 0xffff;
}

/** CRC-16/Kermit of `bytes[from..to)`: what a few SML meters send instead of X-25. */
export function crc16Kermit(bytes: Uint8Array, from: number, to: number): number {
  return run(X25, bytes, from, to, 0);
}

/** CRC-16/ARC of `bytes[from..to)`; P1 prints it as hex, high digit first. */
export function crc16Arc(bytes: Uint8Array, from: number, to: number): number {
  return run(ARC, bytes, from, to, 0);
}

// Five places, because an options object per call would cost more than the checksum of a header.
function run(t: Uint16Array, bytes: Uint8Array, from: number, to: number, start: number): number {
  let crc = start;
  let at = from;
  for (const last = to - STRIDE; at <= last; at += STRIDE) {
    crc = t[0x700 + (bytes[at]! ^ (crc & 0xff))]! ^ t[0x600 + (bytes[at + 1]! ^ (crc >>> 8))]! ^
      t[0x500 + bytes[at + 2]!]! ^ t[0x400 + bytes[at + 3]!]! ^
      t[0x300 + bytes[at + 4]!]! ^ t[0x200 + bytes[at + 5]!]! ^
      t[0x100 + bytes[at + 6]!]! ^ t[bytes[at + 7]!]!;
  }
  for (; at < to; at++) crc = (crc >>> 8) ^ t[(crc ^ bytes[at]!) & 0xff]!;
  return crc;
}
