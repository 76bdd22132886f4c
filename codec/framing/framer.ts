/**
 * The one framer: bytes in, whole frames out, whatever lies between them. It judges every place
 * where a frame could begin and believes only checksums, so the silence between frames plays no
 * part: a frame that a bridge delivers in pieces with pauses is whole in the end, and a cut frame
 * is given up as soon as a whole one is found inside the bytes it waits for.
 */
import type { FrameKind, Framing } from "./framing.ts";
import { framings } from "./framings.ts";
import { GLO_BYTES_MIN, isBehindHeader } from "./glo.ts";
import { HDLC_FLAG } from "./hdlc.ts";
import { P1_BYTES_MAX } from "./p1.ts";
import { type Rubbish, RubbishRun } from "./rubbish.ts";
import { INCOMPLETE, NOT_A_START } from "./verdict.ts";

/** A whole frame whose checksums hold: `bytes[from..to)`. */
export type Frame = {
  readonly kind: FrameKind;
  /** Offsets in the bytes pushed so far: first byte, and the byte behind the last. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** The framer's own buffer: read it before the sink returns. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly from: number;
  readonly to: number;
};

/** Takes what the framer finds, in the order of the stream. */
export interface FrameSink {
  frame(frame: Frame): void;
  rubbish(rubbish: Rubbish): void;
}

const CAPACITY = 2 * P1_BYTES_MAX;
/** A run is reported when a frame ends it, or when it is this long; then at twice the length. */
const REPORT_BYTES_FIRST = 1024;
const CR = 0x0d;
const LF = 0x0a;
/** So many begun frames are asked again at every push: the last ones. Only rubbish has more. */
const OPEN_MAX = 64;

export class Framer {
  readonly #bytes = new Uint8Array(CAPACITY);
  readonly #framings = framings();
  /** By start byte. */
  readonly #starts = startsOf(this.#framings);
  /** The one that gave the last verdict. */
  #framing = this.#framings[0]!;
  /** Behind the last byte that is filled. */
  #end = 0;
  /** Offset in the stream of the buffer's first byte. */
  #baseOffset = 0;
  /** All places before this one are decided. */
  #at = 0;
  /** All places between `#at` and here were asked for a whole frame; these are asked again. */
  #ahead = 0;
  #open: number[] = [];
  readonly #run = new RubbishRun();
  /** Where the frame handed out last begins in the buffer. */
  #from = 0;
  /** Offset behind the frame that was refused last: of the bytes before it all is said. */
  #refusedEnd = 0;
  #reportBytes = REPORT_BYTES_FIRST;
  /** At the start of listening half a frame is normal. */
  #sawFrame = false;

  /** Offset of the first byte still needed; bytes before it may be forgotten. */
  get neededFrom(): number {
    return this.#baseOffset + this.#at;
  }

  /** Adds bytes and hands over every frame they complete. */
  push(bytes: Uint8Array, sink: FrameSink): void {
    for (let taken = 0; taken < bytes.length;) {
      taken += this.#take(bytes, taken);
      this.#scan(sink);
    }
  }

  /**
   * Called by the sink inside `frame`: no checksum proves the frame, and its content makes no
   * sense. It may be a cut one and the beginning of another: its bytes are judged again, quietly.
   */
  refuse(): void {
    this.#refusedEnd = this.neededFrom;
    this.#at = this.#from + 1;
  }

  /** The end of the input: gives up what is incomplete, so that the bytes behind it are judged. */
  flush(sink: FrameSink): void {
    while (this.#at < this.#end) {
      if (this.#isWholeAtEnd()) this.#deliver(this.#end - this.#at, sink);
      else this.#skip(INCOMPLETE, sink);
      this.#scan(sink);
    }
    this.#endRun(sink, !this.#sawFrame);
  }

  /** Copies what fits; after a scan at least half of the buffer can be freed. */
  #take(bytes: Uint8Array, from: number): number {
    if (this.#end + bytes.length - from > CAPACITY) this.#compact();
    const count = Math.min(bytes.length - from, CAPACITY - this.#end);
    this.#bytes.set(count === bytes.length ? bytes : bytes.subarray(from, from + count), this.#end);
    this.#end += count;
    return count;
  }

  #compact(): void {
    const gone = this.#at;
    this.#bytes.copyWithin(0, gone, this.#end);
    this.#baseOffset += gone;
    this.#end -= gone;
    this.#at = 0;
    this.#ahead = Math.max(0, this.#ahead - gone);
    this.#open = this.#open.map((place) => place - gone);
    for (const framing of this.#framings) framing.shifted?.(gone);
  }

  #scan(sink: FrameSink): void {
    while (this.#at < this.#end) {
      const verdict = this.#judge(this.#at);
      if (verdict > 0) this.#deliver(verdict, sink);
      else if (verdict !== INCOMPLETE) this.#skip(verdict, sink);
      else if (this.#frameAhead()) this.#skip(INCOMPLETE, sink);
      else return;
    }
  }

  #isWholeAtEnd(): boolean {
    for (const framing of this.#starts[this.#bytes[this.#at]!]!) {
      if (!framing.isWholeAtEnd?.(this.#bytes, this.#at, this.#end)) continue;
      this.#framing = framing;
      return true;
    }
    return false;
  }

  /** The verdict of the first framing that takes a place for a beginning. */
  #judge(place: number): number {
    const candidates = this.#starts[this.#bytes[place]!]!;
    for (let at = 0; at < candidates.length; at++) {
      const framing = candidates[at]!;
      if (framing.isBare && this.#isInside(place)) continue;
      const verdict = framing.judge(this.#bytes, place, this.#end);
      if (verdict === NOT_A_START) continue;
      this.#framing = framing;
      return verdict;
    }
    return NOT_A_START;
  }

  /** Whether a place is inside a frame that was damaged. */
  #isInside(place: number): boolean {
    return this.#run.covers(this.#baseOffset + place + GLO_BYTES_MIN) ||
      isBehindHeader(this.#bytes, place);
  }

  /** Whether a whole frame lies inside the bytes that the unfinished one at `#at` waits for. */
  #frameAhead(): boolean {
    const before = this.#open;
    this.#open = [];
    let isFound = false;
    for (const place of before) {
      if (place > this.#at && this.#isWhole(place)) isFound = true;
    }
    this.#ahead = Math.max(this.#ahead, this.#at + 1);
    for (; this.#ahead < this.#end && !isFound; this.#ahead++) isFound = this.#isWhole(this.#ahead);
    if (this.#open.length > OPEN_MAX) this.#open = this.#open.slice(-OPEN_MAX);
    return isFound;
  }

  /** Whether a frame begins at a place and is whole; it is asked again as long as it may be. */
  #isWhole(place: number): boolean {
    const verdict = this.#judge(place);
    const isWhole = verdict > 0 && this.#framing.isProof(this.#bytes, place, place + verdict);
    if (isWhole || verdict === INCOMPLETE) this.#open.push(place);
    return isWhole;
  }

  #deliver(length: number, sink: FrameSink): void {
    this.#endRun(sink, false);
    const framing = this.#framing;
    const from = this.#from = this.#at;
    const to = from + length;
    const startOffset = this.#baseOffset + from;
    this.#at = to - framing.sharedBytes;
    this.#sawFrame = true;
    this.#reportBytes = REPORT_BYTES_FIRST;
    framing.delivered?.(this.#bytes, from, to);
    const endOffset = startOffset + length;
    sink.frame({ kind: framing.kind, startOffset, endOffset, bytes: this.#bytes, from, to });
  }

  /** Leaves one byte behind as rubbish, unless it is only a flag or a line end between frames. */
  #skip(verdict: number, sink: FrameSink): void {
    const run = this.#run;
    const byte = this.#bytes[this.#at]!;
    const isFill = byte === HDLC_FLAG || byte === CR || byte === LF;
    const isAlone = verdict === NOT_A_START || this.#at + 1 === this.#end;
    if (isFill && isAlone && run.start < 0) {
      this.#at++;
      return;
    }
    if (run.start < 0) run.start = this.neededFrom;
    if (verdict < run.verdict) this.#object(verdict);
    if (!isFill && (byte < 0x20 || byte > 0x7e)) run.isText = false;
    this.#at++;
    if (this.neededFrom === this.#refusedEnd) run.clear();
    else if (this.neededFrom - run.start >= this.#reportBytes) {
      this.#endRun(sink, true);
      this.#reportBytes *= 2;
    }
  }

  #object(verdict: number): void {
    // The framing remembered may be that of a place ahead.
    this.#judge(this.#at);
    this.#run.worsen({
      verdict,
      offset: this.neededFrom,
      framing: this.#framing,
      bytes: this.#bytes,
      at: this.#at,
      end: this.#end,
    });
  }

  /** Reports a run, except the debug text of a bridge and the half frame at the very start. */
  #endRun(sink: FrameSink, always: boolean): void {
    const run = this.#run;
    if (run.start < 0) return;
    const isNormal = run.verdict === NOT_A_START && (run.isText || !this.#sawFrame);
    const isSaid = run.start < this.#refusedEnd;
    if (!isSaid && (always || !isNormal)) sink.rubbish(run.report(this.neededFrom));
    run.clear();
  }
}

/** For every byte, the framings whose frames begin with it. */
function startsOf(all: readonly Framing[]): readonly (readonly Framing[])[] {
  return Array.from({ length: 256 }, (_, byte) => all.filter(({ start }) => start === byte));
}
