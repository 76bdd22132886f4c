import { deepEqual, equal, rejects } from "node:assert/strict";
import { together } from "#runtime/together.ts";
import { lifeOf } from "#tests/support/life.ts";

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

Deno.test("together() ends the other loops before it throws", async () => {
  const order: string[] = [];
  const failing = rejects(
    together(lifeOf(new AbortController()), [
      ({ signal }) => untilAborted(signal).then(() => void order.push("other ended")),
      () => Promise.reject(new Error("first")),
    ]),
    /first/,
  );
  await failing;
  order.push("thrown");
  deepEqual(order, ["other ended", "thrown"]);
});

Deno.test("together() passes the stop on and ends when all loops have", async () => {
  const abort = new AbortController();
  let ended = 0;
  const loop = ({ signal }: { signal: AbortSignal }) =>
    untilAborted(signal).then(() => void ended++);
  const both = together(lifeOf(abort), [loop, loop]);
  abort.abort();
  await both;
  equal(ended, 2);
});
