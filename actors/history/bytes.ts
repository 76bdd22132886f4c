/**
 * Growing and reading a run of bytes: variable-length whole numbers, floats and texts. Whole
 * numbers take one byte below 64, two below 8192 and so on; they may be negative and reach 2^52.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const BASE = 128;

/** Collects bytes in a buffer that is used again and again. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** Forgets everything written. */
  clear(): void {
    this.#length = 0;
  }

  /** What was written, as a view that holds until the next `clear`. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number of either sign. */
  whole(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A whole number that is not negative. */
  count(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= BASE) {
      this.#bytes[this.#length++] = rest % BASE + BASE;
      rest = Math.floor(rest / BASE);
    }
    this.#bytes[this.#length++] = rest;
  }

  float(value: number): void {
    this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  text(value: string): void {
    this.block(encoder.encode(value));
  }

  /** A block of bytes with its length. */
  block(value: Uint8Array): void {
    this.count(value.length);
    this.#room(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Reads what `ByteWriter` wrote. Throws `RangeError` beyond the end. */
export class ByteReader {
  #at = 0;
  constructor(readonly bytes: Uint8Array<ArrayBuffer>) {}

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined) throw new RangeError("the bytes end too early");
    return byte;
  }

  whole(): number {
    const value = this.count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  count(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte % BASE) * weight;
      if (byte < BASE) return value;
      weight *= BASE;
    }
  }

  float(): number {
    const { buffer } = this.block(8);
    return new DataView(buffer).getFloat64(0, true);
  }

  text(): string {
    return decoder.decode(this.block(this.count()));
  }

  /** A copy of the next bytes. */
  block(length: number): Uint8Array<ArrayBuffer> {
    if (this.#at + length > this.bytes.length) throw new RangeError("the bytes end too early");
    return this.bytes.slice(this.#at, this.#at += length);
  }
}
