/** How the pieces of an outer layer come by those of the layer inside. */
import type { Piece } from "./piece.ts";

/** Cuts `bytes[from..to)`, whatever layer begins there, without gap or overlap. */
export type Opener = (bytes: Uint8Array, from: number, to: number) => readonly Piece[];
