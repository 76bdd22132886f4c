/**
 * What lies between frames: a run of bytes is gathered, and reported as one trouble, named by the
 * worst that was met in it.
 */
import type { FaultCode, FaultDetail } from "#model/fault.ts";
import type { Framing } from "./framing.ts";
import { BAD_HEADER_CHECKSUM, faultCodeOf, INCOMPLETE, NOT_A_START } from "./verdict.ts";

/** A contiguous run of bytes that belong to no frame. */
export type Rubbish = {
  readonly code: FaultCode;
  readonly startOffset: number;
  readonly endOffset: number;
  /** What was expected and found, as far as known; its offset counts from `startOffset`. */
  readonly detail: FaultDetail;
};

/** A verdict that speaks against the frame at some place. */
export type Objection = {
  readonly verdict: number;
  /** Where the frame begins, in the stream. */
  readonly offset: number;
  readonly framing: Framing;
  readonly bytes: Uint8Array;
  /** The frame begins at `bytes[at]`; bytes are there up to `end`. */
  readonly at: number;
  readonly end: number;
};

export class RubbishRun {
  /** The worst in the run. */
  verdict = NOT_A_START;
  /** Offset of its first byte; −1 when there is no run. */
  start = -1;
  /** Whether all of it could be text. */
  isText = true;
  #worst: Objection | null = null;
  #announced = 0;
  #coveredTo = 0;
  #detail: FaultDetail = {};

  /** Whether the bytes before an offset lie inside a damaged frame whose header holds. */
  covers(offset: number): boolean {
    return offset <= this.#coveredTo;
  }

  /** Takes the worst so far, and what its framing has to say while the bytes are still there. */
  worsen(worst: Objection): void {
    this.verdict = worst.verdict;
    this.#worst = worst;
    const { bytes, ...detail } = worst.framing.trouble?.(worst) ?? { bytes: 0 };
    this.#announced = bytes;
    this.#detail = detail;
    if (!worst.framing.hasHeaderChecksum || worst.verdict === BAD_HEADER_CHECKSUM) return;
    this.#coveredTo = Math.max(this.#coveredTo, worst.offset + bytes);
  }

  /** The run as a whole, which ends before `endOffset`. */
  report(endOffset: number): Rubbish {
    const { start: startOffset, verdict } = this;
    const worst = this.#worst;
    if (worst === null) return { code: faultCodeOf(verdict), startOffset, endOffset, detail: {} };
    const there = endOffset - worst.offset;
    const isShort = this.#announced - worst.framing.sharedBytes > there;
    // A damaged header at the beginning of a cut frame is no news.
    const isCut = verdict === INCOMPLETE || (verdict === BAD_HEADER_CHECKSUM && isShort);
    const code = faultCodeOf(isCut ? INCOMPLETE : verdict);
    const skipped = worst.offset - startOffset;
    if (isCut && isShort) {
      const expected = `${this.#announced} bytes`;
      return { code, startOffset, endOffset, detail: { expected, found: String(there) } };
    }
    const { offset } = this.#detail;
    const detail = isCut || offset === undefined
      ? {}
      : { ...this.#detail, offset: skipped + offset };
    return { code, startOffset, endOffset, detail };
  }

  clear(): void {
    this.verdict = NOT_A_START;
    this.start = -1;
    this.isText = true;
    this.#coveredTo = 0;
    this.#worst = null;
  }
}
