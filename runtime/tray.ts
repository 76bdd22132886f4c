/** A bounded list of the newest things, made by the wiring so that it outlives the actors. */

export class Tray<T> {
  #items: readonly T[] = [];

  /** @param capacity Things kept at most; the oldest goes first. */
  constructor(readonly capacity: number) {}

  /** What is there, oldest first; this list never changes. */
  get items(): readonly T[] {
    return this.#items;
  }

  put(item: T): void {
    this.#items = [...this.#items, item].slice(-this.capacity);
  }
}
