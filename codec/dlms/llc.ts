/** The three LLC bytes in front of an APDU in HDLC (IEC 62056-46; chapter 10 §5.3). */

export const LLC = 0xe6;
export const LLC_BYTES = 3;

const DATA_NOTIFICATION = 0x0f;
const BLOCK_TRANSFER = 0xe0;
const CIPHERED = 0xdb;
/** Of a data-notification, behind tag and invoke id; and how a date-time or none begins. */
const DATE_TIME_OFFSET = 5;
const DATE_TIMES: readonly number[] = [0x00, 0x09, 0x0c, 0x19];

/**
 * Whether LLC bytes stand at `at`: `E6 E7 00` from a meter, `E6 E6 00` to one. The first alone may
 * as well be ciphertext.
 */
export function isLlc(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LLC && (bytes[at + 1]! & 0xfe) === 0xe6 && bytes[at + 2] === 0x00;
}

/**
 * Whether the segment `bytes[at..to)` has LLC bytes that stand in front of no telegram, since they
 * may be repeated in every segment (chapter 10 §5.1). Telegrams begin with a block, a cipher, or a
 * data-notification and its date-time.
 */
export function isRepeatedLlc(bytes: Uint8Array, at: number, to: number): boolean {
  const first = bytes[at + LLC_BYTES];
  if (!isLlc(bytes, at) || first === BLOCK_TRANSFER || first === CIPHERED) return false;
  const dateTimeAt = at + LLC_BYTES + DATE_TIME_OFFSET;
  return first !== DATA_NOTIFICATION ||
    (dateTimeAt < to && !DATE_TIMES.includes(bytes[dateTimeAt]!));
}
