/** Several loops of one actor: when one throws, the others end before the actor does. */
import type { Context, Life } from "./actor.ts";

/**
 * Starts loops that share a signal, each with a heartbeat of its own, and waits for all of them.
 * The first throw stops the rest and is thrown on when they have ended, so that nothing of a
 * crashed actor runs on beside its successor.
 *
 * @example
 * ```ts
 * import { together } from "#runtime/together.ts";
 * const pulse = { alive() {}, idle: <T>(wait: Promise<T>) => wait };
 * const strand = <T>(loop: (own: typeof pulse) => Promise<T>) => loop(pulse);
 * const life = { signal: AbortSignal.abort(), ...pulse, strand };
 * await together(life, [({ signal }) => Promise.resolve(void signal.aborted)]);
 * ```
 */
export async function together<L extends Life & Pick<Context, "strand">>(
  life: L,
  loops: readonly ((life: L) => Promise<void>)[],
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([life.signal, failed.signal]);
  const running = loops.map((loop) =>
    life.strand((pulse) => loop({ ...life, ...pulse, signal })).catch((thrown) => {
      failed.abort();
      throw thrown;
    })
  );
  const ends = await Promise.allSettled(running);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
