import { deepEqual, equal } from "node:assert/strict";
import { decoderActor } from "#actors/decoder/decoder_actor.ts";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import { Fault } from "#model/fault.ts";
import { NO_MULTIPLIERS } from "#model/meter.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { Zone } from "#model/zone.ts";
import { ByteRing } from "#runtime/byte_ring.ts";
import { Topic } from "#runtime/topic.ts";
import { Tray } from "#runtime/tray.ts";
import { arrivalAt } from "#tests/support/arrival.ts";
import { until } from "#tests/support/deadline.ts";
import { runActor } from "#tests/support/house_actor.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const options = {
  zone: new Zone("Europe/Oslo"),
  distributionSystem: 0,
  multipliers: NO_MULTIPLIERS,
  encryptionKey: null,
  authenticationKey: null,
} as const;

const frame = (importW: number) =>
  aidon.encode(householdExample(importW, Date.UTC(2026, 0, 5, 12)), 1);

function house({ capacity = 1000, lastHeard = null }: {
  capacity?: number;
  lastHeard?: MeterReading | null | Fault;
} = {}) {
  const ring = new ByteRing("ring", 65_536);
  const readings = new Topic<MeterReading>("readings");
  const heard: MeterReading[] = [];
  const queue = readings.reader("test", { capacity, overflow: "wait" });
  const offer = queue.offer.bind(queue);
  queue.offer = (reading) => {
    heard.push(reading);
    offer(reading);
  };
  const statuses = new Topic<PartStatus>("statuses");
  const quarantine = new Tray<QuarantinedReading>(3);
  const actor = runActor(decoderActor({
    meter: "main",
    part: "decoder:main",
    options,
    mainFuseA: 25,
    ring,
    readings,
    statuses,
    quarantine,
    lastHeard: () =>
      lastHeard instanceof Fault ? Promise.reject(lastHeard) : Promise.resolve(lastHeard),
  }));
  return { ring, heard, queue, actor, quarantine };
}

Deno.test("decoderActor() gives a reading the time its last byte arrived and its place", async () => {
  const { ring, heard, actor } = house();
  await using _ = actor;
  const bytes = frame(1);
  ring.append("s", bytes.slice(0, 10), arrivalAt(1000));
  ring.append("s", bytes.slice(10), { atMs: 2000, tickMs: 77 });
  await until(() => heard.length === 1, "a reading");
  const { meter, reading, frame: place } = heard[0]!;
  deepEqual([meter, reading.importW, reading.receivedAtMs], ["main", 1, 2000]);
  deepEqual(place, { stream: "s", endOffset: bytes.length, tickMs: 77 });
});

Deno.test("decoderActor() releases what it has decoded and keeps half a frame", async () => {
  const { ring, heard, actor } = house();
  await using _ = actor;
  ring.append("s", frame(1), arrivalAt(0));
  ring.append("s", frame(2).slice(0, 7), arrivalAt(0));
  await until(() => heard.length === 1, "a reading");
  // The closing flag may open the next frame, so it is kept too.
  await until(() => ring.report().length <= 8, "the first frame was released");
});

Deno.test("decoderActor() loses nothing when it crashes in the middle of frames", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const { ring, heard, actor } = house();
  await using _ = actor;
  for (let n = 0; n < 200; n++) {
    const bytes = frame(n);
    const cut = 1 + Math.floor(random() * (bytes.length - 1));
    ring.append("s", bytes.slice(0, cut), arrivalAt(n));
    if (n % 10 === 5) {
      await until(() => actor.report().state === "running", "running");
      actor.crash();
    }
    await new Promise((wake) => setTimeout(wake, 1));
    ring.append("s", bytes.slice(cut), arrivalAt(n));
  }
  await until(() => heard.at(-1)?.reading.importW === 199, `the last reading, seed ${seed}`);
  // A frame may be told again after a crash; by its place history recognises it.
  const byPlace = new Map(heard.map(({ frame, reading }) => [frame.endOffset, reading.importW]));
  deepEqual([...byPlace.values()], Array.from({ length: 200 }, (_, n) => n), `seed ${seed}`);
  equal(actor.report().crashes, 20);
});

