/**
 * Lengths as A-XDR and BER write them (IEC 61334-6 §6.2): one byte below 80, or 81 to 84 and as
 * many bytes, high byte first.
 */

const BYTES_MAX = 4;

/** The place behind the length at `bytes[at]`; −1 when it is cut off or of no such form. */
export function lengthEnd(bytes: Uint8Array, at: number, to: number): number {
  if (at >= to) return -1;
  const first = bytes[at]!;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || more > BYTES_MAX) return -1;
  const end = at + 1 + more;
  return end <= to ? end : -1;
}

/** The length that fills `bytes[at..end)`. */
export function lengthIn(bytes: Uint8Array, at: number, end: number): number {
  if (end === at + 1) return bytes[at]!;
  let length = 0;
  for (let place = at + 1; place < end; place++) length = length * 256 + bytes[place]!;
  return length;
}
