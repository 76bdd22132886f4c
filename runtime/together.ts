/** Several loops of one actor: when one throws, the others end before the actor does. */
import type { Life } from "./actor.ts";

/**
 * Starts loops that share a life and waits for all of them. The first throw stops the rest and is
 * thrown on when they have ended, so that nothing of a crashed actor runs on beside its successor.
 *
 * @example
 * ```ts
 * import { together } from "#runtime/together.ts";
 * const life = { signal: AbortSignal.abort(), alive() {}, idle: <T>(wait: Promise<T>) => wait };
 * await together(life, ({ signal }) => [Promise.resolve(), Promise.resolve(void signal.aborted)]);
 * ```
 */
export async function together<L extends Life>(
  life: L,
  start: (life: L) => Promise<void>[],
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([life.signal, failed.signal]);
  const loops = start({ ...life, signal }).map((loop) =>
    loop.catch((thrown) => {
      failed.abort();
      throw thrown;
    })
  );
  const ends = await Promise.allSettled(loops);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
