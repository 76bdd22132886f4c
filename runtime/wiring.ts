/**
 * The parts of one house as the wiring makes them: every topic, ring, desk and actor made here is
 * counted, shown and supervised without being named a second time.
 */
import type { Actor } from "./actor.ts";
import { ByteRing, type RingReport } from "./byte_ring.ts";
import type { Clock } from "./clock.ts";
import { type Catalogue, Desk, type DeskReport } from "./desk.ts";
import type { LogBook } from "./log.ts";
import type { Child, Group } from "./group.ts";
import type { ActorReport } from "./keeper.ts";
import { Supervisor } from "./supervisor.ts";
import { type QueueReport, Topic } from "./topic.ts";

/** What the house knows of itself: every actor, queue, ring and desk with its counts. */
export type HouseReport = {
  readonly actors: readonly ActorReport[];
  readonly queues: readonly QueueReport[];
  readonly rings: readonly RingReport[];
  readonly desks: readonly DeskReport[];
};

export class Wiring {
  readonly #queues: { report(): QueueReport[] }[] = [];
  readonly #rings: ByteRing[] = [];
  readonly #desks: { report(): DeskReport }[] = [];
  readonly #children: Child[] = [];
  #supervisor: Supervisor | null = null;

  constructor(readonly clock: Clock, readonly book: LogBook) {}

  topic<T>(name: string): Topic<T> {
    const topic = new Topic<T>(name);
    this.#queues.push(topic);
    return topic;
  }

  ring(name: string, capacity: number): ByteRing {
    const ring = new ByteRing(name, capacity);
    this.#rings.push(ring);
    return ring;
  }

  desk<C extends Catalogue>(name: string, deadlineMs: number): Desk<C> {
    const desk = new Desk<C>(name, this.clock, deadlineMs);
    this.#desks.push(desk);
    return desk;
  }

  /** Adds an actor. They start in the order of these calls and stop in reverse. */
  actor(name: string, group: Group, actor: Actor): void {
    this.#children.push({ name, group, actor });
  }

  /** The supervisor of all actors added so far. */
  supervise(): Supervisor {
    const { clock, book } = this;
    return this.#supervisor = new Supervisor(this.#children, { clock, book });
  }

  report(): HouseReport {
    return {
      actors: this.#supervisor?.report() ?? [],
      queues: this.#queues.flatMap((topic) => topic.report()),
      rings: this.#rings.map((ring) => ring.report()),
      desks: this.#desks.map((desk) => desk.report()),
    };
  }
}
