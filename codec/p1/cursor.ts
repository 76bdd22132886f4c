/**
 * A place in P1 text that moves from line to line, from code to value, from value to value (EN
 * 62056-21 §6.6): a line is `A-B:C.D.E(value*unit)(value*unit)…`. It reads what stands there and
 * knows nothing of what it means. Nothing but `skipLine()` passes a line end.
 */
import { scaled } from "../reading/decimal.ts";

/** A telegram: `bytes[from..to)`. */
export type P1Text = {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
};

const LF = 0x0a;
const OPEN = 0x28;
export const CLOSE = 0x29;
const CR = 0x0d;
const BLANK = 0x20;
const STAR = 0x2a;
const MINUS = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
const KILO = 0x6b;

const DECIMALS_MAX = 9;
const SMALL_DIGITS = 9;
/** A clock has as many digits and then a letter, without a `*`. */
const CLOCK_DIGITS = 12;

export const NO_CODE = -1;

export class P1Cursor {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  to = 0;
  /** A and B of the code read last. */
  medium = 0;
  channel = 0;
  /** Of the figures read last: how many there were, and how many of them behind the point. */
  digits = 0;
  decimals = 0;

  start({ bytes, from, to }: P1Text): void {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** The byte here, −1 behind the end. */
  get byte(): number {
    return this.at < this.to ? this.bytes[this.at]! : -1;
  }

  /** Moves behind the next line end. */
  skipLine(): void {
    const { bytes, to } = this;
    let at = this.at;
    while (at < to && bytes[at] !== LF) at++;
    this.at = at < to ? at + 1 : to;
  }

  /** Moves behind the `(`; answers C · 65536 + D · 256 + E, or that there is no code. */
  code(): number {
    this.medium = this.#group(MINUS);
    if (this.medium < 0) return NO_CODE;
    this.channel = this.#group(COLON);
    if (this.channel < 0) return NO_CODE;
    const c = this.#group(POINT);
    const d = c < 0 ? NO_CODE : this.#group(POINT);
    const e = d < 0 ? NO_CODE : this.#group(OPEN);
    return e < 0 ? NO_CODE : c * 65536 + d * 256 + e;
  }

  /** A number up to 255 and the mark behind it; `*255` before the `(` is passed over. */
  #group(mark: number): number {
    const { bytes, to, at: from } = this;
    let value = 0;
    let at = from;
    for (; at < to; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      if (value > 255) return NO_CODE;
    }
    if (at === from || at >= to) return NO_CODE;
    const isSuffixed = mark === OPEN && bytes[at] === STAR;
    if (bytes[at] !== mark && !isSuffixed) return NO_CODE;
    this.at = at + 1;
    return isSuffixed && this.#group(OPEN) < 0 ? NO_CODE : value;
  }

  /** The `)` of the value here, or the line's end. */
  valueEnd(): number {
    const { bytes, to } = this;
    let at = this.at;
    while (at < to && bytes[at] !== CLOSE && bytes[at] !== LF) at++;
    return at;
  }

  /** The last `)` of the line, or the line's end: a text may have parentheses of its own. */
  lastValueEnd(): number {
    const { bytes, to, at: from } = this;
    let end = from;
    while (end < to && bytes[end] !== LF) end++;
    let at = end;
    while (at > from && bytes[at] !== CLOSE) at--;
    return bytes[at] === CLOSE ? at : end;
  }

  /** Moves into the next parentheses of the line, if it has more. */
  nextValue(): boolean {
    const { bytes, to } = this;
    let at = this.valueEnd();
    if (at >= to || bytes[at] === LF) return false;
    do at++; while (at < to && bytes[at] === BLANK);
    if (at >= to || bytes[at] !== OPEN) return false;
    this.at = at + 1;
    return true;
  }

  /** Moves into the parentheses with which the next line begins, if it does. */
  nextLineValue(): boolean {
    const { bytes, to } = this;
    let at = this.valueEnd();
    while (at < to && (bytes[at] === CLOSE || bytes[at] === CR || bytes[at] === BLANK)) at++;
    if (at + 1 >= to || bytes[at] !== LF || bytes[at + 1] !== OPEN) return false;
    this.at = at + 2;
    return true;
  }

  /** Moves behind the figures here; answers them without their point, NaN when there are none. */
  figures(): number {
    const { bytes, to } = this;
    const isNegative = bytes[this.at] === MINUS;
    let at = isNegative ? this.at + 1 : this.at;
    let digits = 0;
    let pointAt = -1;
    // Nine digits fit into 32 bits, and almost all numbers into those.
    let small = 0;
    let mantissa = 0;
    for (; at < to; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit >= 0 && digit <= 9) {
        if (digits < SMALL_DIGITS) small = (small * 10 + digit) | 0;
        else mantissa = (digits === SMALL_DIGITS ? small : mantissa) * 10 + digit;
        digits++;
      } else if (digit === POINT - ZERO && pointAt < 0) pointAt = at;
      else break;
    }
    if (digits <= SMALL_DIGITS) mantissa = small;
    this.at = at;
    this.digits = digits;
    this.decimals = pointAt < 0 ? 0 : at - pointAt - 1;
    const isNumber = digits > 0 && this.decimals <= DECIMALS_MAX &&
      mantissa <= Number.MAX_SAFE_INTEGER;
    return isNumber ? isNegative ? 0 - mantissa : mantissa : NaN;
  }

  /** Moves over the `*` or the blank in front of a unit; answers whether there was one. */
  unitMark(): boolean {
    const byte = this.byte;
    if (byte !== STAR && byte !== BLANK) return false;
    this.at++;
    return true;
  }

  /** The number in `number*unit)` in W, Wh, var, VA, V or A; NaN when anything else is there. */
  number(): number {
    const mantissa = this.figures();
    if (Number.isNaN(mantissa)) return NaN;
    const mayBeClock = this.digits === CLOCK_DIGITS && this.decimals === 0;
    if (!this.unitMark() && mayBeClock && this.byte !== CLOSE) return NaN;
    const isKilo = this.byte === KILO;
    if (isKilo) this.at++;
    return isUnit(this.byte) ? scaled(mantissa, (isKilo ? 3 : 0) - this.decimals) : NaN;
  }

  /**
   * The first number of the line. Mostly it is all the line has, but a few meters put a clock in
   * parentheses in front.
   */
  firstNumber(): number {
    let value = this.number();
    while (Number.isNaN(value) && this.nextValue()) value = this.number();
    return value;
  }

  /** The number in `(00004)`; NaN when it is not a plain one. */
  count(): number {
    const value = this.figures();
    return this.byte === CLOSE && this.decimals === 0 ? value : NaN;
  }
}

/** How W, Wh, var, VA, V and A begin; or the end of a value without a unit. */
function isUnit(byte: number): boolean {
  return byte === 0x57 || byte === 0x76 || byte === 0x56 || byte === 0x41 || byte === CLOSE;
}
