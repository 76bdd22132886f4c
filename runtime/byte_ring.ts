/**
 * The bytes of one source between its reader and its decoder. It is made by the wiring and outlives
 * both, so that a crash of either loses nothing: the decoder releases bytes only when what they
 * said is safe in the next queue, and a new decoder starts again at the first byte not released.
 *
 * Offsets are absolute: the count of bytes since the stream began. Every opening of the source
 * begins a new stream.
 */
import { assert } from "./assert.ts";
import { HUNG, type Life } from "./actor.ts";
import { STRIKES_MAX } from "./topic.ts";

/** When bytes arrived. */
export type Arrival = {
  /** On the wall clock, ms UTC. */
  readonly atMs: number;
  /** Since the stream was opened, by the monotonic clock; whole ms. */
  readonly tickMs: number;
};

/** A piece of the stream. `bytes` is a copy that belongs to the receiver, the
 * arrival that of its last byte. */
export type ByteBlock = Arrival & {
  readonly stream: string;
  /** Absolute offset of the first byte. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

export type RingReport = {
  readonly name: string;
  readonly capacity: number;
  /** Bytes held now. */
  readonly length: number;
  readonly received: number;
  /** Bytes pushed out because nobody decoded them in time. */
  readonly lost: number;
  /** Bytes put aside because decoding them crashed three times. */
  readonly quarantined: number;
};

const QUARANTINE_MAX = 50;

export class ByteRing {
  readonly quarantine: ByteBlock[] = [];
  #blocks: ByteBlock[] = [];
  #length = 0;
  #endOffset = 0;
  #received = 0;
  #lost = 0;
  #quarantined = 0;
  #strikes = 0;
  #wake: () => void = () => {};
  #lastLife: Life | null = null;
  #reading = false;

  /** @param capacity Bytes held at most; older ones are dropped and counted. */
  constructor(readonly name: string, readonly capacity: number) {}

  /** Adds what the source delivered in one read. An empty read adds nothing. */
  append(stream: string, bytes: Uint8Array<ArrayBuffer>, { atMs, tickMs }: Arrival): void {
    if (bytes.length === 0) return;
    const last = this.#blocks.at(-1);
    if (last === undefined ? this.#stream !== stream : last.stream !== stream) {
      this.#endOffset = 0;
    }
    this.#stream = stream;
    this.#blocks.push({ stream, offset: this.#endOffset, bytes, atMs, tickMs });
    this.#endOffset += bytes.length;
    this.#length += bytes.length;
    this.#received += bytes.length;
    while (this.#length > this.capacity) this.#lost += this.#dropFirst().bytes.length;
    this.#wake();
  }
  #stream = "";

  /**
   * The blocks from the first byte not released, then the new ones as they come. The reader calls
   * `release` when it is done with bytes; ends with the signal. A new call starts over at the first
   * byte not released. If three runs crash without releasing anything, the first block is put
   * aside.
   */
  async *blocks(life: Life): AsyncGenerator<ByteBlock, void, void> {
    const { signal } = life;
    if (this.#lastLife?.signal.reason === HUNG && this.#reading) this.#strike();
    this.#lastLife = life;
    this.#reading = false;
    const stop = () => this.#wake();
    signal.addEventListener("abort", stop, { once: true });
    let next: { stream: string; offset: number } | null = null;
    try {
      while (!signal.aborted && this.#lastLife === life) {
        const block = this.#after(next);
        if (block === null) {
          await life.idle(new Promise<void>((wake) => this.#wake = wake));
          continue;
        }
        life.alive();
        next = { stream: block.stream, offset: block.offset + block.bytes.length };
        this.#reading = true;
        let crashed = true;
        try {
          yield block;
          crashed = false;
        } finally {
          if (this.#lastLife === life) {
            this.#reading = false;
            if (crashed && !signal.aborted) this.#strike();
          }
        }
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Gives up all bytes of a stream before an offset, and all bytes of older streams. */
  release(stream: string, beforeOffset: number): void {
    for (;;) {
      const first = this.#blocks[0];
      if (first === undefined) return;
      if (first.stream === stream) {
        const surplus = beforeOffset - first.offset;
        if (surplus <= 0) return;
        this.#strikes = 0;
        if (surplus < first.bytes.length) {
          const bytes = first.bytes.subarray(surplus);
          this.#blocks[0] = { ...first, offset: beforeOffset, bytes };
          this.#length -= surplus;
          return;
        }
      } else if (!this.#blocks.some((block) => block.stream === stream)) {
        return;
      }
      this.#dropFirst();
    }
  }

  report(): RingReport {
    return {
      name: this.name,
      capacity: this.capacity,
      length: this.#length,
      received: this.#received,
      lost: this.#lost,
      quarantined: this.#quarantined,
    };
  }

  /** The first block whose bytes lie at or behind a place. */
  #after(place: { stream: string; offset: number } | null): ByteBlock | null {
    if (place === null) return this.#blocks[0] ?? null;
    const at = this.#blocks.findLastIndex((block) =>
      block.stream === place.stream && block.offset < place.offset
    );
    return this.#blocks[at + 1] ?? null;
  }

  #strike(): void {
    if (++this.#strikes < STRIKES_MAX) return;
    this.#strikes = 0;
    const block = this.#blocks[0];
    if (block === undefined) return;
    this.quarantine.push(block);
    if (this.quarantine.length > QUARANTINE_MAX) this.quarantine.shift();
    this.#quarantined += this.#dropFirst().bytes.length;
  }

  #dropFirst(): ByteBlock {
    const first = this.#blocks.shift();
    assert(first !== undefined, `${this.name} holds the bytes it counts`);
    this.#length -= first.bytes.length;
    return first;
  }
}
