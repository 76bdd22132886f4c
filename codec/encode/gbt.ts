/**
 * General-block-transfer (Green Book 9.4.6.13, chapter 10 §5.4): one APDU cut into numbered blocks,
 * wherever the cut may fall.
 *
 * ```
 * 0      1   E0
 * 1      1   80 = last block, 40 = streaming, low bits = window
 * 2      2   number of the block, from 1
 * 4      2   acknowledged block: 0, for nobody answers
 * 6      1   length
 * 7      n   data
 * ```
 */
import { type Bytes, cutBytes, joinBytes } from "./bytes.ts";

const LAST = 0x80;
const STREAMING = 0x40;

/** The blocks in their order. `dataMax` is at most 127, the longest length of one byte. */
export function gbtBlocks(apdu: Bytes, dataMax: number): Bytes[] {
  const parts = cutBytes(apdu, dataMax);
  return parts.map((data, at) => {
    const control = STREAMING | (at === parts.length - 1 ? LAST : 0);
    const number = at + 1;
    return joinBytes([[0xe0, control, number >> 8, number & 0xff, 0, 0, data.length], data]);
  });
}
