import { deepEqual, equal } from "node:assert/strict";
import { HeldLine } from "#actors/uart/held_line.ts";
import { uartActor } from "#actors/uart/uart_actor.ts";
import { Fault } from "#model/fault.ts";
import type { PartStatus } from "#model/status.ts";
import { type Arrival, ByteRing } from "#runtime/byte_ring.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { OUTPUTS } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { FakeSource } from "#tests/support/fake_source.ts";
import { quietBook } from "#tests/support/quiet_book.ts";

function house() {
  const clock = new VirtualClock(0);
  const source = new FakeSource();
  const ring = new ByteRing("ring", 1000);
  const arrived: number[] = [];
  const streams = new Set<string>();
  const append = ring.append.bind(ring);
  const arrivals: Arrival[] = [];
  ring.append = (stream, bytes, arrival) => {
    arrived.push(...bytes);
    streams.add(stream);
    arrivals.push(arrival);
    append(stream, bytes, arrival);
  };
  const statuses = new Topic<PartStatus>("statuses");
  const states: string[] = [];
  const texts: string[] = [];
  const send = statuses.send.bind(statuses);
  statuses.send = (status) => {
    states.push(status.fault?.code ?? status.state);
    texts.push(status.text);
    send(status);
  };
  const held = new HeldLine(source);
  const actor = uartActor({ part: "source:main", held, ring, statuses });
  const { book } = quietBook(clock);
  const group = { ...OUTPUTS, delayMsFirst: 100 };
  const supervisor = new Supervisor([{ name: "uart", group, actor }], {
    clock,
    book,
    random: () => 0.5,
  });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  return {
    clock,
    source,
    states,
    texts,
    supervisor,
    arrived,
    arrivals,
    streams,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await clock.advance(10_000);
      await exit;
    },
  };
}

const bytes = (...values: number[]) => Uint8Array.from(values);

Deno.test("uartActor() puts what it reads into the ring", async () => {
  await using h = house();
  h.source.push(bytes(1, 2));
  h.source.push(bytes());
  h.source.push(bytes(3));
  await h.clock.advance(10);
  deepEqual(h.arrived, [1, 2, 3]);
  deepEqual(h.states, ["ok"]);
});

Deno.test("uartActor() stamps bytes by the wall clock and by time since the opening", async () => {
  await using h = house();
  await h.clock.advance(500);
  h.clock.jumpWall(7_200_000);
  h.source.push(bytes(1));
  await h.clock.advance(10);
  deepEqual(h.arrivals, [{ atMs: 7_200_500, tickMs: 500 }]);
});

Deno.test("uartActor() keeps line, stream and the read under way over a crash", async () => {
  await using h = house();
  h.source.push(bytes(1));
  await h.clock.advance(10);
  h.supervisor.crash("uart");
  h.source.push(bytes(2));
  await h.clock.advance(1000);
  h.source.push(bytes(3));
  await h.clock.advance(10);
  deepEqual([h.arrived, h.streams.size, h.source.openCount], [[1, 2, 3], 1, 1]);
});

Deno.test("uartActor() opens a lost source again with growing delays and a new stream", async () => {
  await using h = house();
  h.source.push(bytes(1));
  h.source.push(new Fault("source-lost"));
  await h.clock.advance(10);
  h.source.fault = new Fault("source-missing");
  await h.clock.advance(6_500);
  equal(h.source.openCount, 3);
  h.source.fault = null;
  h.source.push(bytes(2));
  await h.clock.advance(10_000);
  deepEqual([h.arrived, h.streams.size, h.source.closeCount], [[1, 2], 2, 1]);
  deepEqual(h.states, ["ok", "source-lost", "source-missing", "source-missing", "ok"]);
});

Deno.test("uartActor() finishes at the end of a file", async () => {
  await using h = house();
  h.source.push(bytes(1));
  h.source.push(null);
  await h.clock.advance(10);
  equal(h.supervisor.report()[0]!.state, "finished");
  deepEqual([h.states, h.source.closeCount], [["ok", "off"], 1]);
});

Deno.test("uartActor() closes the line when the house stops", async () => {
  const h = house();
  await h.clock.advance(10);
  await h[Symbol.asyncDispose]();
  equal(h.source.closeCount, 1);
});

Deno.test("uartActor() says what a line is about whenever that changes, with its fault", async () => {
  await using h = house();
  const fault = new Fault("source-silent");
  h.source.note = { state: "waiting", text: "Trying 2400 8E1 …", fault: null };
  await h.clock.advance(10);
  h.source.push(new Uint8Array(0));
  await h.clock.advance(10);
  h.source.note = { state: "fault", text: "Trying 9600 8E1 …", fault };
  h.source.push(new Uint8Array(0));
  h.source.push(new Uint8Array(0));
  await h.clock.advance(10);
  h.source.note = { state: "ok", text: "Listening at 9600 8E1", fault: null };
  h.source.push(bytes(1));
  await h.clock.advance(10);
  deepEqual(h.states, ["waiting", "source-silent", "ok"]);
  deepEqual(h.texts, ["Trying 2400 8E1 …", "Trying 9600 8E1 …", "Listening at 9600 8E1"]);
});
