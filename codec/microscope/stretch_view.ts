/**
 * A stretch of bytes that are no whole frame, in pieces: damaged frames as far as they go, and what
 * lies between them.
 */
import type { Framing } from "../framing/framing.ts";
import { framings } from "../framing/framings.ts";
import { P1_BYTES_MAX } from "../framing/p1.ts";
import { INCOMPLETE, NOT_A_START } from "../framing/verdict.ts";
import { framePiece, type Openers } from "./frame_view.ts";
import type { FrameRange } from "./parts.ts";
import { Cut, type Piece } from "./piece.ts";

/** So much of a stretch is searched for damaged frames. */
const SEARCH_BYTES_MAX = 4096;
/** A start alone is no frame yet. */
const CUT_BYTES_MIN = 5;
const BANG = 0x21;
const LF = 0x0a;

/** Cuts the stretch `bytes[from..to)`. */
export function stretchPieces(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  openers: Openers,
): Piece[] {
  const cut = new Cut(bytes, from, to);
  const known = framings();
  const searchTo = Math.min(to, from + SEARCH_BYTES_MAX);
  for (let at = from; at < searchTo; at++) {
    const kind = damagedAt(bytes, { known, at, to });
    if (kind === null) continue;
    cut.upTo(at, "no frame");
    cut.add(framePiece(bytes, damagedFrame(bytes, { kind, from: at, to }), openers));
    at = cut.at - 1;
  }
  cut.upTo(to, "no frame");
  return cut.pieces;
}

type Place = { readonly known: readonly Framing[]; readonly at: number; readonly to: number };

/** The kind of the frame that begins here and was not accepted; `null` when none begins. */
function damagedAt(bytes: Uint8Array, { known, at, to }: Place): FrameRange["kind"] | null {
  const framing = known.find((framing) => {
    const verdict = framing.start === bytes[at] ? framing.judge(bytes, at, to) : NOT_A_START;
    return verdict !== NOT_A_START && (verdict !== INCOMPLETE || to - at >= CUT_BYTES_MIN);
  });
  return framing?.kind ?? null;
}

/** A telegram of text ends with the line of its `!`; other frames tell their length. */
function damagedFrame(bytes: Uint8Array, { kind, from, to }: FrameRange): FrameRange {
  const limit = Math.min(to, from + P1_BYTES_MAX);
  if (kind !== "p1") return { kind, from, to: limit };
  let lineEnd = bytes.indexOf(LF, from);
  while (lineEnd >= 0 && lineEnd < limit && bytes[lineEnd + 1] !== BANG) {
    lineEnd = bytes.indexOf(LF, lineEnd + 1);
  }
  const end = lineEnd < 0 ? -1 : bytes.indexOf(LF, lineEnd + 1);
  return { kind, from, to: end < 0 ? limit : Math.min(limit, end + 1) };
}
