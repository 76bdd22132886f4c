/** Closing a line in the middle of a read: the read ends first, and nothing is closed twice. */

export class ReadGuard {
  #reading: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  /** Whether the line is closed or about to be; a read that goes on for long looks here. */
  get isClosed(): boolean {
    return this.#closing !== null;
  }

  /** Takes note of a read that has begun. */
  begun<T>(reading: Promise<T>): Promise<T> {
    this.#reading = reading;
    return reading;
  }

  /** Waits for the read under way, so that none of its bytes are lost or stolen, then closes. */
  close(close: () => Promise<void>): Promise<void> {
    return this.#closing ??= this.#reading.then(close, close);
  }
}
