/**
 * Telegrams that come in several parts, each in a frame of its own: HDLC segments, M-Bus parts and
 * blocks of a general-block-transfer (chapter 10 §5). Whatever is lost costs one telegram and one
 * fault, and never makes a telegram of parts that do not belong together.
 */
import { Fault } from "#model/fault.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export type Part = {
  /** The part is `bytes[from..to)`; it is copied. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** From 0; part 0 begins a new telegram. */
  readonly number: number;
  readonly isLast: boolean;
  readonly atMs: number;
};

/** No telegram of a meter is longer. */
const BYTES_MAX = 16 * 1024;
/** Parts follow each other at once; a meter that sends again has given up the old telegram. */
const AGE_MS_MAX = 15_000;

export class Assembly {
  readonly #lost: (fault: Fault) => void;
  /** Made for the first part: most lines never need it. */
  #bytes: Bytes = new Uint8Array(0);
  #length = 0;
  /** Number of the part that must come next; 0 when none is awaited. */
  #next = 0;
  /** A part is missing, and that was said: the rest of the telegram is passed over. */
  #isBroken = false;
  #startMs = 0;

  /** @param lost Hears of every telegram that will not become whole. */
  constructor(lost: (fault: Fault) => void) {
    this.#lost = lost;
  }

  /** Whether the beginning of a telegram is here and its end is not. */
  get isOpen(): boolean {
    return this.#next > 0 && !this.#isBroken;
  }

  /** Number of the part that must come next. */
  get next(): number {
    return this.#next;
  }

  /** The joined parts are `bytes[0..length)`, until the next part comes. */
  get bytes(): Bytes {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Takes a part; true when it makes the telegram whole. */
  add({ bytes, from, to, number, isLast, atMs }: Part): boolean {
    this.expire(atMs);
    if (number === 0) {
      this.abandon("a new telegram");
      this.#length = 0;
      this.#startMs = atMs;
      this.#isBroken = false;
    } else if (number !== this.#next) {
      this.#lose(`part ${number + 1}`);
      this.#isBroken = true;
    }
    this.#next = isLast ? 0 : number + 1;
    if (this.#isBroken) return false;
    if (this.#length + to - from > BYTES_MAX) {
      this.#lost(new Fault("frame-too-long", { expected: `at most ${BYTES_MAX} bytes` }));
      this.#isBroken = true;
      return false;
    }
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(BYTES_MAX);
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
    return isLast;
  }

  /** Gives up what waits for too long. */
  expire(atMs: number): void {
    // The clock of the machine may also have been set back.
    if (Math.abs(atMs - this.#startMs) > AGE_MS_MAX) this.abandon("nothing in time");
  }

  /** Gives up what waits; `found` says what came instead of the next part. */
  abandon(found: string): void {
    if (this.isOpen) this.#lose(found);
    this.#next = 0;
  }

  #lose(found: string): void {
    const expected = `part ${this.#isBroken ? 1 : this.#next + 1}`;
    this.#lost(new Fault("frame-sequence", { expected, found }));
  }
}
