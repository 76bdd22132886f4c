/**
 * What the microscope makes of an input, as plain data for the terminal and the page. Bounded: of a
 * huge input the first frames are shown, the rest is counted.
 */
import type { FaultCode, FaultView } from "#model/fault.ts";
import type { DecodedReading } from "#model/reading.ts";
import type { Piece } from "./piece.ts";

export type Slide = {
  readonly specimens: readonly Specimen[];
  /** What came behind the last one shown. */
  readonly more: { readonly readings: number; readonly faults: Partial<Record<FaultCode, number>> };
};

/** One frame, or a stretch of bytes that are none. */
export type Specimen = {
  /** Places in the input: the first byte, and the byte behind the last. */
  readonly from: number;
  readonly to: number;
  /** Whether all checks of the frame held. What is in the others is shown, but never believed. */
  readonly isTrusted: boolean;
  /** They tile `from` to `to`. */
  readonly pieces: readonly Piece[];
  /** Bytes that stand nowhere in the input, in the order in which they were made. */
  readonly contents: readonly Content[];
  /** `null` when nothing was ciphered. */
  readonly key: KeyUse | null;
  /** Id of the layout that recognised the list; `null` when none did, or none was asked. */
  readonly layout: string | null;
  /** What the telegram said; both are `null` for a part of a longer telegram. */
  readonly reading: DecodedReading | null;
  readonly fault: FaultView | null;
};

/** Joined parts or a deciphered telegram: bytes with places of their own, from 0. */
export type Content = {
  /** Frames or blocks it was joined from; 0 for what was deciphered. */
  readonly partCount: number;
  readonly byteCount: number;
  readonly isTrusted: boolean;
  /** They tile 0 to `byteCount`. */
  readonly pieces: readonly Piece[];
};

/** What became of the keys, which are never shown themselves. */
export type KeyUse = {
  /** Maker and number of the meter that the key belongs to, as `titleWords` writes them. */
  readonly title: string;
  /** `garbage`: opened, but the content makes no sense, as with a wrong key. */
  readonly encryption: "missing" | "fits" | "garbage";
  /** `unverified`: there is a tag, but no authentication key. */
  readonly tag: "none" | "verified" | "unverified" | "wrong";
};
