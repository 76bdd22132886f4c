/**
 * P1 text to a draft (DSMR 5 §6.12, EN 62056-21 mode D; chapter 10 §7). A line is
 * `A-B:C.D.E(value*unit)`. Numbers count on A = 1, ids and the clock on 0-0, so that the registers
 * and ids of a gas meter on the same port are not taken for electricity.
 */
import { OBIS } from "../dlms/obis.ts";
import type { Draft, Target } from "../reading/draft.ts";
import { QUANTITIES, TEXT } from "../reading/fields.ts";
import { TextMemory } from "../text_memory.ts";
import { p1InstantMs } from "./clock.ts";
import { type Ident, parseIdent, unhex } from "./ident.ts";

const NUL = 0x00;
const LF = 0x0a;
const BANG = 0x21;
const OPEN = 0x28;
const CLOSE = 0x29;
const STAR = 0x2a;
const MINUS = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
const KILO = 0x6b;
const BLANK = 0x20;
/** How W, Wh, var, VA, V and A begin. */
const UNIT_STARTS: readonly number[] = [0x57, 0x76, 0x56, 0x41];
/** A clock is as many digits and a letter, without a `*`. */
const CLOCK_DIGITS = 12;

const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const DECIMALS_MAX = POWERS_OF_TEN.length - 1;
/** 0-0:96.1.1, the id of Dutch meters and the model of others. */
const EQUIPMENT = 0x60_01_01;
const IDENT_MODEL_RANK = 2;
const NO_CODE = -1;

/** A telegram: `bytes[from..to)`. */
export type P1Text = {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
};

/** Reads the telegrams of one line. */
export class P1Reader {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #to = 0;
  /** A and B of the code read last. */
  #medium = 0;
  #channel = 0;
  #equipment = "";
  #ident: Ident = parseIdent("");
  readonly #idents = new TextMemory((line) => parseIdent(line.trim()));
  readonly #texts = new TextMemory((text) => unhex(text.trim()));

  /** Reads a telegram from its `/` to the `!` line, a zero byte or the end. */
  read({ bytes, from, to }: P1Text, { draft, clocks }: Target): void {
    this.#bytes = bytes;
    this.#to = to;
    this.#at = from + 1;
    this.#equipment = "";
    this.#readIdent();
    for (; this.#at < this.#to; this.#nextLine()) {
      const byte = bytes[this.#at];
      if (byte === BANG || byte === NUL) break;
      const code = this.#readCode();
      if (code !== NO_CODE) this.#readValue(code, { draft, clocks });
    }
    this.#addIds(draft);
  }

  #readIdent(): void {
    const from = this.#at;
    this.#nextLine();
    this.#ident = this.#idents.recall(this.#bytes, from, this.#at);
  }

