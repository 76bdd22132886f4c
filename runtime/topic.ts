/**
 * Topics: named streams of facts with bounded queues. Sending never waits, so nobody downstream can
 * hold back the wire; what a full queue does is said per reader. Queues are made by the wiring and
 * outlive the actors: a message leaves its queue only after it was processed, and one that crashes
 * its reader three times is put aside.
 */
import { assert } from "./assert.ts";
import { orAborted } from "./or_aborted.ts";
import { HUNG, type Life } from "./actor.ts";

/**
 * What a full queue does. `wait`: loses nothing, the sender asks `room()` first. `dropOldest` and
 * `dropNewest`: lose one message and count it. `conflate`: a newer fact takes the place of the
 * queued one with the same key; when the keys alone fill the queue, the oldest is dropped.
 */
export type Overflow = "wait" | "dropOldest" | "dropNewest" | "conflate";

export type ReaderOptions<T> = {
  /** How many messages may queue. */
  readonly capacity: number;
  readonly overflow: Overflow;
  /** The key of `conflate`; without it all facts share one place. */
  readonly keyOf?: (fact: T) => string;
  /** Greets a reader that joins late with the newest fact: right for state, wrong for commands. */
  readonly replay?: boolean;
};

/** Counts of one queue; all but `length` only grow. received = delivered + lost + length. */
export type QueueReport = {
  readonly name: string;
  readonly capacity: number;
  readonly length: number;
  readonly highWater: number;
  readonly received: number;
  readonly delivered: number;
  readonly conflated: number;
  readonly dropped: number;
  readonly quarantined: number;
};

/** After so many crashes on one message it is put aside. */
export const STRIKES_MAX = 3;
const QUARANTINE_MAX = 50;
/** What all senders may add after `room()` said yes: some frames of each meter of a big house. */
const BURST_MAX = 2_000;

export class Topic<T> {
  readonly #readers = new Set<Reader<T>>();
  #latest: { fact: T } | null = null;

  constructor(readonly name: string) {}

  /** Hands a fact to every reader. Never waits, never throws for a slow reader. */
  send(fact: T): void {
    this.#latest = { fact };
    for (const reader of this.#readers) reader.offer(fact);
  }

  /** Opens a queue of its own for one reader. Dispose of it when the reader is gone for good. */
  reader(name: string, options: ReaderOptions<T>): Reader<T> {
    const reader: Reader<T> = new Reader(`${this.name} > ${name}`, options, () => {
      this.#readers.delete(reader);
    });
    this.#readers.add(reader);
    if (options.replay && this.#latest !== null) reader.offer(this.#latest.fact);
    return reader;
  }

  /** Resolves when no `wait` queue of this topic is full. */
  async room(life: Pick<Life, "signal" | "idle">): Promise<void> {
    for (const reader of this.#readers) await reader.room(life);
  }

  report(): QueueReport[] {
    return [...this.#readers].map((reader) => reader.report());
  }
}

/** One reader's view of a topic: its own bounded queue and its own counts. */
export class Reader<T> implements Disposable {
  readonly quarantine: T[] = [];
  #queue: T[] = [];
  #wake: () => void = () => {};
  /** Senders that wait for room: one for each meter at most. */
  readonly #roomWakes = new Set<() => void>();
  #strikes = 0;
  /** The run that has the head of the queue in its hands. */
  #lease: { life: Life } | null = null;
  #counts = { received: 0, delivered: 0, conflated: 0, dropped: 0, quarantined: 0, highWater: 0 };

  constructor(
    readonly name: string,
    readonly options: ReaderOptions<T>,
    readonly leave: () => void,
  ) {
    assert(options.capacity > 0, `${name} has room for at least one message`);
  }

  get length(): number {
    return this.#queue.length;
  }

  offer(fact: T): void {
    const { capacity, overflow } = this.options;
    this.#counts.received++;
    if (overflow === "conflate" && this.#replace(fact)) return;
    if (this.#queue.length >= capacity) {
      if (overflow === "dropNewest") {
        this.#counts.dropped++;
        return;
      }
      if (overflow === "wait") {
        assert(this.#queue.length < capacity + BURST_MAX, `${this.name} was sent into when full`);
      } else {
        // The head may be in a reader's hands; then the one behind it is the oldest to drop.
        this.#queue.splice(this.#lease === null ? 0 : Math.min(1, capacity - 1), 1);
        this.#counts.dropped++;
      }
    }
    this.#queue.push(fact);
    this.#counts.highWater = Math.max(this.#counts.highWater, this.#queue.length);
    this.#wake();
  }

  /**
   * The messages, each removed when the next one is asked for. Ends with the signal. A throw while
   * a message is in hand is a strike against it; a stop is not.
   */
  async *messages(life: Life): AsyncGenerator<T, void, void> {
    const { signal } = life;
    if (this.#lease?.life.signal.reason === HUNG) this.#strike();
    this.#lease = null;
    const stop = () => this.#wake();
    signal.addEventListener("abort", stop, { once: true });
    try {
      while (!signal.aborted) {
        if (this.#queue.length === 0) {
          await life.idle(new Promise<void>((wake) => this.#wake = wake));
          continue;
        }
        life.alive();
        const lease = { life };
        this.#lease = lease;
        const fact = this.#queue[0] as T;
        let processed = false;
        try {
          yield fact;
          processed = true;
        } finally {
          if (this.#lease === lease) this.#settle(fact, processed, signal.aborted);
        }
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Resolves when the queue has room again; at once for queues that drop. */
  async room({ signal, idle }: Pick<Life, "signal" | "idle">): Promise<void> {
    while (this.options.overflow === "wait" && this.#queue.length >= this.options.capacity) {
      if (signal.aborted) return;
      const room = Promise.withResolvers<void>();
      this.#roomWakes.add(room.resolve);
      try {
        await idle(orAborted(room.promise, signal));
      } finally {
        this.#roomWakes.delete(room.resolve);
      }
    }
  }

  report(): QueueReport {
    const { capacity } = this.options;
    return { name: this.name, capacity, length: this.#queue.length, ...this.#counts };
  }

  [Symbol.dispose](): void {
    this.leave();
  }

  #settle(fact: T, processed: boolean, stopping: boolean): void {
    this.#lease = null;
    if (processed) {
      // With `conflate` the head may have been replaced meanwhile; the newer one stays.
      if (this.#queue[0] === fact) this.#remove();
      this.#counts.delivered++;
    } else if (!stopping) {
      this.#strike();
    }
  }

  #strike(): void {
    if (++this.#strikes < STRIKES_MAX) return;
    this.quarantine.push(this.#queue[0] as T);
    if (this.quarantine.length > QUARANTINE_MAX) this.quarantine.shift();
    this.#counts.quarantined++;
    this.#remove();
  }

  #remove(): void {
    this.#queue.shift();
    this.#strikes = 0;
    for (const wake of this.#roomWakes) wake();
  }

  #replace(fact: T): boolean {
    const keyOf = this.options.keyOf ?? (() => "");
    const key = keyOf(fact);
    const from = this.#lease === null ? 0 : 1;
    const place = this.#queue.findIndex((queued, at) => at >= from && keyOf(queued) === key);
    if (place < 0) return false;
    this.#queue[place] = fact;
    this.#counts.conflated++;
    return true;
  }
}
