/** A frame of any kind in pieces, whole or damaged. */
import type { FrameKind } from "../framing/framing.ts";
import { hdlcPieces } from "./hdlc_view.ts";
import { kmpPieces } from "./kmp_view.ts";
import { mbusPieces } from "./mbus_view.ts";
import type { Opener } from "./opener.ts";
import type { FrameRange } from "./parts.ts";
import { type Piece, wrapped } from "./piece.ts";
import { smlPieces } from "./sml_view.ts";

const NAMES: Readonly<Record<FrameKind, string>> = {
  hdlc: "HDLC frame",
  mbus: "M-Bus frame",
  p1: "P1 telegram",
  glo: "Telegram without a frame",
  sml: "SML telegram",
  iec: "IEC 62056-21 read-out",
  kmp: "KMP answer",
};

/** How what is inside a frame is cut. */
export type Openers = {
  readonly open: Opener;
  readonly openText: Opener;
  readonly openReadOut: Opener;
};

/**
 * Cuts the frame that begins at `from`. A damaged one may end before `to`, where its length field
 * says so.
 */
export function framePiece(bytes: Uint8Array, frame: FrameRange, openers: Openers): Piece {
  return wrapped("layer", NAMES[frame.kind], framePieces(bytes, frame, openers));
}

function framePieces(
  bytes: Uint8Array,
  { kind, from, to }: FrameRange,
  { open, openText, openReadOut }: Openers,
): readonly Piece[] {
  switch (kind) {
    case "hdlc":
      return hdlcPieces(bytes, { from, to }, open);
    case "mbus":
      return mbusPieces(bytes, { from, to }, open);
    case "p1":
      return openText(bytes, from, to);
    case "glo":
      return open(bytes, from, to);
    case "sml":
      return smlPieces(bytes, from, to);
    case "iec":
      return openReadOut(bytes, from, to);
    case "kmp":
      return kmpPieces(bytes, from, to);
  }
}