  /** Moves behind the next line feed. */
  #nextLine(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < this.#to && bytes[at] !== LF) at++;
    this.#at = at + 1 < this.#to ? at + 1 : this.#to;
  }

  /** Moves behind the `(`; answers C · 65536 + D · 256 + E, or that there is none. */
  #readCode(): number {
    this.#medium = this.#readGroup(MINUS);
    if (this.#medium < 0) return NO_CODE;
    this.#channel = this.#readGroup(COLON);
    if (this.#channel < 0) return NO_CODE;
    const c = this.#readGroup(POINT);
    const d = c < 0 ? NO_CODE : this.#readGroup(POINT);
    const e = d < 0 ? NO_CODE : this.#readGroup(OPEN);
    return e < 0 ? NO_CODE : c * 65536 + d * 256 + e;
  }

  /** A number up to 255 and the mark behind it; `*255` before the `(` is passed over. */
  #readGroup(mark: number): number {
    const bytes = this.#bytes;
    const from = this.#at;
    let value = 0;
    let at = from;
    for (; at < this.#to; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      if (value > 255) return NO_CODE;
    }
    if (at === from || at >= this.#to) return NO_CODE;
    this.#at = at + 1;
    if (bytes[at] === mark) return value;
    if (mark !== OPEN || bytes[at] !== STAR) return NO_CODE;
    return this.#readGroup(OPEN) < 0 ? NO_CODE : value;
  }

  #readValue(code: number, { draft, clocks }: Target): void {
    const meaning = OBIS.get(code);
    if (meaning === undefined) return;
    if (meaning.kind === "number") {
      if (this.#medium !== 1) return;
      const value = this.#readNumber();
      if (Number.isNaN(value)) return;
      const { field, sum } = meaning;
      // A few meters print factors outside 0 to 1: those say nothing.
      if (field >= 0 && QUANTITIES[field] === "powerFactor" && (value < 0 || value > 1)) return;
      if (field >= 0) draft.offer(field, value);
      if (sum >= 0) draft.add(sum, value);
      return;
    }
    if (this.#medium !== 0 || this.#channel !== 0) return;
    const from = this.#at;
    const to = this.#valueEnd();
    if (meaning.kind === "clock") {
      if (!Number.isNaN(draft.meterTimeMs)) return;
      draft.meterTimeMs = p1InstantMs(this.#bytes, { from, to, clocks });
    } else if (to > from) {
      const text = this.#texts.recall(this.#bytes, from, to);
      if (code === EQUIPMENT) this.#equipment = text;
      else draft.offerText(meaning.text, text, meaning.rank);
    }
  }

  /**
   * The first number of the line in W, V, A, Wh …; NaN when there is none. Mostly it is all the
   * line has, but a few meters put a clock in parentheses in front.
   */
  #readNumber(): number {
    let value = this.#numberInParentheses();
    while (Number.isNaN(value)) {
      const close = this.#valueEnd();
      if (close + 1 >= this.#to || this.#bytes[close] !== CLOSE) break;
      if (this.#bytes[close + 1] !== OPEN) break;
      this.#at = close + 2;
      value = this.#numberInParentheses();
    }
    return value;
  }

  /** The number in `number*unit)`; NaN when anything else stands there. */
  #numberInParentheses(): number {
    const bytes = this.#bytes;
    const isNegative = bytes[this.#at] === MINUS;
    const from = isNegative ? this.#at + 1 : this.#at;
    let at = from;
    let mantissa = 0;
    let pointAt = -1;
    for (; at < this.#to; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
      else if (bytes[at] === POINT && pointAt < 0) pointAt = at;
      else break;
    }
    const decimals = pointAt < 0 ? 0 : at - pointAt - 1;
    const digits = at - from - (pointAt < 0 ? 0 : 1);
    if (digits === 0 || decimals > DECIMALS_MAX || mantissa > Number.MAX_SAFE_INTEGER) return NaN;
    const exponent = this.#unitExponent(at, digits === CLOCK_DIGITS && pointAt < 0) - decimals;
    const value = exponent < 0
      ? mantissa / POWERS_OF_TEN[-exponent]!
      : mantissa * POWERS_OF_TEN[exponent]!;
    return isNegative ? -value : value;
  }

  /** 3 for a unit in thousands, 0 for others and for none; NaN for what is no unit of a reading. */
  #unitExponent(from: number, mayBeClock: boolean): number {
    const bytes = this.#bytes;
    let at = from;
    if (bytes[at] === STAR || bytes[at] === BLANK) at++;
    else if (mayBeClock && bytes[at] !== CLOSE) return NaN;
    const exponent = bytes[at] === KILO ? 3 : 0;
    if (exponent === 3) at++;
    const isUnit = bytes[at] === CLOSE || UNIT_STARTS.includes(bytes[at]!);
    return isUnit && at < this.#to ? exponent : NaN;
  }

  /** The `)` of the line, or the line's end. */
  #valueEnd(): number {
    let at = this.#at;
    while (at < this.#to && this.#bytes[at] !== CLOSE && this.#bytes[at] !== LF) at++;
    return at;
  }

  /** Ident, id and model; what is empty in a telegram was left out by the meter. */
  #addIds(draft: Draft): void {
    const { listId, model, vendor } = this.#ident;
    draft.vendor = vendor;
    offer(TEXT.listId, listId);
    offer(draft.hasText(TEXT.meterId) ? TEXT.meterModel : TEXT.meterId, this.#equipment);
    offer(TEXT.meterModel, model, IDENT_MODEL_RANK);

    function offer(text: number, value: string, rank = 0): void {
      if (value !== "") draft.offerText(text, value, rank);
    }
  }
}
