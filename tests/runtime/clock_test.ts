import { deepEqual, equal } from "node:assert/strict";
import { systemClock, VirtualClock } from "#runtime/clock.ts";

Deno.test("VirtualClock fires timers in order of time, then of creation", async () => {
  const clock = new VirtualClock(0);
  const fired: string[] = [];
  const wait = (ms: number, name: string) => clock.sleep(ms).then(() => fired.push(name));
  const all = [wait(20, "c"), wait(10, "a"), wait(10, "b")];
  await clock.advance(10);
  deepEqual(fired, ["a", "b"]);
  equal(clock.nowMs(), 10);
  await clock.advance(10);
  await Promise.all(all);
  deepEqual(fired, ["a", "b", "c"]);
});

Deno.test("VirtualClock lets a woken sleeper sleep again inside one advance", async () => {
  const clock = new VirtualClock(0);
  let ticks = 0;
  const abort = new AbortController();
  const loop = (async () => {
    while (!abort.signal.aborted) {
      await clock.sleep(10, abort.signal);
      ticks++;
    }
  })();
  await clock.advance(95);
  equal(ticks, 9);
  abort.abort();
  await loop;
});

Deno.test("VirtualClock.jumpWall() leaves the monotonic clock alone", () => {
  const clock = new VirtualClock(1000);
  clock.jumpWall(500);
  equal(clock.nowMs(), 1500);
  equal(clock.monotonicMs(), 0);
});

Deno.test("Clock.sleep() ends with its signal on both clocks", async () => {
  for (const clock of [systemClock, new VirtualClock()]) {
    const abort = new AbortController();
    const sleep = clock.sleep(1_000_000, abort.signal);
    abort.abort();
    await sleep;
    await clock.sleep(1_000_000, abort.signal);
  }
});
