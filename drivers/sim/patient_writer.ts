/** Writing to a line whose reader may be slow or away: waits a moment, then drops. */
import type { Bytes } from "../ports.ts";

const PATIENCE_MS = 500;

type Sink = { write(bytes: Bytes): Promise<number> };

export class PatientWriter {
  readonly #sink: Sink;
  #writing: Promise<void> | null = null;
  #isStuck = false;

  /** @param onBroken Called when the sink throws: the reader went away for good. */
  constructor(sink: Sink, readonly onBroken: () => void) {
    this.#sink = sink;
  }

  /**
   * Begins to write when the bytes before are through. When these take longer than half a second
   * the new ones are dropped, and so are all that follow until the old ones are through.
   */
  async write(bytes: Bytes): Promise<void> {
    if (this.#writing !== null && (this.#isStuck || !await inTime(this.#writing))) {
      this.#isStuck = true;
      return;
    }
    this.#writing = this.#write(bytes);
  }

  /** Resolves when everything is written, or after half a second. */
  async drain(): Promise<void> {
    if (this.#writing !== null) await inTime(this.#writing);
  }

  async #write(bytes: Bytes): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) at += await this.#sink.write(bytes.subarray(at));
    } catch {
      this.onBroken();
    }
    this.#writing = null;
    this.#isStuck = false;
  }
}

async function inTime(writing: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((wake) => timer = setTimeout(() => wake(false), PATIENCE_MS));
  try {
    return await Promise.race([writing.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
