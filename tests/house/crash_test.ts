/** Any actor dies while frames arrive: nothing is lost, nothing doubled, the outputs go on. */
import { deepEqual, equal } from "node:assert/strict";
import mqtt from "mqtt";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import { house } from "../../main.ts";
import { loadSettings } from "#config/load.ts";
import { systemClock } from "#runtime/clock.ts";
import { startBroker } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { FakeSource } from "#tests/support/fake_source.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { isMissing } from "#tests/support/needs.ts";
import { quietBook } from "#tests/support/quiet_book.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const FRAMES = 300;
const ACTORS = ["history", "mqtt", "web", "decoder:main", "source:main"];

Deno.test({
  name: "a crash of any actor during a replay loses and doubles nothing",
  ignore: isMissing("mosquitto"),
  async fn() {
    const seed = freshSeed();
    const random = seeded(seed);
    await using broker = await startBroker();
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
    const published: number[] = [];
    client.on("message", (_topic, payload) => {
      const power = JSON.parse(payload.toString()).data?.P;
      if (power !== undefined) published.push(power);
    });
    await client.subscribeAsync("house");

    const dataDir = await Deno.makeTempDir();
    const source = new FakeSource();
    const { book } = quietBook();
    let url = "";
    const { supervisor, report } = house({
      version: "0",
      settings: loadSettings(null, [
        { name: "web.security", value: "none" },
        { name: "web.http", value: "127.0.0.1:0" },
        { name: "mqtt.host", value: "127.0.0.1" },
        { name: "mqtt.port", value: String(broker.port) },
        { name: "mqtt.topic", value: "house" },
      ]).settings,
      sources: new Map([["main", source]]),
      dataDir,
      board: { mac: "02:00:00:00:00:01", hostname: "test", arch: "x86_64" },
      thermometers: { read: () => Promise.resolve([]) },
      page: { build: "", files: new Map() },
      clock: systemClock,
      book,
      faults: [],
      onListening: (listening) => url = listening,
      memoryFreeBytes: () => 0,
    });
    const abort = new AbortController();
    const exit = supervisor.run(abort.signal);
    const crashes = new Map(ACTORS.map((name) => [name, 0]));
    const running = (name: string) =>
      report().actors.find((actor) => actor.name === name)?.state === "running";
    await until(() => ACTORS.every(running), "all actors");

    for (let n = 0; n < FRAMES; n++) {
      const frame = aidon.encode(householdExample(n, Date.UTC(2026, 0, 5, 12, 0, n % 60)), 1);
      const cut = Math.floor(random() * frame.length);
      source.push(frame.slice(0, cut));
      source.push(frame.slice(cut));
      await new Promise((wake) => setTimeout(wake, 4));
      const name = ACTORS[Math.floor(random() * ACTORS.length)]!;
      // The pipeline may crash five times in two minutes before the service itself gives up.
      if (n % 20 === 10 && crashes.get(name)! < 4 && running(name)) {
        supervisor.crash(name);
        crashes.set(name, crashes.get(name)! + 1);
      }
    }
    const all = Array.from({ length: FRAMES }, (_, n) => n);
    await until(() => published.length >= FRAMES, `all in MQTT (seed ${seed})`, 60_000);
    await until(() => ACTORS.every(running), "all actors again");
    const stored = await (await fetch(`${url}api/v1/readings`)).json();
    deepEqual(published, all, `MQTT, seed ${seed}`);
    const powers = stored.map(({ importW }: { importW: number }) => importW);
    deepEqual(powers, all, `SQLite, seed ${seed}`);
    abort.abort();
    await exit;
    await client.endAsync();
    await Deno.remove(dataDir, { recursive: true });
    equal([...crashes.values()].reduce((sum, count) => sum + count) > 5, true, `seed ${seed}`);
  },
});
