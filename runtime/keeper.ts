/** Keeps one actor alive: runs it, watches for crashes and silence, waits, runs it again. */
import { AsyncLocalStorage } from "node:async_hooks";
import { asFault, Fault } from "#model/fault.ts";
import { type Actor, type Context, HUNG, type Pulse } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Child } from "./group.ts";
import type { LogBook } from "./log.ts";

const DELAY_FACTOR = 2;
const JITTER = 0.2;
/** After so long without a crash the delay is the first one again. */
const HEALTHY_MS = 60_000;
const START_MS_MAX = 15_000;

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

export type KeeperOptions = {
  readonly clock: Clock;
  readonly book: LogBook;
  /** 0 to 1, for the jitter of the delays. */
  readonly random?: () => number;
};

type Heart = { lastBeatMs: number; idleCount: number };

type Run = {
  readonly abort: AbortController;
  readonly ended: Promise<Fault | null>;
  readonly ready: Promise<void>;
  /** One of the actor itself, and one of each strand that runs. */
  readonly hearts: Set<Heart>;
  /** A fault thrown into the actor at its next touch of the runtime: the test hook. */
  poison: Fault | null;
  /** Ends the waits that are going on. */
  readonly idlers: Set<(fault: Fault) => void>;
};

const current = new AsyncLocalStorage<Keeper>();

/** The keeper in whose actor the calling code runs; `undefined` outside all actors. */
export function currentKeeper(): Keeper | undefined {
  return current.getStore();
}

/** One actor and its runs. */
export class Keeper {
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
    readonly options: KeeperOptions,
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
    this.#poison(new Fault("internal", { what: "crashed by the test hook" }));
  }

  /** Ends an actor that has been silent for too long outside a wait. */
  tick(): void {
    const run = this.#run;
    if (run === null || run.abort.signal.aborted) return;
    const silentFromMs = this.options.clock.monotonicMs() - this.child.group.silenceMsMax;
    const isHung = ({ idleCount, lastBeatMs }: Heart) =>
      idleCount === 0 && lastBeatMs < silentFromMs;
    if (![...run.hearts].some(isHung)) return;
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
    const run: Run = {
      abort,
      ready: ready.promise,
      // Assigned below; the context needs the run before the actor can be called.
      ended: Promise.resolve(null),
      hearts: new Set(),
      poison: null,
      idlers: new Set(),
    };
    const heart = this.#heart(run);
    const context: Context = {
      signal: abort.signal,
      clock,
      log: this.#log,
      ...this.#pulse(run, heart),
      strand: async (loop) => {
        const own = this.#heart(run);
        heart.idleCount++;
        try {
          return await loop(this.#pulse(run, own));
        } finally {
          run.hearts.delete(own);
          heart.idleCount--;
          heart.lastBeatMs = clock.monotonicMs();
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

  #heart(run: Run): Heart {
    const heart = { lastBeatMs: this.options.clock.monotonicMs(), idleCount: 0 };
    run.hearts.add(heart);
    return heart;
  }

  #pulse(run: Run, heart: Heart): Pulse {
    const { clock } = this.options;
    const touch = () => {
      heart.lastBeatMs = clock.monotonicMs();
      if (run.poison !== null && this.#run === run) throw run.poison;
    };
    return {
      alive: touch,
      idle: async <T>(wait: Promise<T>): Promise<T> => {
        touch();
        heart.idleCount++;
        // Not a race with a promise of the whole run: that would keep a trace of every wait.
        const ended = Promise.withResolvers<T>();
        run.idlers.add(ended.reject);
        wait.then(ended.resolve, ended.reject);
        try {
          return await ended.promise;
        } finally {
          run.idlers.delete(ended.reject);
          heart.idleCount--;
          heart.lastBeatMs = clock.monotonicMs();
        }
      },
    };
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
    this.#poison(asFault(thrown));
  }

  /** Lets the run fail at its next touch of the runtime, and ends its waits. */
  #poison(fault: Fault): void {
    const run = this.#run;
    if (run === null) return;
    run.poison = fault;
    for (const end of run.idlers) end(fault);
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
