/**
 * The link of the Kamstrup Meter Protocol (chapter 10 §13): a question from `80` to `0D`, an answer
 * from `40` to `0D`.
 *
 * ```text
 * offset  length  meaning
 *      0       1  80 question, 40 answer
 *      1       1  3F destination: the meter
 *      2       1  command: 02 serial number, 10 registers
 *      3       …  data
 *      …       2  CRC-16/XMODEM of destination to data, high byte first
 *      …       1  0D stop
 * ```
 *
 * Between start and stop the bytes 80 40 0D 06 1B are sent as 1B and the byte with all bits turned.
 */

export const KMP_QUESTION = 0x80;
export const KMP_ANSWER = 0x40;
export const KMP_STOP = 0x0d;
export const KMP_ESCAPE = 0x1b;
export const KMP_METER = 0x3f;
export const KMP_SERIAL = 0x02;
export const KMP_REGISTERS = 0x10;
const ACKNOWLEDGE = 0x06;
const POLYNOMIAL = 0x1021;
const CHECKSUM_BYTES = 2;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * CRC-16/XMODEM, one byte further; it begins at 0, and over bytes with their checksum behind them
 * it ends at 0.
 */
export function crc16Xmodem(crc: number, byte: number): number {
  let rest = crc ^ (byte << 8);
  for (let bit = 0; bit < 8; bit++) {
    rest = rest & 0x8000 ? (rest << 1) ^ POLYNOMIAL : rest << 1;
  }
  return rest & 0xffff;
}

/** Whether a byte stands for itself only behind an escape. */
export function isKmpMark(byte: number): boolean {
  return byte === KMP_QUESTION || byte === KMP_ANSWER || byte === KMP_STOP ||
    byte === ACKNOWLEDGE || byte === KMP_ESCAPE;
}

/**
 * A whole frame.
 *
 * @param content Destination, command and data.
 *
 * @example
 * ```ts
 * import { KMP_QUESTION, kmpFrame } from "#codec/kmp/link.ts";
 * const frame = kmpFrame(KMP_QUESTION, [0x3f, 0x10, 0x01, 0x00, 0x3c]);
 * console.log(frame.toHex()); // 803f1001003cb25f0d
 * ```
 */
export function kmpFrame(start: number, content: readonly number[]): Bytes {
  const crc = content.reduce(crc16Xmodem, 0);
  const escaped = [...content, crc >> 8, crc & 0xff]
    .flatMap((byte) => isKmpMark(byte) ? [KMP_ESCAPE, byte ^ 0xff] : [byte]);
  return Uint8Array.from([start, ...escaped, KMP_STOP]);
}

/** Destination, command and data of the whole frame `bytes[from..to)`. */
export function kmpContent(bytes: Uint8Array, from: number, to: number): Bytes {
  const content = new Uint8Array(to - from);
  let length = 0;
  for (let at = from + 1; at < to - 1; at++) {
    content[length++] = bytes[at] === KMP_ESCAPE ? bytes[++at]! ^ 0xff : bytes[at]!;
  }
  return content.slice(0, Math.max(0, length - CHECKSUM_BYTES));
}
