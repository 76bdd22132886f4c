/**
 * The supervisor: starts the actors in list order, restarts the ones that fail with growing delays,
 * parks what may rest, gives up for systemd to take over when the pipeline itself cannot live, and
 * stops everything in reverse order. The rules are those of chapter 60 §3.4 and §5; what was made
 * simpler is in `docs/decisions/003-runtime.md`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { asFault, Fault } from "#model/fault.ts";
import { assert } from "./assert.ts";
import { type Actor, type Context, HUNG } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { LogBook } from "./log.ts";

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

/** How a group of actors is restarted, and what happens when that does not help. */
export type Group = {
  readonly name: string;
  readonly delayMsFirst: number;
  readonly delayMsMax: number;
  /** More crashes than this inside the window, and the group's last resort follows. */
  readonly crashesMax: number;
  readonly windowMs: number;
  /** The last resort: rest for so long, or end the process. */
  readonly lastResort: { readonly parkMs: number } | "escalate";
  /** Silence outside `idle` that counts as hung. */
  readonly silenceMsMax: number;
  /** How long a stop may take before the actor is left behind. */
  readonly stopMs: number;
};

/** The line from the wire to the store: without it the house has no purpose. */
export const PIPELINE: Group = {
  name: "pipeline",
  delayMsFirst: 100,
  delayMsMax: 5_000,
  crashesMax: 5,
  windowMs: 120_000,
  lastResort: "escalate",
  silenceMsMax: 15_000,
  stopMs: 5_000,
};

/** Everything the house can live without for a while. */
export const OUTPUTS: Group = {
  name: "outputs",
  delayMsFirst: 1_000,
  delayMsMax: 30_000,
  crashesMax: 20,
  windowMs: 600_000,
  lastResort: { parkMs: 300_000 },
  silenceMsMax: 30_000,
  stopMs: 3_000,
};

const DELAY_FACTOR = 2;
const JITTER = 0.2;
/** After so long without a crash the delay is the first one again. */
const HEALTHY_MS = 60_000;
const TICK_MS = 1_000;
const START_MS_MAX = 15_000;

export type Child = {
  readonly name: string;
  readonly group: Group;
  readonly actor: Actor;
};

export type ActorState = "new" | "starting" | "running" | "waiting" | "parked" | "finished";

export type ActorReport = {
  readonly name: string;
  readonly group: string;
  readonly state: ActorState;
  readonly generation: number;
  readonly crashes: number;
  readonly hangs: number;
  readonly lastFault: { code: string; message: string } | null;
  readonly counters: Readonly<Record<string, number>>;
};

export type SupervisorOptions = {
  readonly clock: Clock;
  readonly book: LogBook;
  /** 0 to 1, for the jitter of the delays. */
  readonly random?: () => number;
};

type Run = {
  readonly abort: AbortController;
  readonly ended: Promise<Fault | null>;
  readonly ready: Promise<void>;
  lastBeatMs: number;
  idleCount: number;
  /** A fault thrown into the actor at its next touch of the runtime: the test hook. */
  poison: Fault | null;
  rejectIdle: (fault: Fault) => void;
};

const current = new AsyncLocalStorage<Keeper>();

/** Runs a fixed list of actors until told to stop. */
export class Supervisor {
  readonly #keepers: Keeper[];
  readonly #options: SupervisorOptions;
  readonly #stop = new AbortController();
  #exit: ExitCode = EXIT.done;

