/** Any actor dies while frames arrive: nothing is lost, nothing doubled, the outputs go on. */
import { deepEqual, equal } from "node:assert/strict";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import type { Reading } from "#model/reading.ts";
import { startBroker } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { FakeSource } from "#tests/support/fake_source.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { isMissing } from "#tests/support/needs.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { wholeHouse } from "#tests/support/whole_house.ts";

const FRAMES = 300;
const ACTORS = ["history", "mqtt", "web", "decoder:main", "source:main"];

Deno.test({
  name: "a crash of any actor during a replay loses and doubles nothing",
  ignore: isMissing("mosquitto"),
  async fn() {
    const seed = freshSeed();
    const random = seeded(seed);
    await using broker = await startBroker();
    const dataDir = await Deno.makeTempDir();
    const source = new FakeSource();
    await using house = await wholeHouse({ dataDir, source, broker });
    const { published, supervisor, isRunning } = house;
    const crashes = new Map(ACTORS.map((name) => [name, 0]));
    await until(() => ACTORS.every(isRunning), "all actors");

    for (let n = 0; n < FRAMES; n++) {
      const frame = aidon.encode(householdExample(n, Date.UTC(2026, 0, 5, 12, 0, n % 60)), 1);
      const cut = Math.floor(random() * frame.length);
      source.push(frame.slice(0, cut));
      source.push(frame.slice(cut));
      await new Promise((wake) => setTimeout(wake, 4));
      const name = ACTORS[Math.floor(random() * ACTORS.length)]!;
      // The pipeline may crash five times in two minutes before the service itself gives up.
      if (n % 20 === 10 && crashes.get(name)! < 4 && isRunning(name)) {
        supervisor.crash(name);
        crashes.set(name, crashes.get(name)! + 1);
      }
    }
    const all = Array.from({ length: FRAMES }, (_, n) => n);
    await until(() => published.length >= FRAMES, `all in MQTT (seed ${seed})`, 60_000);
    await until(() => ACTORS.every(isRunning), "all actors again");
    deepEqual(published, all, `MQTT, seed ${seed}`);
    const powers = (await house.json("readings")).map(({ importW }: Reading) => importW);
    deepEqual(powers, all, `SQLite, seed ${seed}`);
    equal([...crashes.values()].reduce((sum, count) => sum + count) > 5, true, `seed ${seed}`);
  },
});
