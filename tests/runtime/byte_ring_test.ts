import { deepEqual, equal, rejects } from "node:assert/strict";
import { ByteRing } from "#runtime/byte_ring.ts";
import { STRIKES_MAX } from "#runtime/topic.ts";
import { arrivalAt } from "#tests/support/arrival.ts";
import { lifeOf } from "#tests/support/life.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

/** The next `count` blocks as `[offset, ...bytes]`. */
async function take(ring: ByteRing, count: number): Promise<number[][]> {
  const abort = new AbortController();
  const taken: number[][] = [];
  for await (const block of ring.blocks(lifeOf(abort))) {
    taken.push([block.offset, ...block.bytes]);
    if (taken.length === count) abort.abort();
  }
  return taken;
}

Deno.test("ByteRing delivers blocks with absolute offsets and again after a restart", async () => {
  const ring = new ByteRing("ring", 100);
  ring.append("s", bytes(1, 2), arrivalAt(0));
  ring.append("s", bytes(3), arrivalAt(0));
  deepEqual(await take(ring, 2), [[0, 1, 2], [2, 3]]);
  deepEqual(await take(ring, 2), [[0, 1, 2], [2, 3]]);
});

Deno.test("ByteRing.release() gives up bytes, also in the middle of a block", async () => {
  const ring = new ByteRing("ring", 100);
  ring.append("s", bytes(1, 2, 3), arrivalAt(0));
  ring.append("s", bytes(4, 5), arrivalAt(0));
  ring.release("s", 2);
  deepEqual(await take(ring, 2), [[2, 3], [3, 4, 5]]);
  ring.release("s", 5);
  equal(ring.report().length, 0);
});

Deno.test("ByteRing keeps the time of arrival of a block that is delivered again", async () => {
  const ring = new ByteRing("ring", 100);
  ring.append("s", bytes(1), { atMs: 1234, tickMs: 56 });
  for await (const { atMs, tickMs } of ring.blocks(lifeOf(new AbortController()))) {
    deepEqual([atMs, tickMs], [1234, 56]);
    break;
  }
});

Deno.test("ByteRing drops and counts the oldest bytes when it is full", async () => {
  const ring = new ByteRing("ring", 4);
  ring.append("s", bytes(1, 2), arrivalAt(0));
  ring.append("s", bytes(3, 4), arrivalAt(0));
  ring.append("s", bytes(5), arrivalAt(0));
  equal(ring.report().lost, 2);
  deepEqual(await take(ring, 2), [[2, 3, 4], [4, 5]]);
});

Deno.test("ByteRing begins a new count of offsets with a new stream", async () => {
  const ring = new ByteRing("ring", 100);
  ring.append("a", bytes(1, 2), arrivalAt(0));
  ring.append("b", bytes(3), arrivalAt(0));
  ring.append("b", bytes(4), arrivalAt(0));
  deepEqual(await take(ring, 3), [[0, 1, 2], [0, 3], [1, 4]]);
  ring.release("b", 1);
  deepEqual(await take(ring, 1), [[1, 4]]);
});

Deno.test("ByteRing continues the offsets of a stream after everything was released", async () => {
  const ring = new ByteRing("ring", 100);
  ring.append("a", bytes(1, 2), arrivalAt(0));
  ring.release("a", 2);
  ring.append("a", bytes(3), arrivalAt(0));
  deepEqual(await take(ring, 1), [[2, 3]]);
});

Deno.test("ByteRing puts bytes aside that crashed their reader three times", async () => {
  const ring = new ByteRing("ring", 100);
  ring.append("s", bytes(1), arrivalAt(0));
  ring.append("s", bytes(2), arrivalAt(0));
  for (let strike = 0; strike < STRIKES_MAX; strike++) {
    await rejects(async () => {
      for await (const _ of ring.blocks(lifeOf(new AbortController()))) throw new Error("crash");
    });
  }
  equal(ring.report().quarantined, 1);
  deepEqual(await take(ring, 1), [[1, 2]]);
});

Deno.test("ByteRing delivers or counts as lost every byte", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const ring = new ByteRing("ring", 64);
  let sent = 0;
  let seen = 0;
  let releasedTo = 0;
  for (let step = 0; step < 500; step++) {
    const length = 1 + Math.floor(random() * 20);
    ring.append("s", Uint8Array.from({ length }, () => sent++ & 0xff), arrivalAt(step));
    if (random() < 0.3) continue;
    const [first] = await take(ring, 1);
    const [offset, ...content] = first!;
    deepEqual(content[0], offset! & 0xff, `seed ${seed}`);
    releasedTo = offset! + Math.ceil(random() * content.length);
    seen += releasedTo - offset!;
    ring.release("s", releasedTo);
    const { received, lost, length: held } = ring.report();
    equal(received, seen + lost + held, `seed ${seed}`);
  }
});
