/**
 * Wired M-Bus long frames (EN 13757-2) as Austrian meters push them, see chapter 10 §5.2:
 *
 * ```
 * 0      4   68 L L 68, L = bytes from C to the last data byte
 * 4      5   C (53), A (FF), CI (10 = last part, low bits = part number), STSAP, DTSAP
 * 9      n   data
 *        1   sum of C to the last data byte
 *        1   16
 * ```
 */
import { Fault } from "#model/fault.ts";
import { type Bytes, cutBytes, joinBytes } from "./bytes.ts";

const LAST_PART = 0x10;
const PARTS_MAX = 16;

/**
 * The data in as many frames as it needs. `dataMax` above 250 makes bodies of 256 bytes and more,
 * whose length wraps to L = 0 to 3: the fault of some Austrian meters.
 */
export function mbusFrames(data: Bytes, dataMax = 245): Bytes {
  const parts = cutBytes(data, dataMax);
  if (parts.length > PARTS_MAX) {
    throw new Fault("internal", { what: `${data.length} bytes need too many parts` });
  }
  return joinBytes(parts.map((part, at) => frame(part, at, at === parts.length - 1)));
}

function frame(data: Bytes, part: number, last: boolean): Bytes {
  const body = joinBytes([[0x53, 0xff, (last ? LAST_PART : 0) | part, 0x01, 0x67], data]);
  const length = body.length & 0xff;
  const sum = body.reduce((sum, byte) => (sum + byte) & 0xff, 0);
  return joinBytes([[0x68, length, length, 0x68], body, [sum, 0x16]]);
}
