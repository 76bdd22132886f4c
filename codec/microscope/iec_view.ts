/** A read-out of IEC 62056-21 in pieces, line by line (`framing/iec.ts` draws it). */
import { textStart } from "../framing/iec.ts";
import { Cut, hexOf, type Piece } from "./piece.ts";
import { addLine, lineEnd } from "./text_lines.ts";
import type { Touch } from "./touch.ts";

const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const BANG = 0x21;

/** Cuts the read-out `bytes[from..to)`. */
export function iecPieces(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  touch: Touch | null,
): Piece[] {
  const cut = new Cut(bytes, from, to);
  const start = textStart(bytes, from, to);
  while (!cut.isDone) {
    switch (bytes[cut.at]) {
      case STX:
        cut.field("start of text", 1);
        break;
      case ACK:
        cut.upTo(lineEnd(cut), "what the reader answered");
        break;
      case BANG:
        cut.upTo(lineEnd(cut), "end mark");
        break;
      case ETX:
        cut.field("end of text", 1);
        addBlockCheck(cut, start);
        break;
      default:
        addLine(cut, touch);
    }
  }
  return cut.pieces;
}

/** Exclusive or of all behind STX, with ETX. */
function addBlockCheck(cut: Cut, start: number): void {
  const { bytes, at } = cut;
  const check = bytes.subarray(start, at).reduce((check, byte) => check ^ byte, 0);
  const found = bytes[at] ?? 0;
  cut.field("block check", 1, {
    check: {
      ok: check === found,
      expected: hexOf(Uint8Array.of(check)),
      found: hexOf(Uint8Array.of(found)),
    },
  });
}
