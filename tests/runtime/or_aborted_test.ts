import { equal, rejects } from "node:assert/strict";
import { ABORTED, orAborted } from "#runtime/or_aborted.ts";

Deno.test("orAborted() gives what comes first: value, fault or signal", async () => {
  const { signal } = new AbortController();
  equal(await orAborted(Promise.resolve(1), signal), 1);
  await rejects(orAborted(Promise.reject(new Error("broke")), signal), /broke/);
  const stop = new AbortController();
  const waiting = orAborted(new Promise(() => {}), stop.signal);
  stop.abort();
  equal(await waiting, ABORTED);
  equal(await orAborted(Promise.resolve(1), stop.signal), ABORTED);
});

Deno.test("orAborted() leaves no listener behind", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (
    listeners--, remove(...args)
  );
  for (let n = 0; n < 100; n++) await orAborted(Promise.resolve(n), signal);
  equal(listeners, 0);
});
