/**
 * The first line of a P1 telegram, and texts that are sent as hex (chapter 10 §7.5). The ident
 * names the maker with the three letters of the FLAG association, then a digit, then the type.
 */
import type { Vendor } from "#model/reading.ts";

type Maker = { readonly prefix: string; readonly vendor: Vendor; readonly listIdLength: number };

const MAKERS: readonly Maker[] = [
  { prefix: "ADN", vendor: "aidon", listIdLength: 4 },
  { prefix: "KFM", vendor: "kaifa", listIdLength: 4 },
  { prefix: "KMP", vendor: "kamstrup", listIdLength: 4 },
  { prefix: "KAM", vendor: "kamstrup", listIdLength: 4 },
  { prefix: "ISK", vendor: "iskra", listIdLength: 4 },
  { prefix: "XMX", vendor: "landisgyr", listIdLength: 6 },
  { prefix: "LGZ", vendor: "landisgyr", listIdLength: 4 },
  { prefix: "LGF", vendor: "landisgyr", listIdLength: 4 },
  { prefix: "ENE", vendor: "sagemcom", listIdLength: 4 },
  { prefix: "EST", vendor: "sagemcom", listIdLength: 4 },
];
const OTHER: Maker = { prefix: "", vendor: "unknown", listIdLength: 4 };

/** Fewer digits are as likely a number as a hex-coded text. */
const DIGITS_MIN = 12;

export type Ident = { readonly vendor: Vendor; readonly listId: string; readonly model: string };

/**
 * Takes an ident line apart, given without `/` and line end.
 *
 * @example
 * ```ts
 * import { parseIdent } from "#codec/p1/ident.ts";
 * console.log(parseIdent("LGF5E360")); // { vendor: "landisgyr", listId: "LGF5", model: "E360" }
 * ```
 */
export function parseIdent(line: string): Ident {
  const start = line.slice(0, 3).toUpperCase();
  const { vendor, listIdLength } = MAKERS.find(({ prefix }) => prefix === start) ?? OTHER;
  return {
    vendor,
    listId: line.slice(0, listIdLength).trim(),
    model: line.slice(listIdLength).trim(),
  };
}

/**
 * The text behind hex digits, when they certainly are some: with a letter among the digits and all
 * bytes printable, or long and all bytes digits or capitals. Else the text as it is.
 *
 * @example
 * ```ts
 * import { unhex } from "#codec/p1/ident.ts";
 * console.log(unhex("4D413330394D"), unhex("96815390")); // MA309M 96815390
 * ```
 */
export function unhex(text: string): string {
  if (text.length === 0 || text.length % 2 !== 0 || !/^[0-9A-F]+$/i.test(text)) return text;
  const decoded = text.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
  const isCertain = /[A-F]/i.test(text)
    ? /^[ -~]+$/.test(decoded)
    : text.length >= DIGITS_MIN && /^[0-9A-Z]+$/.test(decoded);
  return isCertain ? decoded.trim() : text;
}
