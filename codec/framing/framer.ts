/**
 * The one framer: bytes in, whole frames out, whatever lies between them. It judges every place
 * where a frame could begin and believes only checksums, so the silence between frames plays no
 * part: a frame that a bridge delivers in pieces with pauses is whole in the end, and a cut frame
 * is given up as soon as a whole one is found inside the bytes it waits for.
 */
import type { FaultCode } from "#model/fault.ts";
import { HDLC_FLAG, hdlcAt } from "./hdlc.ts";
import { MBUS_START, mbusAt } from "./mbus.ts";
import {
  areAlike,
  EndSearch,
  type IdentMark,
  identMark,
  isChecked,
  isWholeAtEnd,
  P1_BYTES_MAX,
  P1_START,
  p1At,
} from "./p1.ts";
import { BAD_P1_CHECKSUM, faultCodeOf, INCOMPLETE, NOT_A_START } from "./verdict.ts";

export type FrameKind = "hdlc" | "mbus" | "p1";

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

/** A contiguous run of bytes that belong to no frame, named by the worst that was met in it. */
export type Rubbish = {
  readonly code: FaultCode;
  readonly startOffset: number;
  readonly endOffset: number;
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

export class Framer {
  readonly #bytes = new Uint8Array(CAPACITY);
  readonly #endSearch = new EndSearch();
  /** Behind the last byte that is filled. */
  #end = 0;
  /** Offset in the stream of the buffer's first byte. */
  #baseOffset = 0;
  /** All places before this one are decided. */
  #at = 0;
  /** No place between `#at` and here holds a whole or an unfinished frame. */
  #ahead = 0;
  #runStart = -1;
  #runVerdict = NOT_A_START;
  #runIsText = true;
  #reportBytes = REPORT_BYTES_FIRST;
  /** At the start of listening half a frame is normal. */
  #sawFrame = false;
  /** The meter heard last that sends checksums. */
  #checkedIdent: IdentMark | null = null;

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
    this.#endSearch.shift(gone);
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
    return this.#bytes[this.#at] === P1_START && isWholeAtEnd(this.#bytes, this.#at, this.#end);
  }

  #judge(place: number): number {
    switch (this.#bytes[place]) {
      case HDLC_FLAG:
        return hdlcAt(this.#bytes, place, this.#end);
      case MBUS_START:
        return mbusAt(this.#bytes, place, this.#end);
      case P1_START:
        return this.#judgeP1(place);
      default:
        return NOT_A_START;
    }
  }

  /** A meter that was heard with a checksum does not lose it, but noise may eat it. */
  #judgeP1(place: number): number {
    const verdict = p1At(this.#bytes, place, this.#end, this.#endSearch);
    if (verdict <= 0 || isChecked(this.#bytes, place, place + verdict)) return verdict;
    const known = this.#checkedIdent;
    if (known === null) return verdict;
    const isKnown = areAlike(known, identMark(this.#bytes, place, place + verdict));
    return isKnown ? BAD_P1_CHECKSUM : verdict;
  }

  /** Whether a whole frame lies inside the bytes that the unfinished one at `#at` waits for. */
  #frameAhead(): boolean {
    let open = -1;
    let place = Math.max(this.#ahead, this.#at + 1);
    for (; place < this.#end; place++) {
      const verdict = this.#judge(place);
      if (verdict > 0 && this.#isProof(place, verdict)) break;
      if (verdict === INCOMPLETE && open < 0) open = place;
    }
    this.#ahead = open < 0 ? place : open;
    return place < this.#end;
  }

  #isProof(place: number, length: number): boolean {
    return this.#bytes[place] !== P1_START || isChecked(this.#bytes, place, place + length);
  }

  #deliver(length: number, sink: FrameSink): void {
    this.#endRun(sink, false);
    const from = this.#at;
    const to = from + length;
    const startOffset = this.#baseOffset + from;
    const kind = kindOf(this.#bytes[from]!);
    // The closing flag may open the next frame.
    this.#at = kind === "hdlc" ? to - 1 : to;
    this.#sawFrame = true;
    this.#reportBytes = REPORT_BYTES_FIRST;
    if (kind === "p1" && isChecked(this.#bytes, from, to)) {
      this.#checkedIdent = identMark(this.#bytes, from, to);
    }
    const endOffset = startOffset + length;
    sink.frame({ kind, startOffset, endOffset, bytes: this.#bytes, from, to });
  }

  /** Leaves one byte behind as rubbish, unless it is only a flag or a line end between frames. */
  #skip(verdict: number, sink: FrameSink): void {
    const byte = this.#bytes[this.#at++]!;
    const isFill = byte === HDLC_FLAG || byte === CR || byte === LF;
    const isAlone = verdict === NOT_A_START || this.#at === this.#end;
    if (isFill && isAlone && this.#runStart < 0) return;
    if (this.#runStart < 0) this.#runStart = this.neededFrom - 1;
    if (verdict < this.#runVerdict) this.#runVerdict = verdict;
    if (!isFill && (byte < 0x20 || byte > 0x7e)) this.#runIsText = false;
    if (this.neededFrom - this.#runStart >= this.#reportBytes) {
      this.#endRun(sink, true);
      this.#reportBytes *= 2;
    }
  }

  /** Reports a run, except the debug text of a bridge and the half frame at the very start. */
  #endRun(sink: FrameSink, always: boolean): void {
    if (this.#runStart < 0) return;
    const isNormal = this.#runVerdict === NOT_A_START && (this.#runIsText || !this.#sawFrame);
    if (always || !isNormal) {
      sink.rubbish({
        code: faultCodeOf(this.#runVerdict),
        startOffset: this.#runStart,
        endOffset: this.neededFrom,
      });
    }
    this.#runStart = -1;
    this.#runVerdict = NOT_A_START;
    this.#runIsText = true;
  }
}

function kindOf(start: number): FrameKind {
  if (start === HDLC_FLAG) return "hdlc";
  return start === MBUS_START ? "mbus" : "p1";
}
