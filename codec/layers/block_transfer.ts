/**
 * General-block-transfer (IEC 62056-5-3 §9.4.6.13; chapter 10 §5.4): an APDU in numbered blocks.
 *
 * ```text
 * offset  length  meaning
 *      0       1  E0
 *      1       1  80 last block, 40 streaming, low six bits the window
 *      2       2  block number, from 1
 *      4       2  number of the block acknowledged
 *      6     1–5  length of the data
 *      …       n  data; the cut may go through any element
 * ```
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { lengthEnd, lengthIn } from "../dlms/length.ts";

export const BLOCK_TRANSFER = 0xe0;

/** The data of a block: `from` and `to` are places in the bytes it was found in. */
export type Block = {
  /** From 0. */
  readonly number: number;
  readonly isLast: boolean;
  readonly from: number;
  readonly to: number;
};

const LAST = 0x80;
const NUMBER_OFFSET = 2;
const LENGTH_OFFSET = 6;

/** Takes the block apart that begins with E0 at `bytes[at]` and ends before `to`. */
export function blockOf(bytes: Uint8Array, at: number, to: number): Outcome<Block> {
  const lengthAt = at + LENGTH_OFFSET;
  const from = lengthEnd(bytes, lengthAt, to);
  if (from < 0) return bad(new Fault("frame-truncated", { what: "block", offset: to - at }));
  const length = lengthIn(bytes, lengthAt, from);
  if (from + length > to) {
    const expected = `${length} bytes`;
    const found = `${to - from}`;
    return bad(new Fault("frame-truncated", { what: "block", offset: to - at, expected, found }));
  }
  const number = (bytes[at + NUMBER_OFFSET]! << 8) | bytes[at + NUMBER_OFFSET + 1]!;
  if (number === 0) {
    return bad(new Fault("frame-sequence", { expected: "block 1", found: "block 0" }));
  }
  const isLast = (bytes[at + 1]! & LAST) !== 0;
  return good({ number: number - 1, isLast, from, to: from + length });
}
