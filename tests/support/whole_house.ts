/** The whole house in the process of the test: every actor, a real broker and web server. */
import mqtt from "mqtt";
import { house } from "../../main.ts";
import { loadSettings } from "#config/load.ts";
import type { ByteSource } from "#drivers/ports.ts";
import type { PartStatus } from "#model/status.ts";
import { type Clock, systemClock } from "#runtime/clock.ts";
import { type Broker, TOPIC } from "./broker.ts";
import { until } from "./deadline.ts";
import { quietBook } from "./quiet_book.ts";

export type HouseOptions = {
  readonly dataDir: string;
  readonly source: ByteSource;
  readonly broker: Broker;
  readonly clock?: Clock;
};

/** A running house and who listens to it; disposing of it is its orderly end. */
export async function wholeHouse(
  { dataDir, source, broker, clock = systemClock }: HouseOptions,
) {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
  const published: number[] = [];
  client.on("message", (_topic, payload) => {
    const powerW = JSON.parse(payload.toString()).data?.P;
    if (powerW !== undefined) published.push(powerW);
  });
  await client.subscribeAsync(TOPIC);
  const { book } = quietBook(clock);
  let url = "";
  const { supervisor, report } = house({
    version: "0",
    settings: loadSettings(null, [
      { name: "web.security", value: "none" },
      { name: "web.http", value: "127.0.0.1:0" },
      { name: "mqtt.host", value: "127.0.0.1" },
      { name: "mqtt.port", value: String(broker.port) },
      { name: "mqtt.topic", value: TOPIC },
    ]).settings,
    sources: new Map([["main", source]]),
    dataDir,
    board: { mac: "02:00:00:00:00:01", hostname: "test", arch: "x86_64" },
    thermometers: { read: () => Promise.resolve([]) },
    page: { build: "", files: new Map() },
    clock,
    book,
    faults: [],
    onListening: (listening) => url = listening,
    memoryFreeBytes: () => 0,
  });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  const isRunning = (name: string) =>
    report().actors.find((actor) => actor.name === name)?.state === "running";
  const json = async (path: string) => await (await fetch(`${url}api/v1/${path}`)).json();
  await until(() => url !== "" && isRunning("history") && isRunning("mqtt"), "the house stands");
  return {
    /** The import power of every reading that came over MQTT, W. */
    published,
    supervisor,
    isRunning,
    json,
    /** What a part says about itself. */
    part: async (name: string): Promise<PartStatus | undefined> => {
      const { parts } = await json("status");
      return parts.find(({ part }: PartStatus) => part === name);
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
      await exit;
      await client.endAsync();
    },
  };
}
