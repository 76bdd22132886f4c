/**
 * The id of a German meter (DIN 43863-5): ten octets that stand for the fourteen characters printed
 * on its front, and the makers that can be told from it.
 *
 * ```text
 * octet  meaning
 *     0  09 or 0A: edition 2010 or 2012 of the standard
 *     1  medium, 1 for electricity
 *     2  three letters of the maker (FLAG association)
 *     5  production block, two hex digits
 *     6  number, eight decimal digits
 * ```
 */
import { hexNumber } from "../hex.ts";
import { parseIdent } from "../p1/ident.ts";
import type { Vendor } from "#model/reading.ts";

const ID_BYTES = 10;
const LETTERS_AT = 2;
const LETTERS = 3;
const BLOCK_AT = 5;
const NUMBER_AT = 6;
const NUMBER_DIGITS = 8;
const NUMBER_MAX = 99_999_999;

/** From and to of the numbers in which DZG numbered its meters DVS74 of firmware 1.0 and 1.1. */
const DVS74: readonly (readonly [number, number])[] = [
  [42_000_000, 48_999_999],
  [55_000_000, 58_999_999],
];

/**
 * The id as it is printed: `1EMH0012345678`. An id of another form is given as the text it is, or
 * as hex digits.
 *
 * @param raw One character per octet.
 *
 * @example
 * ```ts
 * import { serverId } from "#codec/sml/server_id.ts";
 * console.log(serverId("\x0a\x01EMH\x00\x00\xbc\x61\x4e")); // 1EMH0012345678
 * ```
 */
export function serverId(raw: string): string {
  const number = numberOf(raw);
  if (lettersOf(raw) !== "" && number <= NUMBER_MAX) {
    const letters = raw.slice(LETTERS_AT, BLOCK_AT);
    const digits = String(number).padStart(NUMBER_DIGITS, "0");
    return `${raw.charCodeAt(1)}${letters}${hexNumber(raw.charCodeAt(BLOCK_AT))}${digits}`;
  }
  if (/^[ -~]+$/.test(raw)) return raw.trim();
  return Array.from(raw, (octet) => hexNumber(octet.charCodeAt(0))).join("");
}

/** The vendor of the letters in an id, or of the letters alone. */
export function vendorOf(raw: string): Vendor {
  return parseIdent(raw.length === LETTERS ? raw : lettersOf(raw)).vendor;
}

/**
 * Whether an id is of a DZG DVS74 that sends positive power in as few octets as it fits without its
 * sign: what looks negative in less than four octets is not.
 */
export function hasUnsignedPower(raw: string): boolean {
  const number = numberOf(raw);
  return lettersOf(raw) === "DZG" && raw.charCodeAt(BLOCK_AT) === 0 &&
    DVS74.some(([from, to]) => number >= from && number <= to);
}

/** The maker's letters; empty for an id that is not of this form. */
function lettersOf(raw: string): string {
  const edition = raw.charCodeAt(0);
  const medium = raw.charCodeAt(1);
  const isOfForm = raw.length === ID_BYTES && (edition === 0x09 || edition === 0x0a) &&
    medium >= 1 && medium <= 9;
  const letters = raw.slice(LETTERS_AT, BLOCK_AT);
  return isOfForm && /^[A-Z]{3}$/.test(letters) ? letters : "";
}

function numberOf(raw: string): number {
  let number = 0;
  for (let at = NUMBER_AT; at < ID_BYTES; at++) number = number * 256 + raw.charCodeAt(at);
  return number;
}
