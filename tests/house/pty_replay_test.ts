/** A capture through a pseudo terminal at its own pace into the running service and out again. */
import { deepEqual, equal } from "node:assert/strict";
import mqtt from "mqtt";
import type { Reading } from "#model/reading.ts";
import { publishTo, startBroker, TOPIC } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { differences, goldens } from "#tests/support/golden.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";
import { Service } from "#tests/support/service.ts";
import { CORPUS } from "#tests/support/golden.ts";
import { ROOT } from "#tests/support/source_files.ts";

const FILE = "aidon/frames-aidon-tn-3p.hex";
const golden = goldens().find(({ file }) => file === FILE);

Deno.test({
  name: "a capture replayed at 2400 baud appears in MQTT, SSE and SQLite as its goldens say",
  ignore: isMissing("mosquitto") || isMissing("socat") || golden === undefined,
  async fn() {
    await using broker = await startBroker();
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
    const published: Record<string, number>[] = [];
    client.on("message", (_topic, payload) => {
      const { data } = JSON.parse(payload.toString());
      if (data !== undefined) published.push(data);
    });
    await client.subscribeAsync(TOPIC);
    await using pty = await ptyPair();
    const dataDir = await Deno.makeTempDir();
    await using service = await Service.start({
      dataDir,
      args: [
        ...["--source", `serial:${pty.readerPath}?baud=2400&format=8N1`],
        ...publishTo(broker),
      ],
    });
    const closing = new AbortController();
    const events = await service.events(closing.signal);
    const isConnected = () => service.log().includes("connected to");
    await until(isConnected, "the broker");
    await until(() => service.log().includes("listening to"), "the port");

    const wanted = golden!.readings ?? [golden!.reading!];
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", `${ROOT}main.ts`, "replay", `${CORPUS}${FILE}`]
        .concat(["--to", pty.meterPath, "--baud", "2400"]),
      stdout: "null",
      stderr: "null",
    }).output();
    equal(code, 0);
    await until(() => published.length >= wanted.length, "all readings in MQTT");

    const readings = () => events.filter(({ kind }) => kind === "reading");
    await until(() => readings().length >= wanted.length, "all readings in the event stream");
    const streamed = readings().map(({ data }) => JSON.parse(data).reading as Reading);
    const stored = await service.readings();
    deepEqual(streamed.flatMap((reading, at) => differences(reading, wanted[at]!)), []);
    deepEqual(stored.flatMap((reading, at) => differences(reading, wanted[at]!)), []);
    deepEqual([streamed.length, stored.length, published.length], Array(3).fill(wanted.length));
    deepEqual(published.map(({ P }) => P), wanted.map(({ importW }) => importW));
    closing.abort();
    await client.endAsync();
    equal(await service.stop(), 0);
    await Deno.remove(dataDir, { recursive: true });
  },
});