  constructor(children: readonly Child[], options: SupervisorOptions) {
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

/** Keeps one actor alive. */
class Keeper {
  #run: Run | null = null;
  #state: ActorState = "new";
  #generation = 0;
  #hangs = 0;
  #crashCount = 0;
  #crashTimesMs: number[] = [];
  #delayMs: number;
  #lastFault: Fault | null = null;
  #life: Promise<void> = Promise.resolve();
  readonly #counters: Record<string, number> = {};
  readonly #stopping = new AbortController();

  constructor(
    readonly child: Child,
    readonly options: SupervisorOptions,
    readonly escalate: () => void,
  ) {
    this.#delayMs = child.group.delayMsFirst;
  }

  /** Resolves when the actor said `ready`, ended, or took too long. */
  async start(): Promise<void> {
    this.#life = this.#live();
    const over = new AbortController();
    await Promise.race([
      this.#run?.ready,
      this.#run?.ended,
      this.options.clock.sleep(START_MS_MAX, over.signal),
    ]);
    over.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const over = new AbortController();
    this.#run?.abort.abort();
    let late = false;
    const limit = this.options.clock.sleep(this.child.group.stopMs, over.signal)
      .then(() => late = !over.signal.aborted);
    await Promise.race([this.#life, limit]);
    over.abort();
    if (late) this.#log.warn("did not stop in time and is left behind");
  }

  crash(): void {
    const fault = new Fault("internal", { what: "crashed by the test hook" });
    if (this.#run === null) return;
    this.#run.poison = fault;
    this.#run.rejectIdle(fault);
  }

  /** Ends an actor that has been silent for too long outside a wait. */
  tick(): void {
    const run = this.#run;
    if (run === null || run.idleCount > 0 || run.abort.signal.aborted) return;
    if (this.options.clock.monotonicMs() - run.lastBeatMs <= this.child.group.silenceMsMax) return;
    this.#hangs++;
    run.abort.abort(HUNG);
  }

  report(): ActorReport {
    const fault = this.#lastFault;
    return {
      name: this.child.name,
      group: this.child.group.name,
      state: this.#state,
      generation: this.#generation,
      crashes: this.#crashCount,
      hangs: this.#hangs,
      lastFault: fault === null ? null : { code: fault.code, message: fault.message },
      counters: { ...this.#counters },
    };
  }

  get #log() {
    return this.options.book.part(this.child.name);
  }

  async #live(): Promise<void> {
    const { clock } = this.options;
    while (!this.#stopping.signal.aborted) {
      const startedMs = clock.monotonicMs();
      const run = this.#begin();
      const fault = await run.ended;
      this.#run = null;
      // Whatever the run left behind ends here, before a new run begins.
      run.abort.abort();
      if (this.#stopping.signal.aborted) break;
      if (fault === null) {
        this.#state = "finished";
        return;
      }
      if (clock.monotonicMs() - startedMs >= HEALTHY_MS) {
        this.#delayMs = this.child.group.delayMsFirst;
      }
      await this.#recover(fault);
    }
    this.#state = "finished";
  }

  #begin(): Run {
    const { clock } = this.options;
    const abort = new AbortController();
    const ready = Promise.withResolvers<void>();
    const idleFault = Promise.withResolvers<never>();
    idleFault.promise.catch(() => {});
    const run: Run = {
      abort,
      ready: ready.promise,
      // Assigned below; the context needs the run before the actor can be called.
      ended: Promise.resolve(null),
      lastBeatMs: clock.monotonicMs(),
      idleCount: 0,
      poison: null,
      rejectIdle: idleFault.reject,
    };
    const touch = () => {
      run.lastBeatMs = clock.monotonicMs();
      if (run.poison !== null && this.#run === run) throw run.poison;
    };
    const context: Context = {
      signal: abort.signal,
      clock,
      log: this.#log,
      alive: touch,
      idle: async (wait) => {
        touch();
        run.idleCount++;
        try {
          return await Promise.race([wait, idleFault.promise]);
        } finally {
          run.idleCount--;
          run.lastBeatMs = clock.monotonicMs();
        }
      },
      ready: () => {
        this.#state = "running";
        ready.resolve();
      },
      count: (name, by = 1) => {
        if (this.#run === run) this.#counters[name] = (this.#counters[name] ?? 0) + by;
      },
    };
    this.#generation++;
    this.#state = "starting";
    this.#run = run;
    const life = current.run(this, () => startActor(this.child.actor, context));
    return this.#run = Object.assign(run, { ended: Promise.race([life, hung(abort.signal)]) });
  }

  async #recover(fault: Fault): Promise<void> {
    const { clock, random = Math.random } = this.options;
    const { group } = this.child;
    this.#lastFault = fault;
    this.#crashCount++;
    const nowMs = clock.monotonicMs();
    this.#crashTimesMs = [...this.#crashTimesMs, nowMs]
      .filter((atMs) => nowMs - atMs < group.windowMs);
    this.#log.error(fault, fault.code === "internal" ? { stack: stackOf(fault) } : undefined);
    if (this.#crashTimesMs.length > group.crashesMax) {
      this.#crashTimesMs = [];
      if (group.lastResort === "escalate") {
        this.#log.error("failed too often: the service ends, so that the system restarts it");
        return this.escalate();
      }
      this.#state = "parked";
      this.#log.error(new Fault("actor-parked", { what: fault.message }));
      await clock.sleep(group.lastResort.parkMs, this.#stopping.signal);
      this.#delayMs = group.delayMsFirst;
      return;
    }
    this.#state = "waiting";
    const jitter = 1 + JITTER * (2 * random() - 1);
    await clock.sleep(this.#delayMs * jitter, this.#stopping.signal);
    this.#delayMs = Math.min(this.#delayMs * DELAY_FACTOR, group.delayMsMax);
  }

  /** An error that no await of the actor caught: it counts as the actor's crash. */
  stray(thrown: unknown): void {
    if (this.#run === null) return;
    const fault = asFault(thrown);
    this.#run.poison = fault;
    this.#run.rejectIdle(fault);
  }
}

async function startActor(actor: Actor, context: Context): Promise<Fault | null> {
  try {
    await actor(context);
    return null;
  } catch (thrown) {
    return asFault(thrown);
  }
}

/** Resolves with a fault when a run is ended because it hung; a plain stop leaves it waiting. */
function hung(signal: AbortSignal): Promise<Fault> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      if (signal.reason === HUNG) resolve(new Fault("actor-hung"));
    }, { once: true });
  });
}

function stackOf(fault: Fault): string {
  const source = fault.detail.cause instanceof Error ? fault.detail.cause : fault;
  return (source.stack ?? "").split("\n").slice(0, 6).join("\n");
}

/**
 * Errors outside every await would end the process. They are given to the actor in whose context
 * they arose; without one the house escalates, as its state is unknown.
 */
function catchStrays(escalate: () => void): () => void {
  const onError = (event: PromiseRejectionEvent | ErrorEvent) => {
    event.preventDefault();
    const thrown = event instanceof PromiseRejectionEvent ? event.reason : event.error;
    const keeper = current.getStore();
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
