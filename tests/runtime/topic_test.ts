import { deepEqual, equal, rejects } from "node:assert/strict";
import { HUNG } from "#runtime/actor.ts";
import { type Overflow, type Reader, STRIKES_MAX, Topic } from "#runtime/topic.ts";
import { deadline } from "#tests/support/deadline.ts";
import { lifeOf } from "#tests/support/life.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

/** Takes messages until `count` were processed. */
async function take<T>(reader: Reader<T>, count: number): Promise<T[]> {
  const abort = new AbortController();
  const taken: T[] = [];
  for await (const message of reader.messages(lifeOf(abort))) {
    taken.push(message);
    if (taken.length === count) abort.abort();
  }
  return taken;
}

/** One run of an actor that throws on its first message. */
async function crashOnce<T>(reader: Reader<T>): Promise<void> {
  await rejects(async () => {
    for await (const _ of reader.messages(lifeOf(new AbortController()))) throw new Error("crash");
  });
}

Deno.test("Topic gives every reader its own queue and keeps the order", async () => {
  const topic = new Topic<number>("t");
  const a = topic.reader("a", { capacity: 4, overflow: "dropOldest" });
  const b = topic.reader("b", { capacity: 4, overflow: "dropOldest" });
  for (const n of [1, 2, 3]) topic.send(n);
  deepEqual(await take(a, 2), [1, 2]);
  deepEqual(await take(b, 3), [1, 2, 3]);
  deepEqual(await take(a, 1), [3]);
});

Deno.test("Reader with dropOldest loses its own oldest and counts it", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 2, overflow: "dropOldest" });
  for (const n of [1, 2, 3, 4]) topic.send(n);
  equal(reader.report().dropped, 2);
  deepEqual(await take(reader, 2), [3, 4]);
});

Deno.test("Reader with dropNewest keeps what it has", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 2, overflow: "dropNewest" });
  for (const n of [1, 2, 3]) topic.send(n);
  equal(reader.report().dropped, 1);
  deepEqual(await take(reader, 2), [1, 2]);
});

Deno.test("Reader with conflate replaces the queued fact of the same key", async () => {
  const topic = new Topic<{ key: string; n: number }>("t");
  const keyOf = (fact: { key: string }) => fact.key;
  const reader = topic.reader("r", { capacity: 4, overflow: "conflate", keyOf });
  topic.send({ key: "a", n: 1 });
  topic.send({ key: "b", n: 2 });
  topic.send({ key: "a", n: 3 });
  equal(reader.report().conflated, 1);
  deepEqual((await take(reader, 2)).map(({ n }) => n), [3, 2]);
});

Deno.test("Reader with conflate leaves the message alone that is in a reader's hands", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 4, overflow: "conflate" });
  topic.send(1);
  const abort = new AbortController();
  const seen: number[] = [];
  for await (const n of reader.messages(lifeOf(abort))) {
    seen.push(n);
    if (n === 1) topic.send(2);
    else abort.abort();
  }
  deepEqual(seen, [1, 2]);
});

Deno.test("Topic.room() waits until a wait queue has room", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 1, overflow: "wait" });
  topic.send(1);
  let hasRoom = false;
  const room = topic.room(lifeOf(new AbortController())).then(() => hasRoom = true);
  await Promise.resolve();
  equal(hasRoom, false);
  await take(reader, 1);
  await room;
  equal(reader.report().dropped, 0);
});

Deno.test("Topic.room() wakes every sender that waits", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 1, overflow: "wait" });
  topic.send(1);
  const life = lifeOf(new AbortController());
  let senders = 0;
  const rooms = [1, 2, 3].map(() => topic.room(life).then(() => senders++));
  await take(reader, 1);
  await deadline(Promise.all(rooms), "all senders go on", 1_000);
  equal(senders, 3);
});

Deno.test("Topic.reader() with replay greets a late reader with the newest fact", async () => {
  const topic = new Topic<number>("t");
  topic.send(1);
  topic.send(2);
  deepEqual(await take(topic.reader("r", { capacity: 1, overflow: "wait", replay: true }), 1), [2]);
});

Deno.test("Reader.messages() delivers a message again after its reader crashed on it", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 4, overflow: "wait" });
  topic.send(1);
  topic.send(2);
  await crashOnce(reader);
  deepEqual(await take(reader, 2), [1, 2]);
});

Deno.test("Reader.messages() puts a message aside that crashed its reader three times", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 4, overflow: "wait" });
  topic.send(1);
  topic.send(2);
  for (let strike = 0; strike < STRIKES_MAX; strike++) await crashOnce(reader);
  deepEqual(reader.quarantine, [1]);
  deepEqual(await take(reader, 1), [2]);
  equal(reader.report().quarantined, 1);
});

Deno.test("Reader.messages() counts a hang as a strike and an orderly stop as none", async () => {
  for (const [reason, quarantined] of [[HUNG, 1], [undefined, 0]] as const) {
    const topic = new Topic<number>("t");
    const reader = topic.reader("r", { capacity: 4, overflow: "wait" });
    topic.send(1);
    for (let run = 0; run < STRIKES_MAX; run++) {
      const abort = new AbortController();
      const messages = reader.messages(lifeOf(abort));
      await messages.next(); // Never asked again: the run hangs with the message in its hands.
      abort.abort(reason);
    }
    topic.send(2);
    await take(reader, 1);
    equal(reader.report().quarantined, quarantined);
  }
});

Deno.test("Reader.messages() of a run that was replaced can no longer remove messages", async () => {
  const topic = new Topic<number>("t");
  const reader = topic.reader("r", { capacity: 4, overflow: "wait" });
  topic.send(1);
  topic.send(2);
  const zombie = reader.messages(lifeOf(new AbortController()));
  await zombie.next();
  const abort = new AbortController();
  const live = reader.messages(lifeOf(abort));
  equal((await live.next()).value, 1);
  await zombie.return();
  equal(reader.length, 2);
});

Deno.test("Reader counts add up: received = delivered + conflated + dropped + waiting", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  for (const overflow of ["dropOldest", "dropNewest", "conflate"] satisfies Overflow[]) {
    const topic = new Topic<number>("t");
    const keyOf = (n: number) => String(n % 5);
    const reader = topic.reader("r", { capacity: 3, overflow, keyOf });
    for (let step = 0; step < 300; step++) {
      if (random() < 0.6 || reader.length === 0) topic.send(step);
      else await take(reader, 1);
      const { received, delivered, conflated, dropped, length } = reader.report();
      equal(received, delivered + conflated + dropped + length, `${overflow}, seed ${seed}`);
      equal(length <= 3, true, `${overflow}, seed ${seed}`);
    }
  }
});
