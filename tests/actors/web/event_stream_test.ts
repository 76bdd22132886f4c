import { deepEqual, equal, throws } from "node:assert/strict";
import { EventStream } from "#actors/web/event_stream.ts";
import type { LiveEvent } from "#model/live_event.ts";
import { VirtualClock } from "#runtime/clock.ts";

const hello: LiveEvent = { kind: "hello", data: { build: "b", nowMs: 1 } };
const status: LiveEvent = { kind: "status", data: [] };

Deno.test("EventStream greets a listener and then tells it every event", async () => {
  const events = new EventStream(new VirtualClock());
  const reader = events.open([hello]).getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  events.send(status);
  equal(await next(), 'event: hello\ndata: {"build":"b","nowMs":1}\n\n');
  equal(await next(), "event: status\ndata: []\n\n");
  await reader.cancel();
  equal(events.clientCount, 0);
});

Deno.test("EventStream drops for a slow listener only, and sends it away after 30 s", async () => {
  const clock = new VirtualClock();
  const events = new EventStream(clock);
  events.open([]);
  const quick = events.open([]).getReader();
  for (let n = 0; n < 70; n++) {
    events.send(status);
    await quick.read();
  }
  const { clients, dropped } = events.report();
  deepEqual([clients, dropped], [2, 6]);
  await clock.advance(30_000);
  events.send(status);
  equal(events.report().sentAway, 1);
  equal(events.clientCount, 1);
  await quick.cancel();
});

Deno.test("EventStream refuses more listeners than it can serve", () => {
  const events = new EventStream(new VirtualClock());
  for (let n = 0; n < 32; n++) events.open([]);
  throws(() => events.open([]), { code: "web-busy" });
  events.close();
});
