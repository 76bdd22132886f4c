/** A life for queues and desks under test: a signal, and no supervisor. */
import type { Context, Life, Pulse } from "#runtime/actor.ts";

export function lifeOf(abort: AbortController): Life & Pick<Context, "strand"> {
  const pulse: Pulse = { idle: (wait) => wait, alive: () => {} };
  return { signal: abort.signal, ...pulse, strand: (loop) => loop(pulse) };
}
