import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { Buffer } from "node:buffer";
import mqtt from "mqtt";
import { LineDecoder } from "#codec/line_decoder.ts";
import { type MqttOptions, mqttSource } from "#drivers/mqtt_source.ts";
import type { ByteLine } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";
import { systemClock } from "#runtime/clock.ts";
import { type Broker, freePort, startBroker } from "#tests/support/broker.ts";
import { deadline } from "#tests/support/deadline.ts";
import { listOf } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { isMissing } from "#tests/support/needs.ts";

const ignore = isMissing("mosquitto");
const TOPIC = "han/raw";

const source = (port: number, changes: Partial<MqttOptions> = {}) =>
  mqttSource({
    name: `mqtt://127.0.0.1:${port}/${TOPIC}`,
    broker: `mqtt://127.0.0.1:${port}`,
    topic: TOPIC,
    user: "",
    password: "",
    authority: null,
    ...changes,
  }, systemClock);

async function publish({ port }: Broker, payloads: (string | Uint8Array)[], retain = false) {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
  for (const payload of payloads) {
    const message = typeof payload === "string" ? payload : Buffer.from(payload);
    await client.publishAsync(TOPIC, message, { qos: 1, retain });
  }
  await client.endAsync();
}

/** Import powers of the readings, and the codes of the faults, until there are so many. */
async function decoded(line: ByteLine, count: number): Promise<(number | string)[]> {
  const decoder = new LineDecoder(meterOptions());
  const found: (number | string)[] = [];
  while (found.length < count) {
    for (const { outcome } of decoder.push((await line.read())!, 0)) {
      found.push(outcome.ok ? outcome.value.importW! : outcome.fault.code);
    }
  }
  return found;
}

const isFault = (code: string, text = /./) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === code && text.test(thrown.message);

Deno.test({
  name: "mqttSource() takes frames as bytes, as hex and as text, and passes over debug text",
  ignore,
  async fn() {
    await using broker = await startBroker();
    const line = await source(broker.port).open();
    await publish(broker, [
      "Debug: meter connected",
      listOf("aidon", 1, 1),
      "23.5",
      "2026-01-05 12:00:00.123",
      listOf("kaifa", 1, 2).toHex().toUpperCase(),
      "",
      listOf("aidon", 1, 3).toHex().replace(/../g, "0x$& "),
      new TextDecoder("latin1").decode(listOf("p1", 4, 4)),
    ]);
    const heard = await deadline(decoded(line, 4), "no four readings");
    deepEqual(heard, [1, 2, 3, 4]);
    await line.close();
  },
});

Deno.test({
  name: "mqttSource() does not take an old telegram that the broker kept for a new one",
  ignore,
  async fn() {
    await using broker = await startBroker();
    await publish(broker, [listOf("aidon", 1, 1)], true);
    const line = await source(broker.port).open();
    await publish(broker, [listOf("aidon", 1, 2)]);
    deepEqual(await deadline(decoded(line, 1), "no reading"), [2]);
    await line.close();
  },
});

Deno.test({
  name: "mqttSource() logs in, and says source-refused for a wrong password without telling it",
  ignore,
  async fn() {
    const login = { user: "meter", password: "s3cret/@:?" };
    await using broker = await startBroker(login);
    const line = await source(broker.port, login).open();
    await line.close();
    const wrong = { user: "meter", password: "hush" };
    await rejects(source(broker.port, wrong).open(), (thrown) => {
      return isFault("source-refused")(thrown) && !/hush/.test((thrown as Fault).message);
    });
  },
});

Deno.test({
  name: "mqttSource() says source-lost when the broker goes and opens again when it is back",
  ignore,
  async fn() {
    const port = freePort();
    const meter = source(port);
    await rejects(meter.open(), isFault("source-missing"));
    const first = await startBroker({ port });
    const line = await meter.open();
    equal((await line.read())!.length, 0);
    await first[Symbol.asyncDispose]();
    await rejects(deadline(decoded(line, 1), "no end"), isFault("source-lost"));
    await line.close();
    await line.close();
    await using second = await startBroker({ port });
    const again = await meter.open();
    await publish(second, [listOf("aidon", 1, 7)]);
    deepEqual(await deadline(decoded(again, 1), "no reading"), [7]);
    await again.close();
  },
});

Deno.test({
  name: "mqttSource() verifies the certificate of a broker",
  ignore: ignore || isMissing("openssl"),
  async fn() {
    const folder = await Deno.makeTempDir();
    const tls = { cert: `${folder}/cert.pem`, key: `${folder}/key.pem` };
    const { success } = await new Deno.Command("openssl", {
      args: "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" ")
        .concat("-subj", "/CN=broker.test", "-addext", "subjectAltName=IP:127.0.0.1")
        .concat("-keyout", tls.key, "-out", tls.cert),
      stderr: "null",
    }).output();
    equal(success, true);
    await using broker = await startBroker({ tls });
    const { port } = broker;
    const safe = { name: "mqtts://127.0.0.1", broker: `mqtts://127.0.0.1:${port}` };
    const line = await source(port, { ...safe, authority: tls.cert }).open();
    await line.close();
    await rejects(source(port, safe).open(), isFault("source-untrusted"));
    const otherName = { ...safe, broker: `mqtts://localhost:${port}`, authority: tls.cert };
    await rejects(source(port, otherName).open(), isFault("source-untrusted"));
    const noFile = { ...safe, authority: `${folder}/none.pem` };
    await rejects(source(port, noFile).open(), isFault("source-untrusted", /none.pem/));
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "mqttSource() says which topic it may not read",
  ignore,
  async fn() {
    await using broker = await startBroker();
    const meter = source(broker.port, { topic: "a/#/b" });
    await rejects(meter.open(), (thrown) => {
      match((thrown as Fault).message, /han\/raw/);
      return isFault("source-refused")(thrown);
    });
  },
});
