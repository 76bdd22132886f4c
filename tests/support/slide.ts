/** What tests look for on the slides of the microscope. */
import { examine } from "#codec/microscope/examine.ts";
import type { Piece } from "#codec/microscope/piece.ts";
import type { Slide } from "#codec/microscope/slide.ts";
import type { MeterOptions } from "#model/meter.ts";
import { meterOptions } from "./meter_options.ts";

/** The slide of bytes as they are on a line. */
export function slideOf(bytes: Uint8Array, changes: Partial<MeterOptions> = {}): Slide {
  return examine(bytes, { meter: meterOptions(changes), entry: "wire" });
}

/** All pieces of a slide, outer ones first. */
export function piecesOf({ specimens }: Slide): Piece[] {
  return specimens.flatMap(({ pieces, contents }) =>
    [...pieces, ...contents.flatMap((content) => content.pieces)].flatMap(withInner)
  );
}

/** The first piece of that name. */
export function pieceOf(slide: Slide, name: string): Piece {
  const piece = piecesOf(slide).find((piece) => piece.name === name);
  if (piece === undefined) throw new RangeError(`there is no ${name}`);
  return piece;
}

/** Gaps, overlaps and empty pieces, wherever there are some. */
export function untiled({ specimens }: Slide): string[] {
  return specimens.flatMap(({ from, to, pieces, contents }) => [
    ...untiledIn("frame", { from, to, pieces }),
    ...contents.flatMap(({ byteCount, pieces }) =>
      untiledIn("content", { from: 0, to: byteCount, pieces })
    ),
  ]);
}

function withInner(piece: Piece): Piece[] {
  return [piece, ...piece.pieces.flatMap(withInner)];
}

function untiledIn(where: string, whole: Pick<Piece, "from" | "to" | "pieces">): string[] {
  const problems: string[] = [];
  let at = whole.from;
  for (const piece of whole.pieces) {
    const { name, from, to, pieces } = piece;
    if (from !== at) problems.push(`${where}: ${name} begins at ${from}, not at ${at}`);
    if (to <= from) problems.push(`${where}: ${name} is empty`);
    if (pieces.length > 0) problems.push(...untiledIn(`${where} > ${name}`, piece));
    at = to;
  }
  if (at !== whole.to) problems.push(`${where} ends at ${at}, not at ${whole.to}`);
  return problems;
}
