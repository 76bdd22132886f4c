import { deepEqual } from "node:assert/strict";
import { Rhythm } from "#drivers/linux/rhythm.ts";
import { VirtualClock } from "#runtime/clock.ts";

/** The seconds at which rounds begin that last so long. */
async function begins(roundMs: number): Promise<number[]> {
  const clock = new VirtualClock();
  const rhythm = new Rhythm(10_000, clock);
  const found: number[] = [];
  while (clock.monotonicMs() < 50_000) {
    const waiting = rhythm.begins();
    await clock.advance(1000);
    if (!await waiting) continue;
    found.push(Math.round(clock.monotonicMs() / 1000));
    await clock.advance(roundMs);
  }
  return found;
}

Deno.test("Rhythm lets rounds begin at a fixed distance, however long they last", async () => {
  deepEqual(await begins(0), [1, 10, 20, 30, 40, 50]);
  deepEqual(await begins(4000), [1, 10, 20, 30, 40, 50]);
});

Deno.test("Rhythm does not make up for rounds that lasted too long", async () => {
  deepEqual(await begins(14_000), [1, 16, 31, 46]);
});
