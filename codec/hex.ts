/** Bytes and numbers as faults show them: capital hex digits, two for a byte. */

/** A number as hex of at least `digits` digits. */
export function hexNumber(value: number, digits = 2): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}

/** `bytes[from..to)` as hex without blanks. */
export function hexBytes(bytes: Uint8Array, from: number, to: number): string {
  return bytes.subarray(from, to).toHex().toUpperCase();
}
