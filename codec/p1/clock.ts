/**
 * Clocks of P1 telegrams (chapter 10 §7.4, §9.4): `yyMMddHHmmss` with `S` or `W` for summer and
 * winter, `yyyyMMdd HH:mm:ss` or `yyyy-MM-dd HH:mm:ss`.
 */
import { type ClockRule, type Clocks, timeMsOf } from "../dlms/clock.ts";

const SHORT_DIGITS = 12;
const LONG_DIGITS = 14;
const CENTURY = 2000;
const DIGIT_ZERO = 0x30;
const SUMMER = 0x53;
const WINTER = 0x57;

/** The instant of the clock in `bytes[from..to)`, or NaN when it is none. */
export function p1InstantMs(
  bytes: Uint8Array,
  { from, to, clocks }: { from: number; to: number; clocks: Clocks },
): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (!isDigit(bytes[at]!)) continue;
    if (count === LONG_DIGITS) return NaN;
    digits[count++] = bytes[at]! - DIGIT_ZERO;
  }
  if (count !== SHORT_DIGITS && count !== LONG_DIGITS) return NaN;
  const month = count === LONG_DIGITS ? 4 : 2;
  const year = pair(month - 2) + (month === 4 ? pair(0) * 100 : CENTURY);
  const dayMs = clocks.dayMs(year, pair(month), pair(month + 2));
  const localMs = dayMs + timeMsOf(pair(month + 4), pair(month + 6), pair(month + 8));
  return clocks.fromLocalMs(localMs, ruleOf(bytes[to - 1]!));
}

/** Filled and read within one call. */
const digits = new Uint8Array(LONG_DIGITS);

function pair(at: number): number {
  return digits[at]! * 10 + digits[at + 1]!;
}

function ruleOf(flag: number): ClockRule {
  if (flag === SUMMER) return "summer";
  return flag === WINTER ? "standard" : "zone";
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_ZERO && byte <= DIGIT_ZERO + 9;
}
