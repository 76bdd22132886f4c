/** Every kind of source through the running service, from the port to what it answers over HTTP. */
import { deepEqual, equal } from "node:assert/strict";
import { Buffer } from "node:buffer";
import mqtt from "mqtt";
import { kmpMeter } from "#codec/encode/kmp.ts";
import { startBroker } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { listOf, NOON_MS } from "#tests/support/frames.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { answerKmp } from "#tests/support/kmp_meter.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";
import { Service } from "#tests/support/service.ts";

const STATUS = "api/v1/status";

type Status = { parts: { part: string; text: string }[] };

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const run = (dataDir: string, source: string) =>
  Service.start({ dataDir, args: ["--source", source] });

async function sourceText(service: Service): Promise<string> {
  const { parts } = await service.json<Status>(STATUS);
  return parts.find(({ part }) => part === "source:main")?.text ?? "";
}

/** The import powers of what is stored, once there are so many. */
async function powers(service: Service, count: number): Promise<(number | undefined)[]> {
  await until(async () => (await service.readings()).length >= count, `${count} readings`);
  return (await service.readings()).map(({ importW }) => importW);
}

Deno.test({
  name: "a serial source finds its speed, says so, and begins with it after a restart",
  ignore: isMissing("socat"),
  fn: () =>
    inFolder(async (dataDir) => {
      await using pty = await ptyPair();
      const source = `serial:${pty.readerPath}`;
      {
        await using service = await run(dataDir, source);
        await until(async () => await sourceText(service) === "Trying 2400 8E1 …", "the search");
        await Deno.writeFile(pty.meterPath, listOf("aidon", 1, 11));
        await Deno.writeFile(pty.meterPath, listOf("aidon", 1, 12));
        deepEqual(await powers(service, 2), [11, 12]);
        const found = `Listening to ${source} at 2400 8E1`;
        await until(async () => await sourceText(service) === found, "the speed");
        equal(await service.stop(), 0);
      }
      const kept = JSON.parse(await Deno.readTextFile(`${dataDir}/sources.json`));
      deepEqual(kept, { [source]: "2400 8E1" });
      await Deno.writeTextFile(`${dataDir}/sources.json`, `{"${source}": "9600 7E1"}`);
      await using service = await run(dataDir, source);
      const begun = `Listening to ${source} at 9600 7E1`;
      await until(async () => await sourceText(service) === begun, "the remembered speed");
    }),
});

Deno.test({
  name: "a meter that must be asked is read through the service",
  ignore: isMissing("socat"),
  fn: () =>
    inFolder(async (dataDir) => {
      await using pty = await ptyPair();
      const stop = new AbortController();
      const state = householdExample(4321, NOON_MS);
      const answering = answerKmp({ path: pty.meterPath, meter: kmpMeter(state) }, stop.signal);
      try {
        await using service = await run(dataDir, `kmp:${pty.readerPath}?everyS=1`);
        const powerW = state.phases.reduce((sum, { importW }) => sum + importW, 0);
        deepEqual((await powers(service, 2)).slice(0, 2), [powerW, powerW]);
        equal((await service.readings())[0]!.meterId, "12345678");
        equal(service.log().includes("frame-"), false);
      } finally {
        stop.abort();
        await answering;
      }
    }),
});

Deno.test("the register of a meter that blinks goes on after a kill", () =>
  inFolder(async (dataDir) => {
    const path = `${dataDir}/pulses`;
    await new Deno.Command("mkfifo", { args: [path] }).output();
    const source = `pulse:${path}?perKwh=500&startKwh=1000`;
    const registers: (number | undefined)[] = [];
    for (const count of [1, 2]) {
      await using service = await run(dataDir, source);
      const writer = await Deno.open(path, { write: true });
      await writer.write(new TextEncoder().encode("pulse\n"));
      await until(async () => (await service.readings()).length >= count, "the reading");
      registers.push((await service.readings()).at(-1)!.importWh);
      await service.kill();
      writer.close();
    }
    deepEqual(registers, [1_000_002, 1_000_004]);
  }));

Deno.test({
  name: "frames on a topic are read through the service, and the login is shown nowhere",
  ignore: isMissing("mosquitto"),
  fn: () =>
    inFolder(async (dataDir) => {
      const login = { user: "meter", password: "very-secret" };
      await using broker = await startBroker(login);
      const url = `mqtt://meter:very-secret@127.0.0.1:${broker.port}/han/raw`;
      await using service = await run(dataDir, url);
      await until(() => service.log().includes("listening to mqtt:"), "the subscription");
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
        username: login.user,
        password: login.password,
      });
      await client.publishAsync("han/raw", "Debug: hello");
      await client.publishAsync("han/raw", Buffer.from(listOf("kaifa", 1, 77)));
      await client.publishAsync("han/raw", listOf("aidon", 1, 78).toHex());
      deepEqual(await powers(service, 2), [77, 78]);
      const answers = [await sourceText(service), JSON.stringify(await service.json(STATUS))];
      equal([service.log(), ...answers].join().includes("very-secret"), false);
      equal(service.log().includes("frame-unknown"), false);
      await client.endAsync();
    }),
});