Deno.test("decoderActor() stops taking bytes while history has no room", async () => {
  const { ring, heard, queue, actor } = house({ capacity: 2 });
  await using _ = actor;
  for (let n = 0; n < 5; n++) ring.append("s", frame(n), arrivalAt(n));
  await until(() => heard.length === 2, "two readings");
  equal(ring.report().length > 0, true);
  const abort = new AbortController();
  const life = { signal: abort.signal, idle: <T>(wait: Promise<T>) => wait, alive: () => {} };
  for await (const _reading of queue.messages(life)) {
    if (heard.length === 5 && queue.length === 1) abort.abort();
  }
  deepEqual(heard.map(({ reading }) => reading.importW), [0, 1, 2, 3, 4]);
});

Deno.test("decoderActor() starts afresh behind lost bytes and with a new stream", async () => {
  const { ring, heard, actor } = house();
  await using _ = actor;
  ring.append("a", frame(1).slice(0, 20), arrivalAt(0));
  await new Promise((wake) => setTimeout(wake, 5));
  ring.append("b", frame(2), arrivalAt(0));
  await until(() => heard.length === 1, "a reading");
  deepEqual(heard[0]!.frame, { stream: "b", endOffset: frame(2).length, tickMs: 0 });
});

Deno.test("decoderActor() puts aside what cannot be true, says why and counts it", async () => {
  const { ring, heard, actor, quarantine } = house();
  await using _ = actor;
  for (const importW of [1, 60_000, 2]) ring.append("s", frame(importW), arrivalAt(1000));
  await until(() => heard.length === 2, "two readings");
  deepEqual(heard.map(({ reading }) => reading.importW), [1, 2]);
  const [aside] = quarantine.items;
  deepEqual([aside?.meter, aside?.reading.importW], ["main", 60_000]);
  equal(aside?.fault.message.includes("importW is 60000, at most 51750 can be"), true);
  deepEqual(actor.report().counters, { readings: 2, "reading-implausible": 1 });
});

Deno.test("decoderActor() judges its first reading by what history knows, and knows again what it told", async () => {
  const atMs = Date.UTC(2026, 0, 5, 12);
  const [old, next] = [1_000_000, 9_000_000].map((importWhT1) => {
    const state = householdExample(1, atMs);
    return aidon.encode({ ...state, registers: { ...state.registers, importWhT1 } }, 3);
  }) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  const reading = {
    vendor: "aidon",
    listType: 3,
    receivedAtMs: atMs,
    importWh: 29_000_000,
    exportWh: 0,
  } as const;
  const lastHeard = {
    meter: "main",
    reading,
    frame: { stream: "s", endOffset: old.length, tickMs: 0 },
  };
  const { ring, heard, actor, quarantine } = house({ lastHeard });
  await using _ = actor;
  ring.append("s", old, arrivalAt(atMs));
  ring.append("s", old, arrivalAt(atMs));
  ring.append("s", next, arrivalAt(atMs));
  await until(() => heard.length === 2, "two readings");
  deepEqual(heard.map(({ frame }) => frame.endOffset), [old.length, 2 * old.length + next.length]);
  equal(quarantine.items[0]?.reading.importWh, 21_000_000);
});

Deno.test("decoderActor() goes on when history does not answer", async () => {
  const { ring, heard, actor } = house({ lastHeard: new Fault("deadline") });
  await using _ = actor;
  ring.append("s", frame(1), arrivalAt(0));
  await until(() => heard.length === 1, "a reading");
  equal(actor.lines.some(({ code }) => code === "deadline"), true);
});

Deno.test("decoderActor() logs a storm of equal faults once", async () => {
  const { ring, heard, actor } = house();
  await using _ = actor;
  const broken = frame(1);
  broken[20]! ^= 1;
  for (let n = 0; n < 50; n++) {
    ring.append("s", frame(n), arrivalAt(n));
    ring.append("s", broken, arrivalAt(n));
  }
  ring.append("s", frame(50), arrivalAt(99));
  await until(() => heard.length === 51, "readings");
  const codes = actor.lines.flatMap(({ code }) => code ?? []);
  deepEqual(codes, ["frame-checksum"]);
  equal(actor.report().counters["frame-checksum"], 50);
});
