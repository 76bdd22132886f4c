import { equal } from "node:assert/strict";
import { webActor } from "#actors/web/web_actor.ts";
import { loadSettings } from "#config/load.ts";
import type { StoredReading } from "#model/energy.ts";
import type { PartStatus } from "#model/status.ts";
import { systemClock } from "#runtime/clock.ts";
import { OUTPUTS } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { freePort } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { quietBook } from "#tests/support/quiet_book.ts";
import { testView } from "#tests/support/web_view.ts";

const MEGABYTE = "x".repeat(1_000_000);

Deno.test("webActor() serves again soon after a crash although a page does not read", async () => {
  const port = freePort();
  const { settings } = loadSettings(null, [
    { name: "web.http", value: `127.0.0.1:${port}` },
    { name: "web.security", value: "none" },
  ]);
  const statuses = new Topic<PartStatus>("statuses");
  const stored = new Topic<StoredReading>("stored");
  let starts = 0;
  const actor = webActor({
    ...testView(),
    settings,
    clock: systemClock,
    statuses,
    statusesIn: statuses.reader("web", { capacity: 64, overflow: "dropOldest" }),
    stored: stored.reader("web", { capacity: 4, overflow: "dropOldest" }),
    onListening: () => starts++,
  });
  const { book } = quietBook();
  const child = { name: "web", group: { ...OUTPUTS, delayMsFirst: 10 }, actor };
  const supervisor = new Supervisor([child], { clock: systemClock, book });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  await until(() => starts === 1, "the first start");
  using stuck = await Deno.connect({ port });
  await stuck.write(new TextEncoder().encode("GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n"));
  await stuck.read(new Uint8Array(64));
  for (let n = 0; n < 10; n++) {
    statuses.send({ part: `${n}`, state: "ok", text: MEGABYTE, fault: null, sinceMs: 0 });
  }
  await new Promise((wake) => setTimeout(wake, 100));
  supervisor.crash("web");
  await until(() => starts === 2, "the second start", 10_000);
  equal((await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).alive, true);
  abort.abort();
  await exit;
});
