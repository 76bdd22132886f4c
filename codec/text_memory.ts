/**
 * Texts of telegrams (ids, models, idents) are the same from one telegram to the next. Remembering
 * the last ones spares making and cleaning a string each time.
 */

/** A power of two; a telegram holds at most a handful of texts. */
const PLACES = 16;

export class TextMemory<T> {
  readonly #raws: string[] = [];
  readonly #made: T[] = [];

  /** @param make What is wanted of a raw text; called when a text is new. */
  constructor(readonly make: (raw: string) => T) {}

  /** What `make` gives for the Latin-1 text in `bytes[from..to)`. */
  recall(bytes: Uint8Array, from: number, to: number): T {
    const length = to - from;
    const place = length === 0 ? 0 : (length + bytes[from]! * 3 + bytes[to - 1]!) % PLACES;
    const raw = this.#raws[place];
    if (raw !== undefined && raw.length === length) {
      let same = 0;
      while (same < length && raw.charCodeAt(same) === bytes[from + same]) same++;
      if (same === length) return this.#made[place]!;
    }
    let fresh = "";
    for (let at = from; at < to; at++) fresh += String.fromCharCode(bytes[at]!);
    this.#raws[place] = fresh;
    return this.#made[place] = this.make(fresh);
  }
}
