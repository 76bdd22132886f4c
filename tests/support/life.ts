/** A life for queues and desks under test: a signal, and no supervisor. */
import type { Life } from "#runtime/actor.ts";

export function lifeOf(abort: AbortController): Life {
  return { signal: abort.signal, idle: (wait) => wait, alive: () => {} };
}
