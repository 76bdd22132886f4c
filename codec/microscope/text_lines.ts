/**
 * Lines of text telegrams (P1 and IEC 62056-21) in pieces: the ident line, and lines of a code and
 * its values in parentheses.
 */
import { obisName } from "../dlms/obis_names.ts";
import { unhex } from "../p1/ident.ts";
import { textWords } from "./item_words.ts";
import { makerOf } from "./makers.ts";
import { type Cut } from "./piece.ts";
import type { Touch } from "./touch.ts";

type Range = { readonly from: number; readonly to: number };

const LF = 0x0a;
const CR = 0x0d;
const OPEN = 0x28;
const CLOSE = 0x29;
const STAR = 0x2a;
const ZERO = 0x30;
/** `A-B:C.D.E*F(`; in IEC 62056-21 `A-B:`, E and F may be missing, and C may be a letter. */
const OBJECT_LINE =
  /^(?:(\d{1,3})-(\d{1,3}):)?(\d{1,3}|[CFLP])\.(\d{1,3}|[CFLP])(?:\.(\d{1,3}))?(?:\*(\d{1,3}))?\(/;
/** What A to F are when a line leaves them out. */
const DEFAULTS = ["1", "0", "0", "0", "0", "255"];
const LETTERS: Readonly<Record<string, number>> = { C: 96, F: 97, L: 98, P: 99 };
const WORDS_MAX = 60;

/** Adds the line that begins where the cut is. */
export function addLine(cut: Cut, touch: Touch | null): void {
  const { bytes, at: from } = cut;
  const to = lineEnd(cut);
  const line = text(bytes, { from, to });
  const groups = OBJECT_LINE.exec(line)?.slice(1).map((group = "", at) => {
    return LETTERS[group] ?? Number(group || DEFAULTS[at]);
  });
  if (groups !== undefined) {
    const values = line.slice(line.indexOf("(")).trim();
    const name = line.slice(0, line.indexOf("(")).replace("*255", "");
    cut.upTo(to, name, {
      kind: "object",
      meaning: [obisName(groups), shortened(valuesWords(values))].filter(Boolean).join(": "),
      became: becameOf(bytes, { from, to }, touch),
    });
  } else if (line.startsWith("/")) {
    const maker = makerOf(line.slice(1));
    const meaning = [textWords(bytes.subarray(from, contentEnd(bytes, { from, to }))), maker];
    cut.upTo(to, "ident", { meaning: meaning.filter(Boolean).join(", ") });
  } else if (line.trim() === "") cut.upTo(to, "blank line");
  else if (line.startsWith("(")) {
    const meaning = shortened(line.trim());
    const became = becameOf(bytes, { from, to }, touch);
    cut.upTo(to, "more of the line above", { meaning, became });
  } else cut.upTo(to, "no known line");
}

/** The fields that change with the last digit of any of the values in parentheses. */
function becameOf(bytes: Uint8Array, { from, to }: Range, touch: Touch | null): readonly string[] {
  if (touch === null) return [];
  const fields = new Set<string>();
  let digitAt = -1;
  let isBehindStar = false;
  for (let at = bytes.indexOf(OPEN, from); at >= 0 && at < to; at++) {
    const byte = bytes[at]!;
    if (byte === OPEN) [digitAt, isBehindStar] = [-1, false];
    else if (byte === STAR) isBehindStar = true;
    else if (byte === CLOSE && digitAt >= 0) {
      for (const field of touch.fieldsOf(digitAt)) fields.add(field);
    } else if (!isBehindStar && byte >= ZERO && byte <= ZERO + 9) digitAt = at;
  }
  return [...fields];
}

/** Values without their parentheses; texts that are sent as hex are made readable. */
function valuesWords(values: string): string {
  const inner = values.replace(/^\(/, "").replace(/\)$/, "");
  if (inner === "") return "empty";
  const plain = unhex(inner);
  return plain === inner ? inner.replaceAll(")(", ", ").replaceAll("*", " ") : `"${plain}"`;
}

function shortened(words: string): string {
  return words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words;
}

/** Behind the line end of the line that begins where the cut is. */
export function lineEnd({ bytes, at, end }: Cut): number {
  const feed = bytes.indexOf(LF, at);
  return feed < 0 || feed >= end ? end : feed + 1;
}

function contentEnd(bytes: Uint8Array, { from, to }: Range): number {
  let end = to;
  while (end > from && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end--;
  return end;
}

/** Bytes as text, one character each. */
export function text(bytes: Uint8Array, { from, to }: Range): string {
  return Array.from(bytes.subarray(from, to), (byte) => String.fromCharCode(byte)).join("");
}
