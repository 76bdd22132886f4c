import { equal } from "node:assert/strict";
import { webActor } from "#actors/web/web_actor.ts";
import { loadSettings } from "#config/load.ts";
import type { StoredReading } from "#model/energy.ts";
import type { PeakState } from "#model/peaks.ts";
import type { PartStatus } from "#model/status.ts";
import type { TemperatureReading } from "#model/temperature.ts";
import { systemClock } from "#runtime/clock.ts";
import { OUTPUTS } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { freePort } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { peakState } from "#tests/support/peak_state.ts";
import { quietBook } from "#tests/support/quiet_book.ts";
import { testView } from "#tests/support/web_view.ts";

const MEGABYTE = "x".repeat(1_000_000);

function wiresOf() {
  const rule = { capacity: 64, overflow: "dropOldest" } as const;
  const statuses = new Topic<PartStatus>("statuses");
  const peaks = new Topic<PeakState>("peaks");
  const temperatures = new Topic<readonly TemperatureReading[]>("temperatures");
  return {
    statuses,
    peaks,
    temperatures,
    statusesIn: statuses.reader("web", rule),
    storedIn: new Topic<StoredReading>("stored").reader("web", rule),
    peaksIn: peaks.reader("web", rule),
    temperaturesIn: temperatures.reader("web", rule),
  };
}

Deno.test("webActor() serves again soon after a crash although a page does not read", async () => {
  const port = freePort();
  const { settings } = loadSettings(null, [
    { name: "web.http", value: `127.0.0.1:${port}` },
    { name: "web.security", value: "none" },
  ]);
  const wires = wiresOf();
  let starts = 0;
  const actor = webActor({
    ...testView(),
    settings,
    clock: systemClock,
    ...wires,
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
    wires.statuses.send({ part: `${n}`, state: "ok", text: MEGABYTE, fault: null, sinceMs: 0 });
  }
  await new Promise((wake) => setTimeout(wake, 100));
  supervisor.crash("web");
  await until(() => starts === 2, "the second start", 10_000);
  equal((await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).alive, true);
  abort.abort();
  await exit;
});

Deno.test("webActor() tells pages of peaks, and keeps peaks and temperatures for its routes", async () => {
  const wires = wiresOf();
  const { book } = quietBook();
  let url = "";
  const { settings } = testView({}, ["web.security=none", `web.http=127.0.0.1:${freePort()}`]);
  const actor = webActor({
    ...testView(),
    ...wires,
    settings,
    clock: systemClock,
    onListening: (at) => url = at,
  });
  const supervisor = new Supervisor([{ name: "web", group: OUTPUTS, actor }], {
    clock: systemClock,
    book,
  });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  await until(() => url !== "", "the start");
  const pages = await fetch(`${url}api/v1/events`);
  wires.temperatures.send([{ id: "28", name: "", kind: "probe", valueC: 21.4, atMs: 0 }]);
  wires.peaks.send(peakState(4.911, 5));
  let heard = "";
  for await (const text of pages.body!.pipeThrough(new TextDecoderStream())) {
    heard += text;
    if (/event: peaks\ndata: .*\n\n/.test(heard)) break;
  }
  const { data } = /event: peaks\ndata: (?<data>.*)/.exec(heard)!.groups!;
  equal(JSON.parse(data!).month.parts[0].valueKw, 4.911);
  equal((await (await fetch(`${url}tariff.json`)).json()).m, 4.91);
  equal((await (await fetch(`${url}temperature.json`)).json()).s[0].v, 21.4);
  equal((await (await fetch(`${url}data.json`)).json()).ea.t, 5);
  abort.abort();
  await exit;
});
