/**
 * A P1 telegram in pieces, line by line (DSMR 5 §6; `framing/p1.ts`, `p1/telegram.ts`): with its
 * checksum as it comes from the line, or without an end as it comes out of a ciphered wrapper.
 */
import { crc16Arc } from "../framing/crc.ts";
import { isCiphered, P1_START } from "../framing/p1.ts";
import { type Check, Cut, type Piece } from "./piece.ts";
import { addLine, lineEnd, text } from "./text_lines.ts";
import type { Touch } from "./touch.ts";

type Range = { readonly from: number; readonly to: number };

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const BANG = 0x21;

export type P1Tools = {
  readonly touch: Touch | null;
  /** Cuts a ciphered body up to where the end mark should be. */
  ciphered(cut: Cut): void;
};

/** Cuts the text `bytes[from..to)`, which begins with the ident line or with a line of values. */
export function p1Pieces(bytes: Uint8Array, { from, to }: Range, tools: P1Tools): Piece[] {
  const cut = new Cut(bytes, from, to);
  const isCipherText = bytes[from] === P1_START && isCiphered(bytes, from, to);
  let mayBeCiphered = isCipherText;
  while (!cut.isDone) {
    const byte = bytes[cut.at]!;
    if (mayBeCiphered && cut.at > from && byte !== LF && byte !== CR) {
      mayBeCiphered = false;
      tools.ciphered(cut);
    } else if (byte === NUL) cut.upTo(to, "padding");
    else if (byte === BANG) addEnd(cut, isCipherText ? -1 : from);
    else addLine(cut, tools.touch);
  }
  return cut.pieces;
}

/**
 * `!` and the checksum from the `/` to the `!`; without digits, or with `0000`, there is none.
 *
 * @param from −1 where it is void: behind a ciphered body the tag counts.
 */
function addEnd(cut: Cut, from: number): void {
  const { bytes, at } = cut;
  const to = lineEnd(cut);
  const found = text(bytes, { from: at + 1, to }).trim();
  cut.field("end mark", 1);
  if (from < 0) {
    cut.upTo(to, "checksum", { meaning: "not looked at, the tag counts" });
    return;
  }
  const crc = crc16Arc(bytes, from, at + 1);
  const sent = parseInt(found, 16);
  const expected = crc.toString(16).toUpperCase().padStart(4, "0");
  const check: Check = { ok: sent === crc, expected, found };
  if (found === "" || (sent === 0 && crc !== 0)) cut.upTo(to, "line end, no checksum");
  else cut.upTo(to, "checksum", { check });
}
