/**
 * Codes of IEC 62056-21 read-outs, which are shorter than those of P1 (IEC 62056-61): `A-B:` and
 * the last groups may be missing, and a few groups are letters.
 *
 * ```text
 * 1-0:1.8.0*255(   all six groups: A-B:C.D.E*F
 * 1.8.0*03(        F is 0 to 99: the value of an earlier billing period
 * 32.7(            without E
 * C.1.0(           C, F, L and P stand for 96 to 99
 * ```
 */
import type { P1Cursor } from "../p1/cursor.ts";

const OPEN = 0x28;
const STAR = 0x2a;
const MINUS = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
/** C, F, L, P */
const LETTERS: ReadonlyMap<number, number> = new Map([
  [0x43, 96],
  [0x46, 97],
  [0x4c, 98],
  [0x50, 99],
]);
const NONE = -1;
const GROUP_MAX = 255;
const ELECTRICITY = 1;
/** Group E or F of what is not divided any further, and of the present. */
const WHOLE = 255;

/** The code that was read last. */
export class IecCode {
  /** Group A. */
  medium = ELECTRICITY;
  /** C · 65536 + D · 256 + E */
  key = 0;
  /** Whether the value is of the present and not of an earlier billing period. */
  isNow = true;
  #at = 0;
  /** What stood behind the group read last. */
  #mark = NONE;

  /** Moves the cursor behind the `(` of the code it stands at; `false` if there is none. */
  read(cursor: P1Cursor): boolean {
    this.#at = cursor.at;
    let medium = ELECTRICITY;
    let c = this.#group(cursor);
    if (this.#isBefore(MINUS)) {
      medium = c;
      const channel = this.#group(cursor);
      if (channel === NONE || !this.#isBefore(COLON)) return false;
      c = this.#group(cursor);
    }
    if (!this.#isBefore(POINT)) return false;
    const d = this.#group(cursor);
    const e = this.#isBefore(POINT) ? this.#group(cursor) : WHOLE;
    const f = this.#isBefore(STAR) ? this.#group(cursor) : WHOLE;
    const isWhole = medium !== NONE && c !== NONE && d !== NONE && e !== NONE && f !== NONE;
    if (!isWhole || !this.#isBefore(OPEN)) return false;
    cursor.at = this.#at;
    this.medium = medium;
    this.key = c * 65536 + d * 256 + (e === WHOLE ? 0 : e);
    this.isNow = f === WHOLE || f === 0;
    return true;
  }

  /** Whether the group read last stood before this mark. */
  #isBefore(mark: number): boolean {
    return this.#mark === mark;
  }

  /** The group here; moves behind its mark. */
  #group({ bytes, to }: P1Cursor): number {
    let at = this.#at;
    let group = (at < to ? LETTERS.get(bytes[at]!) : undefined) ?? NONE;
    if (group !== NONE) at++;
    else {
      for (; at < to && isDigit(bytes[at]!) && group <= GROUP_MAX; at++) {
        group = Math.max(group, 0) * 10 + bytes[at]! - ZERO;
      }
    }
    this.#mark = at < to ? bytes[at]! : NONE;
    this.#at = at + 1;
    return group <= GROUP_MAX ? group : NONE;
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
