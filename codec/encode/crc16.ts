/**
 * The checksums of the customer port, by plain polynomial division. Slow and short on purpose:
 * it shares nothing with the decoder's tables, so that one proves the other.
 */

/** CRC-16/X-25 (ISO 13239): of HDLC and SML, sent low byte first. */
export function crc16X25(bytes: Uint8Array): number {
  return divide(bytes, { reversedPolynomial: 0x8408, start: 0xffff }) ^ 0xffff;
}

/** CRC-16/Kermit: what a few SML meters send instead. */
export function crc16Kermit(bytes: Uint8Array): number {
  return divide(bytes, { reversedPolynomial: 0x8408, start: 0 });
}

/** CRC-16/ARC: the checksum of a P1 telegram, from `/` to `!` inclusive. */
export function crc16Arc(bytes: Uint8Array): number {
  return divide(bytes, { reversedPolynomial: 0xa001, start: 0 });
}

function divide(
  bytes: Uint8Array,
  { reversedPolynomial, start }: { reversedPolynomial: number; start: number },
): number {
  let rest = start;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      rest = rest & 1 ? (rest >>> 1) ^ reversedPolynomial : rest >>> 1;
    }
  }
  return rest;
}
