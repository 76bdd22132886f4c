/** The lists a simulated meter pushes, one after the other, each with its instant and its bytes. */
import type { Layout, Push } from "#codec/encode/layouts/layout.ts";
import type { Bytes } from "../ports.ts";
import type { Household } from "./household.ts";

export type SimulatedMeter = { readonly layout: Layout; readonly household: Household };

export type SimulatedPush = {
  /** Meter time of the list, ms UTC. */
  readonly atMs: number;
  readonly list: Push["list"];
  readonly bytes: Bytes;
};

/** How long after the first list a listener gets the richest one. */
const GREETING_MS = 1_000;

/**
 * All pushes from an instant on, without end. A listener is greeted: the second list comes at once
 * and the richest one a second later, so that nobody waits an hour for the first registers. After
 * that every list has its own true times.
 */
export function* pushes(
  { layout, household }: SimulatedMeter,
  fromMs: number,
): Generator<SimulatedPush, never, void> {
  const push = (list: Push["list"], atMs: number): SimulatedPush => {
    return { atMs, list, bytes: layout.encode(household.at(atMs), list) };
  };
  const { pushes } = layout;
  yield push((pushes[1] ?? pushes[0]).list, fromMs);
  let atMs = fromMs;
  if (pushes.length > 1) {
    atMs += GREETING_MS;
    yield push(pushes.at(-1)!.list, atMs);
  }
  for (;;) {
    const due = nextDue(pushes, atMs);
    atMs = due.atMs;
    yield push(due.list, atMs);
  }
}

/** The next list due after an instant; of several at one instant the richest. */
export function nextDue(
  pushes: readonly Push[],
  afterMs: number,
): { readonly atMs: number; readonly list: Push["list"] } {
  let next: { atMs: number; list: Push["list"] } | null = null;
  for (const { list, everyMs, offsetMs } of pushes) {
    const atMs = (Math.floor((afterMs - offsetMs) / everyMs) + 1) * everyMs + offsetMs;
    if (next === null || atMs <= next.atMs) next = { atMs, list };
  }
  return next!;
}
