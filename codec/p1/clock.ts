/**
 * Clocks of P1 telegrams (chapter 10 §7.4, §9.4): `yyMMddHHmmss` with `S` or `W` for summer and
 * winter, `yyyyMMdd HH:mm:ss` or `yyyy-MM-dd HH:mm:ss`.
 */
import { type ClockRule, type Clocks, timeMsOf } from "../dlms/clock.ts";
import { SeasonFlag } from "./season_flag.ts";

const SHORT_DIGITS = 12;
const LONG_DIGITS = 14;
const CENTURY = 2000;
const DIGIT_ZERO = 0x30;
const SUMMER = 0x53;
const WINTER = 0x57;
const RULES: readonly ClockRule[] = ["zone", "standard", "summer"];

/** Where a clock stands in the text: `bytes[from..to)`. */
export type ClockText = {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
};

/** A clock and what came of it: most clocks of a telegram are those of the last one. */
export class ClockMemory {
  key = NaN;
  /** NaN when the text was no clock, or one that is not set. */
  atMs = NaN;
  /** The instant as ISO 8601 UTC; empty when there is none. */
  iso = "";
}

/** Reads the clocks of one meter and its sub-meters. */
export class P1Clock {
  readonly #season = new SeasonFlag();
  readonly #digits = new Uint8Array(LONG_DIGITS);

  /**
   * The instant of the meter's own clock, or NaN when there is none.
   *
   * @param atMs When the telegram arrived, ms UTC, where that is known.
   */
  instantMs(text: ClockText, clocks: Clocks, atMs?: number): number {
    const localMs = this.#localMs(this.#readDigits(text), clocks);
    const flag = flagOf(text);
    this.#season.hear(flag, { localMs, atMs }, clocks);
    return clocks.fromLocalMs(localMs, this.#season.ruleOf(flag));
  }

  /** Brings the memory of a clock up to date; whether there is an instant. */
  recall(text: ClockText, clocks: Clocks, memory: ClockMemory): boolean {
    const count = this.#readDigits(text);
    const rule = this.#season.ruleOf(flagOf(text));
    let key = 1 + RULES.indexOf(rule);
    for (let at = 0; at < count; at++) key = key * 10 + this.#digits[at]!;
    if (key !== memory.key) {
      memory.key = key;
      memory.atMs = clocks.fromLocalMs(this.#localMs(count, clocks), rule);
      memory.iso = Number.isNaN(memory.atMs) ? "" : clocks.iso(memory.atMs);
    }
    return memory.iso !== "";
  }

  /** How many digits there are; 0 when there are too many. */
  #readDigits({ bytes, from, to }: ClockText): number {
    let count = 0;
    for (let at = from; at < to; at++) {
      const digit = bytes[at]! - DIGIT_ZERO;
      if (digit < 0 || digit > 9) continue;
      if (count === LONG_DIGITS) return 0;
      this.#digits[count++] = digit;
    }
    return count;
  }

  /** The local time as if it were UTC, NaN when the digits are none. */
  #localMs(count: number, clocks: Clocks): number {
    if (count !== SHORT_DIGITS && count !== LONG_DIGITS) return NaN;
    const month = count === LONG_DIGITS ? 4 : 2;
    const year = this.#pair(month - 2) + (month === 4 ? this.#pair(0) * 100 : CENTURY);
    const dayMs = clocks.dayMs(year, this.#pair(month), this.#pair(month + 2));
    return dayMs + timeMsOf(this.#pair(month + 4), this.#pair(month + 6), this.#pair(month + 8));
  }

  #pair(at: number): number {
    return this.#digits[at]! * 10 + this.#digits[at + 1]!;
  }
}

function flagOf({ bytes, to }: ClockText): ClockRule {
  if (bytes[to - 1] === SUMMER) return "summer";
  return bytes[to - 1] === WINTER ? "standard" : "zone";
}
