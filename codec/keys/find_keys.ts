/**
 * Keys out of whatever was pasted: 32 hex digits with blanks, `0x`, colons, dashes or line breaks
 * between them, in the middle of an e-mail, in full width letters, or as base64. What is nearly a
 * key is found, too: with a digit lost or doubled, or with letters in the place of digits.
 */

export type KeyRole = "encryption" | "authentication";

/** A key in a text, or what may have been one. */
export type FoundKey = {
  /** Hex digits without what stood between them; of a whole key 32. A secret. */
  readonly digits: string;
  /** What the text calls it, if it says. */
  readonly role: KeyRole | null;
  /** What is wrong with it, in plain words; empty for a whole key. */
  readonly trouble: string;
};

const KEY_DIGITS = 32;
const KEY_BYTES = 16;
/** Less is a meter's number or a telephone, more is a certificate. */
const DIGITS_MIN = 24;
const DIGITS_MAX = 44;
/** More windows in one run of digits mean that it holds no key at all. */
const WINDOWS_MAX = 16;

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const WORD = /[0-9A-Za-z]+/g;
const BETWEEN = /^[\s:.,;=>_'"“”‐-―-]{0,8}$/;
const HEX_WORD = /^(?:0x)?[0-9A-F]+$/i;
/** Hex with O, I or l in the place of 0 and 1. */
const MISTAKEN_WORD = /^(?:0x)?[0-9A-FOIL]+$/i;
const BASE64_KEY = /(?<![\w+/])[A-Za-z0-9+/]{22}==/g;

const ENCRYPTION = /\b(?:gu?ek|ek)\b|encr|krypt|crypt|(?:ver|ent)schl(?:ü|ue)ssel|szyfr|chiff/i;
const AUTHENTICATION = /\bg?ak\b|aut[he]/i;

/** One word of hex digits and where it stands. */
type Word = { readonly digits: string; readonly from: number; readonly to: number };

/**
 * All keys of a text, in its order and each once.
 *
 * @param role What a single key is when the text does not say.
 *
 * @example
 * ```ts
 * import { findKeys } from "#codec/keys/find_keys.ts";
 * const text = "Your EK: 0x00112233 44556677-8899aabb:ccddeeff. Best regards";
 * console.log(findKeys(text));
 * // [{ digits: "00112233445566778899AABBCCDDEEFF", role: "encryption", trouble: "" }]
 * ```
 */
export function findKeys(text: string, role: KeyRole | null = null): FoundKey[] {
  const plain = text.normalize("NFKC").replace(INVISIBLE, "");
  const found = new Map<string, FoundKey>();
  let labelAt = 0;
  for (const run of runsOf(plain)) {
    const keys = keysOf(run);
    if (keys.length === 0) continue;
    const said = roleIn(plain.slice(labelAt, run[0]!.from));
    for (const key of keys) found.set(key.digits, found.get(key.digits) ?? { ...key, role: said });
    labelAt = run.at(-1)!.to;
  }
  for (const [base64] of plain.matchAll(BASE64_KEY)) {
    const bytes = Uint8Array.fromBase64(base64);
    const digits = bytes.toHex().toUpperCase();
    if (bytes.length === KEY_BYTES) found.set(digits, { digits, role: null, trouble: "" });
  }
  const keys = [...found.values()];
  return keys.length === 1 ? keys.map((key) => ({ ...key, role: key.role ?? role })) : keys;
}

/** Words of hex digits that follow one another with nothing but blanks and signs between. */
function runsOf(text: string): Word[][] {
  const words = [...text.matchAll(WORD)];
  const runs: Word[][] = [];
  let end = -1;
  words.forEach((match, at) => {
    const [word] = match;
    const neighbours = [words[at - 1]?.[0], words[at + 1]?.[0]];
    if (!HEX_WORD.test(word) && !isMistaken(word, neighbours)) return;
    const from = match.index;
    const to = from + word.length;
    const digits = word.replace(/^0x/i, "").toUpperCase();
    const follows = end >= 0 && BETWEEN.test(text.slice(end, from));
    if (follows) runs.at(-1)!.push({ digits, from, to });
    else runs.push([{ digits, from, to }]);
    end = to;
  });
  return runs;
}

/** Letters that look like digits count among digits, or between groups of the same length. */
function isMistaken(word: string, neighbours: readonly (string | undefined)[]): boolean {
  if (!MISTAKEN_WORD.test(word)) return false;
  if (/\d/.test(word.replace(/^0x/i, ""))) return true;
  return word.length > 1 &&
    neighbours.some((other = "") => other.length === word.length && MISTAKEN_WORD.test(other));
}

function keysOf(run: readonly Word[]): Omit<FoundKey, "role">[] {
  if (run.some(({ digits }) => digits.length === KEY_DIGITS)) {
    return run.map(({ digits }) => digits).filter(isNearlyKey).map(inspected);
  }
  const all = run.map(({ digits }) => digits).join("");
  if (all.length > 0 && all.length % KEY_DIGITS === 0 && all.length <= 2 * KEY_DIGITS) {
    return all.match(new RegExp(`.{${KEY_DIGITS}}`, "g"))!.map(inspected);
  }
  const windows = windowsOf(run);
  if (windows.length > 0) return windows.slice(0, WINDOWS_MAX).map(inspected);
  return isNearlyKey(all) ? [inspected(all)] : [];
}

function isNearlyKey({ length }: string): boolean {
  return length >= DIGITS_MIN && length <= DIGITS_MAX;
}

/** Neighbouring words that have 32 digits together. */
function windowsOf(run: readonly Word[]): string[] {
  return run.flatMap((_, from) => {
    let digits = "";
    for (let at = from; at < run.length && digits.length < KEY_DIGITS; at++) {
      digits += run[at]!.digits;
    }
    return digits.length === KEY_DIGITS ? [digits] : [];
  });
}

/** Puts digits in the place of letters and says what is wrong. */
function inspected(pasted: string): Omit<FoundKey, "role"> {
  const digits = pasted.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const letters = digits === pasted ? [] : ["letters (O, I, l) in the place of digits (0, 1)"];
  const count = digits.length === KEY_DIGITS ? [] : [`${digits.length} digits instead of 32`];
  return { digits, trouble: [...letters, ...count].join(" and ") };
}

function roleIn(label: string): KeyRole | null {
  const isEncryption = ENCRYPTION.test(label);
  if (isEncryption === AUTHENTICATION.test(label)) return null;
  return isEncryption ? "encryption" : "authentication";
}
