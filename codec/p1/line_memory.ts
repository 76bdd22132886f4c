/**
 * Telegrams of one meter have the same codes in the same lines. Comparing the start of a line with
 * that of the last telegram is quicker than reading the code and looking it up (measured: a tenth
 * of the decoder's time).
 */
import { P1_CODES, type P1Meaning } from "./codes.ts";
import { NO_CODE, type P1Cursor } from "./cursor.ts";
import { CHANNEL_MAX } from "./sub_meters.ts";

/** Lines beyond are read anew each time. */
const LINES_MAX = 128;

/** A code that means something. */
export type Line = {
  /** The line's bytes up to and with the `(`. */
  readonly start: Uint8Array;
  /** C · 65536 + D · 256 + E. */
  readonly code: number;
  /** The M-Bus channel of a sub-meter, 0 for the meter itself. */
  readonly channel: number;
  /** `null` for the lines of sub-meters. */
  readonly meaning: P1Meaning | null;
};

export class LineMemory {
  readonly #lines: (Line | undefined)[] = [];

  /** Moves behind the `(` of a line; `null` when its code means nothing. */
  read(cursor: P1Cursor, number: number): Line | null {
    const known = this.#lines[number];
    if (known !== undefined && startsWith(cursor, known.start)) {
      cursor.at += known.start.length;
      return known;
    }
    const from = cursor.at;
    const code = cursor.code();
    if (code === NO_CODE) return null;
    const { medium, channel, bytes } = cursor;
    const isSubMeter = medium === 0 && channel > 0;
    const meaning = isSubMeter ? undefined : P1_CODES.get(medium * 0x1_00_00_00 + code);
    if (isSubMeter ? channel > CHANNEL_MAX : meaning === undefined) return null;
    const line: Line = {
      start: bytes.slice(from, cursor.at),
      code,
      channel: isSubMeter ? channel : 0,
      meaning: meaning ?? null,
    };
    if (number < LINES_MAX) this.#lines[number] = line;
    return line;
  }
}

function startsWith({ bytes, at, to }: P1Cursor, start: Uint8Array): boolean {
  const length = start.length;
  if (to - at < length) return false;
  for (let place = 0; place < length; place++) {
    if (bytes[at + place] !== start[place]) return false;
  }
  return true;
}
