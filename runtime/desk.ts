/**
 * Questions. Facts travel on topics; a question wants one answer within a deadline. The desk is
 * made by the wiring; one actor serves it, any number may ask.
 */
import { Fault } from "#model/fault.ts";
import type { Clock } from "./clock.ts";
import type { Life } from "./actor.ts";

/** Questions by kind, each with the type of its answer. */
export type Catalogue = Record<string, (question: never) => unknown>;

type Waiting = {
  readonly kind: string;
  readonly question: unknown;
  readonly answer: (value: unknown) => void;
  readonly fail: (thrown: unknown) => void;
  readonly expired: () => boolean;
};

export type DeskReport = {
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly late: number;
};

/** How many questions may wait at once. */
const WAITING_MAX = 16;

/**
 * A desk where questions of a catalogue are answered.
 *
 * @example
 * ```ts
 * import { Desk } from "#runtime/desk.ts";
 * import { systemClock } from "#runtime/clock.ts";
 * type Questions = { double: (n: number) => number };
 * const desk = new Desk<Questions>("maths", systemClock, 10);
 * const four = desk.ask("double", 2); // rejects with the fault "deadline" as nobody serves here
 * await four.catch(() => {});
 * ```
 */
export class Desk<C extends Catalogue> {
  #queue: Waiting[] = [];
  #wake: () => void = () => {};
  #counts = { asked: 0, answered: 0, refused: 0, late: 0 };

  /** @param deadlineMs How long an asker waits before the fault `deadline`. */
  constructor(readonly name: string, readonly clock: Clock, readonly deadlineMs: number) {}

  /** Asks; rejects with the fault `deadline` when no answer came in time or too many wait. */
  async ask<K extends keyof C & string>(
    kind: K,
    question: Parameters<C[K]>[0],
  ): Promise<Awaited<ReturnType<C[K]>>> {
    this.#counts.asked++;
    if (this.#queue.length >= WAITING_MAX) {
      this.#counts.refused++;
      throw new Fault("deadline", { what: `${this.name} has too many questions waiting` });
    }
    const over = new AbortController();
    let expired = false;
    const answer = new Promise<unknown>((answer, fail) => {
      this.#queue.push({ kind, question, answer, fail, expired: () => expired });
      this.#wake();
    });
    const late = this.clock.sleep(this.deadlineMs, over.signal).then(() => {
      if (over.signal.aborted) return;
      expired = true;
      this.#counts.late++;
      throw new Fault("deadline", { what: this.name });
    });
    try {
      const value = await Promise.race([answer, late]);
      this.#counts.answered++;
      return value as Awaited<ReturnType<C[K]>>;
    } finally {
      over.abort();
    }
  }

  /**
   * Serves questions until the signal. What a handler throws goes to the asker, not to the actor.
   */
  async serve(life: Life, handlers: C): Promise<void> {
    const { signal } = life;
    const stop = () => this.#wake();
    signal.addEventListener("abort", stop, { once: true });
    while (!signal.aborted) {
      const waiting = this.#queue.shift();
      if (waiting === undefined) {
        await life.idle(new Promise<void>((wake) => this.#wake = wake));
        continue;
      }
      life.alive();
      if (waiting.expired()) continue;
      try {
        const handler = handlers[waiting.kind] as (question: unknown) => unknown;
        waiting.answer(await handler(waiting.question));
      } catch (thrown) {
        waiting.fail(thrown);
      }
    }
    signal.removeEventListener("abort", stop);
  }

  report(): DeskReport {
    return { name: this.name, ...this.#counts };
  }
}
