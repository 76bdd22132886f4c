import { deepEqual, equal } from "node:assert/strict";
import mqtt from "mqtt";
import { mqttActor } from "#actors/mqtt/mqtt_actor.ts";
import { BrokerSettings } from "#config/schema.ts";
import type { StoredReading } from "#model/energy.ts";
import type { PartStatus } from "#model/status.ts";
import { Topic } from "#runtime/topic.ts";
import { type Broker, startBroker } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { LIST_3, storedReading } from "#tests/support/examples.ts";
import { runActor } from "#tests/support/house_actor.ts";
import { isMissing } from "#tests/support/needs.ts";

const ignore = isMissing("mosquitto");

/** The actor on a broker, with its last status. */
function publisher(settings: Record<string, unknown>) {
  const stored = new Topic<StoredReading>("stored");
  const statuses = new Topic<PartStatus>("statuses");
  const said: PartStatus[] = [];
  const listener = statuses.reader("test", { capacity: 99, overflow: "dropOldest" });
  const offer = listener.offer.bind(listener);
  listener.offer = (status) => {
    said.push(status);
    offer(status);
  };
  const actor = runActor(mqttActor({
    part: "mqtt",
    broker: BrokerSettings.parse({ host: "127.0.0.1", topic: "ams", ...settings }),
    board: { mac: "02:00:00:00:00:01", hostname: "test", arch: "x86_64" },
    version: "0.0.0",
    startedAtMs: 0,
    meters: [{ id: "main" }],
    storedIn: stored.reader("mqtt", { capacity: 256, overflow: "dropOldest" }),
    statuses,
  }));
  return { ...actor, [Symbol.asyncDispose]: actor[Symbol.asyncDispose], stored, said };
}

/** Everything that a subscriber hears, as `topic payload`, with `(retained)` where it was. */
async function subscriber(broker: Broker) {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
  const heard: { topic: string; payload: string; retained: boolean }[] = [];
  client.on(
    "message",
    (topic, payload, { retain }) =>
      heard.push({ topic, payload: payload.toString(), retained: retain }),
  );
  await client.subscribeAsync("#");
  return { heard, [Symbol.asyncDispose]: () => client.endAsync(true) };
}

const reading = (n: number) => storedReading({ ...LIST_3, importW: n });
const powers = (heard: { topic: string; payload: string }[]) =>
  heard.filter(({ topic }) => topic === "ams").map(({ payload }) => JSON.parse(payload).data?.P)
    .filter((power) => power !== undefined);

Deno.test({
  name: "mqttActor() says online, publishes readings unretained, and says offline at the end",
  ignore,
  async fn() {
    await using broker = await startBroker();
    await using listener = await subscriber(broker);
    {
      await using actor = publisher({ port: broker.port });
      actor.stored.send(reading(1));
      actor.stored.send({ ...reading(2), meter: "cellar" });
      await until(() => listener.heard.length >= 4, "four messages");
    }
    await until(() => listener.heard.at(-1)?.payload === "offline", "offline");
    equal(listener.heard[0]!.payload, "online");
    deepEqual(powers(listener.heard), [1]);
    equal(listener.heard.some(({ topic }) => topic === "ams/cellar"), true);
    await using late = await subscriber(broker);
    await until(() => late.heard.length > 0, "a retained message");
    deepEqual(late.heard, [{ topic: "ams/status", payload: "offline", retained: true }]);
  },
});

Deno.test({
  name: "mqttActor() loses and doubles nothing when it crashes between readings",
  ignore,
  async fn() {
    await using broker = await startBroker();
    await using listener = await subscriber(broker);
    await using actor = publisher({ port: broker.port });
    for (let n = 0; n < 100; n++) {
      actor.stored.send(reading(n));
      if (n % 20 === 10) {
        await until(() => actor.report().state === "running", "running");
        actor.crash();
      }
      await new Promise((wake) => setTimeout(wake, 5));
    }
    await until(() => powers(listener.heard).length >= 100, "100 readings");
    deepEqual(powers(listener.heard), Array.from({ length: 100 }, (_, n) => n));
    equal(actor.report().crashes, 5);
  },
});

Deno.test({
  name: "mqttActor() keeps the newest readings while the broker is away and then sends them",
  ignore,
  async fn() {
    let broker = await startBroker();
    const { port } = broker;
    await using actor = publisher({ port });
    await until(() => actor.said.at(-1)?.state === "ok", "connected");
    await broker[Symbol.asyncDispose]();
    await until(() => actor.said.at(-1)?.fault?.code === "mqtt-lost", "the loss was seen");
    for (let n = 0; n < 5; n++) actor.stored.send(reading(n));
    broker = await startBroker({ port });
    await using listener = await subscriber(broker);
    await until(() => powers(listener.heard).length >= 5, "the readings");
    deepEqual(powers(listener.heard), [0, 1, 2, 3, 4]);
    await broker[Symbol.asyncDispose]();
  },
});

Deno.test("mqttActor() calls a broken connection lost, whatever broke it", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using actor = publisher({ port: listener.addr.port });
  using connection = await listener.accept();
  await connection.read(new Uint8Array(512));
  await connection.write(Uint8Array.of(0x20, 2, 0, 0)); // CONNACK: accepted.
  await until(() => actor.said.at(-1)?.state === "ok", "the connection");
  await connection.write(Uint8Array.of(0x00, 0)); // A kind of packet that does not exist.
  await until(() => actor.said.at(-1)?.fault?.code, "a fault");
  equal(actor.said.at(-1)!.fault!.code, "mqtt-lost");
});

Deno.test({
  name: "mqttActor() tells a wrong password from a broker that is not there",
  ignore,
  async fn() {
    await using broker = await startBroker({ user: "ams", password: "right" });
    const codeOf = async (settings: Record<string, unknown>) => {
      await using actor = publisher(settings);
      const status = await until(() => actor.said.find(({ fault }) => fault !== null), "a fault");
      return status.fault!.code;
    };
    equal(await codeOf({ port: broker.port, user: "ams", password: "wrong" }), "mqtt-refused");
    equal(await codeOf({ port: 1 }), "mqtt-unreachable");
    await using actor = publisher({ port: broker.port, user: "ams", password: "right" });
    await until(() => actor.said.at(-1)?.state === "ok", "connected");
  },
});

Deno.test({
  name: "mqttActor() leaves the will to the broker when it is cut off",
  ignore,
  async fn() {
    await using broker = await startBroker();
    await using listener = await subscriber(broker);
    await using actor = publisher({ port: broker.port });
    await until(() => listener.heard.some(({ payload }) => payload === "online"), "online");
    actor.crash();
    await until(() => listener.heard.some(({ payload }) => payload === "offline"), "the will");
    await until(() => listener.heard.at(-1)!.payload !== "offline", "online again");
  },
});
