/** When a simulated meter pushes which list. */
import type { Push } from "#codec/encode/parts/layout.ts";

/** A list and its instant of meter time, ms UTC. */
export type Due = { readonly list: Push["list"]; readonly atMs: number };

/** How long after the first list a listener gets the richest one. */
const GREETING_MS = 1_000;

/**
 * All lists from an instant on, without end. A listener is greeted: the second list comes at once
 * and the richest one a second later, so that nobody waits an hour for the first registers. After
 * that every list has its own true times.
 */
export function* schedule(
  pushes: readonly [Push, ...Push[]],
  fromMs: number,
): Generator<Due, never, void> {
  let due: Due = { list: (pushes[1] ?? pushes[0]).list, atMs: fromMs };
  yield due;
  if (pushes.length > 1) {
    due = { list: pushes.at(-1)!.list, atMs: fromMs + GREETING_MS };
    yield due;
  }
  for (;;) {
    due = nextDue(pushes, due.atMs);
    yield due;
  }
}

/** The next list after an instant; of several at one instant the richest, which stands last. */
function nextDue([first, ...richer]: readonly [Push, ...Push[]], afterMs: number): Due {
  let next = dueOf(first, afterMs);
  for (const push of richer) {
    const due = dueOf(push, afterMs);
    if (due.atMs <= next.atMs) next = due;
  }
  return next;
}

function dueOf({ list, everyMs, offsetMs }: Push, afterMs: number): Due {
  const count = Math.floor((afterMs - offsetMs) / everyMs) + 1;
  return { list, atMs: count * everyMs + offsetMs };
}
