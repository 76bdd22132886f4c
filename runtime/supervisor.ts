/**
 * The supervisor: starts the actors in list order, lets each be kept alive, gives up for systemd to
 * take over when the pipeline itself cannot live, and stops everything in reverse order.
 */
import { assert } from "./assert.ts";
import type { Child } from "./group.ts";
import { type ActorReport, currentKeeper, Keeper, type KeeperOptions } from "./keeper.ts";

/** Exit codes of the service (chapters 00 §5 and 50 §11.3). */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  plannedRestart: 70,
  escalated: 71,
  dataBusy: 75,
  config: 78,
} as const;
export type ExitCode = typeof EXIT[keyof typeof EXIT];

const TICK_MS = 1_000;

/** Runs a fixed list of actors until told to stop. */
export class Supervisor {
  readonly #keepers: Keeper[];
  readonly #options: KeeperOptions;
  readonly #stop = new AbortController();
  #exit: ExitCode = EXIT.done;

  constructor(children: readonly Child[], options: KeeperOptions) {
    this.#options = options;
    this.#keepers = children.map((child) => new Keeper(child, options, () => this.#escalate()));
  }

  /**
   * Starts all actors, keeps them alive until the signal or an escalation, stops them, and answers
   * with the code to exit with.
   */
  async run(signal: AbortSignal): Promise<ExitCode> {
    const stop = () => this.#stop.abort();
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    const forget = catchStrays(() => this.#escalate());
    const ended = this.#watch();
    for (const keeper of this.#keepers) {
      if (this.#stop.signal.aborted) break;
      await keeper.start();
    }
    await ended;
    for (const keeper of this.#keepers.toReversed()) await keeper.stop();
    forget();
    signal.removeEventListener("abort", stop);
    return this.#exit;
  }

  report(): ActorReport[] {
    return this.#keepers.map((keeper) => keeper.report());
  }

  /** Test hook: throws a fault into an actor at its next touch of the runtime. */
  crash(name: string): void {
    const keeper = this.#keepers.find((keeper) => keeper.child.name === name);
    assert(keeper !== undefined, `there is an actor ${name}`);
    keeper.crash();
  }

  #escalate(): void {
    this.#exit = EXIT.escalated;
    this.#stop.abort();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#options.clock.sleep(TICK_MS, signal);
      for (const keeper of this.#keepers) keeper.tick();
    }
  }
}

/**
 * Errors outside every await would end the process. They are given to the actor in whose context
 * they arose; without one the house escalates, as its state is unknown.
 */
function catchStrays(escalate: () => void): () => void {
  const onError = (event: PromiseRejectionEvent | ErrorEvent) => {
    event.preventDefault();
    const thrown = event instanceof PromiseRejectionEvent ? event.reason : event.error;
    const keeper = currentKeeper();
    if (keeper === undefined) escalate();
    else keeper.stray(thrown);
  };
  globalThis.addEventListener("unhandledrejection", onError);
  globalThis.addEventListener("error", onError);
  return () => {
    globalThis.removeEventListener("unhandledrejection", onError);
    globalThis.removeEventListener("error", onError);
  };
}
