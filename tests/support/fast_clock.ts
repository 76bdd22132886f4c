/** The machine's clock at a multiple of its speed, for tests of the whole house in real time. */
import { type Clock, systemClock } from "#runtime/clock.ts";

export class FastClock implements Clock {
  readonly #startedMs = systemClock.monotonicMs();

  /** @param wallMs What the wall clock says at the beginning, ms UTC. */
  constructor(readonly factor: number, public wallMs: number) {}

  nowMs(): number {
    return Math.round(this.wallMs + this.monotonicMs());
  }

  monotonicMs(): number {
    return (systemClock.monotonicMs() - this.#startedMs) * this.factor;
  }

  sleep(spanMs: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(spanMs / this.factor, signal);
  }

  /** Steps the wall clock and leaves the monotonic one alone, as a time server does. */
  stepWall(byMs: number): void {
    this.wallMs += byMs;
  }
}
