/** The smallest span that holds all spans that were added to it. */
export class Stretch {
  #fromMs = Infinity;
  #toMs = -Infinity;

  add(fromMs: number, toMs: number): void {
    this.#fromMs = Math.min(this.#fromMs, fromMs);
    this.#toMs = Math.max(this.#toMs, toMs);
  }

  /** Answers the span, `null` when none was added, and begins anew. */
  take(): { readonly fromMs: number; readonly toMs: number } | null {
    if (this.#fromMs > this.#toMs) return null;
    const span = { fromMs: this.#fromMs, toMs: this.#toMs };
    this.#fromMs = Infinity;
    this.#toMs = -Infinity;
    return span;
  }
}
