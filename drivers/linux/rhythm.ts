/** Rounds of questions at a fixed rhythm, for lines that must answer every read within a second. */
import type { Clock } from "#runtime/clock.ts";

const LOOK_AROUND_MS = 1_000;

export class Rhythm {
  #dueMs: number;

  /** @param everyMs From the start of one round to the start of the next. */
  constructor(readonly everyMs: number, readonly clock: Clock) {
    this.#dueMs = clock.monotonicMs();
  }

  /** Waits for the next round, at most a second; true when it begins. The first begins at once. */
  async begins(): Promise<boolean> {
    const waitMs = this.#dueMs - this.clock.monotonicMs();
    if (waitMs > 0) await this.clock.sleep(Math.min(waitMs, LOOK_AROUND_MS));
    if (waitMs > LOOK_AROUND_MS) return false;
    // A round that took too long does not make the next ones hurry.
    this.#dueMs = Math.max(this.#dueMs + this.everyMs, this.clock.monotonicMs());
    return true;
  }

  /** Lets the next round begin at once. */
  hurry(): void {
    this.#dueMs = this.clock.monotonicMs();
  }
}
