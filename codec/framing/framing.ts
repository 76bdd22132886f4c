/**
 * What a framing is to the framer: how its frames begin, and who judges them. `framings.ts` lists
 * them all.
 */

export type FrameKind = "hdlc" | "mbus" | "p1" | "glo" | "sml" | "iec" | "kmp";

/** What a framing has to say of a frame that it refused, or that did not become whole. */
export type Trouble = {
  /** The length that the frame announces; 0 when it does not say. */
  readonly bytes: number;
  /** Where the contradiction is, from the start of the frame, and what it is. */
  readonly offset?: number;
  readonly expected?: string;
  readonly found?: string;
};

/** A frame at `bytes[at]` that got a bad verdict when bytes were there up to `end`. */
export type Refused = {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly end: number;
  readonly verdict: number;
};

/** One way in which frames are cut out of a stream of bytes. */
export interface Framing {
  readonly kind: FrameKind;
  /** The byte with which every frame begins. Framings of one start byte are asked in turn. */
  readonly start: number;
  /** Bytes at the end of a frame that may open the next one. */
  readonly sharedBytes: number;
  /**
   * Whether its frames carry no checksum. They count only where nothing says that they lie inside
   * another frame, which was found damaged.
   */
  readonly isBare: boolean;
  /**
   * Whether the header has a checksum of its own: of a damaged frame, that tells which bytes are
   * its own.
   */
  readonly hasHeaderChecksum: boolean;
  /** Judges `bytes[at..end)`, where `bytes[at]` is the start byte: a verdict of `verdict.ts`. */
  judge(bytes: Uint8Array, at: number, end: number): number;
  /** Whether the whole frame `bytes[at..to)` is beyond doubt, so that it ends a cut one. */
  isProof(bytes: Uint8Array, at: number, to: number): boolean;
  /** What is known of a refused frame; asked seldom. */
  trouble?(refused: Refused): Trouble;
  /** Whether `bytes[at..end)` lacks nothing but what the end of the input took. */
  isWholeAtEnd?(bytes: Uint8Array, at: number, end: number): boolean;
  /** Hears of every frame that was handed out. */
  delivered?(bytes: Uint8Array, at: number, to: number): void;
  /** Hears that the bytes moved to the front by `count`. */
  shifted?(count: number): void;
}

/** A framing that remembers nothing and whose checksum is all the proof it needs. */
export function checksummed(
  kind: FrameKind,
  start: number,
  judge: Framing["judge"],
): Framing {
  const traits = { sharedBytes: 0, isBare: false, hasHeaderChecksum: false };
  return { kind, start, ...traits, judge, isProof: () => true };
}
