/** What a key was meant to be that lost digits or got some too many. */

const KEY_DIGITS = 32;
const HEX = "0123456789ABCDEF";

/**
 * The keys of 32 digits that are one slip away, each once: neighbours swapped or one digit wrong,
 * one digit or a pair lost, one or two digits too many, or any 32 in a row of still more. Nothing
 * for less.
 */
export function* repairsOf(digits: string): Generator<string> {
  const seen = new Set<string>();
  for (const key of slips(digits)) {
    if (seen.has(key)) continue;
    seen.add(key);
    yield key;
  }
}

function* slips(digits: string): Generator<string> {
  switch (digits.length - KEY_DIGITS) {
    case 0:
      yield* swapped(digits);
      yield* mistyped(digits);
      return;
    case -1:
      yield* inserted(digits, [...HEX]);
      return;
    case -2:
      yield* inserted(digits, [...HEX].flatMap((high) => [...HEX].map((low) => high + low)));
      return;
    case 1:
      yield* without(digits);
      return;
    case 2:
      for (const shorter of without(digits)) yield* without(shorter);
      return;
    default:
      for (let at = 0; at + KEY_DIGITS <= digits.length; at++) {
        yield digits.slice(at, at + KEY_DIGITS);
      }
  }
}

function* inserted(digits: string, fillings: readonly string[]): Generator<string> {
  for (let at = 0; at <= digits.length; at++) {
    for (const filling of fillings) yield digits.slice(0, at) + filling + digits.slice(at);
  }
}

function* without(digits: string): Generator<string> {
  for (let at = 0; at < digits.length; at++) yield digits.slice(0, at) + digits.slice(at + 1);
}

function* swapped(digits: string): Generator<string> {
  for (let at = 0; at + 1 < digits.length; at++) {
    yield digits.slice(0, at) + digits[at + 1]! + digits[at]! + digits.slice(at + 2);
  }
}

function* mistyped(digits: string): Generator<string> {
  for (let at = 0; at < digits.length; at++) {
    for (const digit of HEX) yield digits.slice(0, at) + digit + digits.slice(at + 1);
  }
}
