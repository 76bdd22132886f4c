/**
 * The elements of SML (BSI TR-03109-1, annex IV a, binary encoding), one after the other. An
 * element begins with a type-length field; of several bytes when bit 7 says so.
 *
 * ```text
 * bit 7      another byte of length follows
 * bits 6–4   0 octets, 4 boolean, 5 signed, 6 unsigned, 7 list
 * bits 3–0   bytes of the element with this field; of a list, its elements
 * ```
 *
 * `01`, octets without content, stands for a value that is left out; `00` ends a message. Nothing
 * is allocated and there is no recursion: skipping counts the elements that are still owed.
 */

export const OCTETS = 0x00;
export const INTEGER = 0x50;
export const UNSIGNED = 0x60;
export const LIST = 0x70;

const MORE = 0x80;
const TYPE = 0x70;
const LENGTH = 0x0f;
const LENGTH_MAX = 16 * 1024;
const NUMBER_BYTES_MAX = 8;

/** A walk over elements. Whatever answers `false` has met bytes that are no SML. */
export class Elements {
  bytes = new Uint8Array(0);
  /** Where the next element begins. */
  at = 0;
  to = 0;
  /** Of the element read last. */
  type = OCTETS;
  /** Where its content begins. */
  start = 0;
  /** Bytes of its content; of a list, the number of its elements. */
  length = 0;
  /** Whether it was the mark that ends a message. */
  isEnd = false;

  open(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): void {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** Reads an element; of a list only its head, so that its first element is the next. */
  next(): boolean {
    const { bytes, at, to } = this;
    if (at >= to) return false;
    const first = bytes[at]!;
    let length = first & LENGTH;
    let start = at + 1;
    for (let more = first & MORE; more !== 0; start++) {
      if (start >= to) return false;
      more = bytes[start]! & MORE;
      length = (length << 4) | (bytes[start]! & LENGTH);
      if (length > LENGTH_MAX) return false;
    }
    this.type = first & TYPE;
    this.start = start;
    this.isEnd = first === 0;
    if (this.type === LIST) {
      this.length = length;
      this.at = start;
      return length <= to - start;
    }
    this.length = this.isEnd ? 0 : length - (start - at);
    this.at = start + this.length;
    return this.length >= 0 && this.at <= to;
  }

  /** Reads the head of a list that must have so many elements. */
  list(count: number): boolean {
    return this.next() && this.type === LIST && this.length === count;
  }

  /** Reads octets. */
  octets(): boolean {
    return this.next() && this.type === OCTETS && !this.isEnd;
  }

  /** Reads over an element and all it holds. */
  skip(): boolean {
    for (let owed = 1; owed > 0; owed--) {
      if (!this.next() || this.isEnd) return false;
      if (this.type === LIST) owed += this.length;
      if (owed > LENGTH_MAX) return false;
    }
    return true;
  }

  /** Whether the element read last is a number that can be told. */
  get isNumber(): boolean {
    return (this.type === INTEGER || this.type === UNSIGNED) && this.length >= 1 &&
      this.length <= NUMBER_BYTES_MAX;
  }

  /** The number read last; NaN when it is none, or has more digits than a double can keep. */
  number(): number {
    return this.#value(this.type === INTEGER);
  }

  /** The same with its sign bit taken for a digit. */
  unsigned(): number {
    return this.#value(false);
  }

  #value(isSigned: boolean): number {
    if (!this.isNumber) return NaN;
    const { bytes, start } = this;
    const first = bytes[start]!;
    let value = isSigned ? (first << 24) >> 24 : first;
    for (let place = start + 1; place < this.at; place++) value = value * 256 + bytes[place]!;
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : NaN;
  }
}
