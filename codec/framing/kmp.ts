/**
 * Answers of a meter that is asked by the Kamstrup Meter Protocol (chapter 10 §13; the layout of a
 * frame is drawn in `../kmp/link.ts`). Questions, which an optical head may echo, are no frames.
 */
import {
  crc16Xmodem,
  isKmpMark,
  KMP_ANSWER,
  KMP_ESCAPE,
  KMP_METER,
  KMP_REGISTERS,
  KMP_SERIAL,
  KMP_STOP,
} from "../kmp/link.ts";
import { BAD_BOUNDARY, BAD_CHECKSUM, INCOMPLETE, NOT_A_START, TOO_LONG } from "./verdict.ts";

export { KMP_ANSWER as KMP_START };

/** Eight registers of 13 bytes, nearly all of them escaped. */
const LENGTH_MAX = 256;

/** Judges `bytes[at..end)`; `bytes[at]` is 40. The verdict is of `verdict.ts`. */
export function kmpAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 < end && bytes[at + 1] !== KMP_METER) return NOT_A_START;
  if (at + 2 < end && !isCommand(bytes[at + 2]!)) return NOT_A_START;
  const limit = Math.min(end, at + LENGTH_MAX);
  let crc = 0;
  for (let place = at + 1; place < limit; place++) {
    const byte = bytes[place]!;
    if (byte === KMP_STOP) return crc === 0 ? place + 1 - at : BAD_CHECKSUM;
    if (byte !== KMP_ESCAPE) {
      if (isKmpMark(byte)) return BAD_BOUNDARY;
      crc = crc16Xmodem(crc, byte);
      continue;
    }
    if (++place >= limit) break;
    const meant = bytes[place]! ^ 0xff;
    if (!isKmpMark(meant)) return BAD_BOUNDARY;
    crc = crc16Xmodem(crc, meant);
  }
  return limit < at + LENGTH_MAX ? INCOMPLETE : TOO_LONG;
}

function isCommand(byte: number): boolean {
  return byte === KMP_SERIAL || byte === KMP_REGISTERS;
}
