/** What an actor is, and everything it may touch besides the topics it was given. */
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";

/** A long-running function. Returning means finished; throwing means "start me afresh". */
export type Actor = (context: Context) => Promise<void>;

export type Context = {
  /** Aborted when the actor shall stop; every wait ends with it. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Log;
  /** Says that work goes on. An actor silent for its `silenceMsMax` outside `idle` is hung. */
  alive(): void;
  /** Marks a wait for the outside world: as long as it lasts, silence is no sickness. */
  idle<T>(wait: Promise<T>): Promise<T>;
  /**
   * Runs one of several loops with a heartbeat of its own, so that the waiting of one does not hide
   * that another hangs.
   */
  strand<T>(loop: (pulse: Pulse) => Promise<T>): Promise<T>;
  /** Says that the actor is up; the next one in the list starts after this. */
  ready(): void;
  /** Adds to a counter of this actor; counters survive restarts and only grow. */
  count(name: string, by?: number): void;
};

/** A heartbeat: signs of life, and the waits in which there need be none. */
export type Pulse = Pick<Context, "alive" | "idle">;

/** What a queue needs to know of its reader's life. */
export type Life = Pick<Context, "signal" | "idle" | "alive">;

/** The abort reason of an actor that was taken away because it hung. */
export const HUNG = Symbol("hung");
