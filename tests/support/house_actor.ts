/** One actor under a real supervisor and the real clock, for tests of edges. */
import type { Actor } from "#runtime/actor.ts";
import { systemClock } from "#runtime/clock.ts";
import { type Group, OUTPUTS } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { quietBook } from "./quiet_book.ts";

/** Restarts at once, so that tests do not wait. */
const QUICK: Group = { ...OUTPUTS, delayMsFirst: 1, delayMsMax: 1, crashesMax: 1000 };

export function runActor(actor: Actor) {
  const { book, lines } = quietBook();
  const children = [{ name: "actor", group: QUICK, actor }];
  const supervisor = new Supervisor(children, { clock: systemClock, book });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  return {
    lines,
    crash: () => supervisor.crash("actor"),
    report: () => supervisor.report()[0]!,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await exit;
    },
  };
}
