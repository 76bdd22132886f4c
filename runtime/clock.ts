/**
 * Time as a parameter. Instants are UTC milliseconds of the wall clock, spans are measured on the
 * monotonic clock; tests run the same code on a `VirtualClock`.
 */
import { setImmediate } from "node:timers";

export interface Clock {
  /** The wall clock, ms UTC. May jump. */
  nowMs(): number;
  /** Never jumps and never goes back; only differences mean something. ms. */
  monotonicMs(): number;
  /** Resolves after a span, or at once when the signal is aborted. Never rejects. */
  sleep(spanMs: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (spanMs, signal) =>
    new Promise((wake) => {
      if (signal?.aborted) return wake();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        wake();
      };
      const timer = setTimeout(end, spanMs);
      signal?.addEventListener("abort", end, { once: true });
    }),
};

type Timer = { atMs: number; order: number; wake: () => void };

/** A clock that only moves when told to. Timers fire in order of time, then of creation. */
export class VirtualClock implements Clock {
  #monotonicMs = 0;
  #wallOffsetMs: number;
  #order = 0;
  #timers: Timer[] = [];

  constructor(nowMs = Date.UTC(2026, 0, 1)) {
    this.#wallOffsetMs = nowMs;
  }

  nowMs(): number {
    return this.#monotonicMs + this.#wallOffsetMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  sleep(spanMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake) => {
      if (signal?.aborted) return wake();
      const timer: Timer = {
        atMs: this.#monotonicMs + Math.max(0, spanMs),
        order: this.#order++,
        wake,
      };
      this.#timers.push(timer);
      signal?.addEventListener("abort", () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        wake();
      }, { once: true });
    });
  }

  /** Moves both clocks forward, firing what falls due and letting its consequences run. */
  async advance(spanMs: number): Promise<void> {
    const endMs = this.#monotonicMs + spanMs;
    await settle();
    for (;;) {
      const next = this.#timers
        .filter((timer) => timer.atMs <= endMs)
        .sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#monotonicMs = next.atMs;
      next.wake();
      await settle();
    }
    this.#monotonicMs = endMs;
    await settle();
  }

  /** Steps the wall clock and leaves the monotonic one alone, as a time server does. */
  jumpWall(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }
}

/** Lets everything that is ready run: microtasks, then a turn of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((wake) => setImmediate(wake));
}
