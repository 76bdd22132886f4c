/** What goes wrong in real houses: each gives one clear message with a hint, the rest goes on. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import type { PartStatus } from "#model/status.ts";
import { until } from "#tests/support/deadline.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";
import { seeded } from "#tests/support/random.ts";
import { Service } from "#tests/support/service.ts";
import { ROOT } from "#tests/support/source_files.ts";

/** The same rubbish in every run. */
const random = seeded(1);
const frame = (importW: number) =>
  aidon.encode(householdExample(importW, Date.UTC(2026, 0, 5, 12)), 2);

async function parts(service: Service): Promise<Map<string, PartStatus>> {
  const { parts } = await service.json<{ parts: PartStatus[] }>("api/v1/status");
  return new Map(parts.map((part) => [part.part, part]));
}

/** Runs `meterd` to its end. */
async function meterd(...args: string[]): Promise<{ code: number; err: string; out: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", `${ROOT}main.ts`, ...args],
    cwd: ROOT,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

/** A TCP meter on loopback: what is written goes to whoever connected last. */
function tcpMeter() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let connection: Deno.Conn | null = null;
  const accepting = (async () => {
    for await (const next of listener) connection = next;
  })();
  return {
    source: `tcp://127.0.0.1:${listener.addr.port}`,
    async send(bytes: Uint8Array) {
      await until(() => connection !== null, "the service connects");
      await connection!.write(bytes);
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      connection?.close();
      await accepting.catch(() => {});
    },
  };
}

Deno.test("rubbish, cut frames and wrong checksums are named, and the next good frame is read", async () => {
  await using meter = tcpMeter();
  const dataDir = await Deno.makeTempDir();
  await using service = await Service.start({ dataDir, args: ["--source", meter.source] });
  const broken = frame(2).slice();
  broken[60]! ^= 0xff;
  await meter.send(frame(1));
  await meter.send(Uint8Array.from({ length: 500 }, () => 256 * random()));
  await meter.send(frame(98).slice(0, 40));
  await meter.send(broken);
  await meter.send(frame(3));
  await until(async () => (await service.readings()).length >= 2, "two readings");
  deepEqual((await service.readings()).map(({ importW }) => importW), [1, 3]);
  match(
    service.log(),
    /frame-(checksum|truncated|unknown|header-checksum|length|boundary)|The frame|These bytes/,
  );
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("a wrong baud rate is recognised as such", async () => {
  await using meter = tcpMeter();
  const dataDir = await Deno.makeTempDir();
  await using service = await Service.start({ dataDir, args: ["--source", meter.source] });
  const noise = () => Uint8Array.from({ length: 300 }, () => 0x80 | (128 * random()));
  await until(async () => {
    await meter.send(noise());
    return (await parts(service)).get("decoder:main")?.fault?.code === "frame-unknown";
  }, "the fault frame-unknown");
  const { hint } = (await parts(service)).get("decoder:main")!.fault!;
  match(hint, /baud rate/);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test({
  name: "an unplugged adapter is named and read again when it is back",
  ignore: isMissing("socat"),
  async fn() {
    await using pty = await ptyPair();
    const dataDir = await Deno.makeTempDir();
    await using service = await Service.start({
      dataDir,
      args: ["--source", `serial:${pty.readerPath}?baud=2400&format=8N1`],
    });
    await until(() => service.log().includes("listening to"), "the port");
    await Deno.writeFile(pty.meterPath, frame(1), { create: false });
    await until(async () => (await service.readings()).length === 1, "the first reading");
    await pty.unplug();
    const code = async () => (await parts(service)).get("source:main")?.fault?.code ?? "";
    await until(async () => ["source-lost", "source-missing"].includes(await code()), "the loss");
    await pty.plug();
    await until(async () => await code() === "", "the port is open again", 40_000);
    await Deno.writeFile(pty.meterPath, frame(2), { create: false });
    await until(async () => (await service.readings()).length === 2, "the second reading");
    await Deno.remove(dataDir, { recursive: true });
  },
});

Deno.test("a missing port is named with a hint and the rest works", async () => {
  const dataDir = await Deno.makeTempDir();
  const args = ["--source", "serial:/dev/does-not-exist"];
  await using service = await Service.start({ dataDir, args });
  await until(
    async () => (await parts(service)).get("source:main")?.fault?.code === "source-missing",
    "the fault source-missing",
  );
  ok((await service.json("healthz")).alive);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("a web port in use is named and readings go on", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const dataDir = await Deno.makeTempDir();
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", `${ROOT}main.ts`, "run", "--data", dataDir]
      .concat(["--source", "sim:aidon?speed=10", "--http", `127.0.0.1:${taken.addr.port}`]),
    cwd: ROOT,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let log = "";
  const logging = (async () => {
    for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) log += text;
  })();
  await until(() => log.includes("The web port is in use"), "the message");
  match(log, /--http HOST:PORT/);
  equal(log.split("The web port is in use").length, 2, "said once");
  await until(() => log.includes("listening to sim:aidon"), "the meter is read");
  process.kill("SIGTERM");
  equal((await process.status).code, 0);
  await logging;
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("an unwritable data directory is named and readings go on", async () => {
  const file = await Deno.makeTempFile();
  const args = ["--source", "sim:aidon?speed=10"];
  await using service = await Service.start({ dataDir: `${file}/data`, args });
  const status = await until(async () => (await parts(service)).get("history"), "a status");
  equal(status.fault?.code, "store-unwritable");
  await until(async () => (await service.json("data.json")).ic !== 0, "readings");
  await Deno.remove(file);
});

Deno.test("a broken config.json is named, kept, and defaults are used", async () => {
  const dataDir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dataDir}/config.json`, '{ "mqtt": { "host": ');
  const args = ["--source", "sim:aidon?speed=10"];
  await using service = await Service.start({ dataDir, args });
  const status = await until(async () => (await parts(service)).get("config:file"), "a status");
  equal(status.fault?.code, "config-unreadable");
  match(service.log(), /Repair config.json/);
  await until(async () => (await service.json("data.json")).ic !== 0, "readings");
  equal(await Deno.readTextFile(`${dataDir}/config.json`), '{ "mqtt": { "host": ');
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("a house without a source says what to set", async () => {
  const dataDir = await Deno.makeTempDir();
  await using service = await Service.start({ dataDir });
  const status = await until(async () => (await parts(service)).get("source:main"), "a status");
  match(status.text, /meter.source is empty/);
  match(service.log(), /serial:\/dev/);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("a section that does not fit is named and the others count", async () => {
  const dataDir = await Deno.makeTempDir();
  const config = { mqtt: { host: "127.0.0.1", port: -1 }, meter: { source: "sim:aidon?speed=10" } };
  await Deno.writeTextFile(`${dataDir}/config.json`, JSON.stringify(config));
  await using service = await Service.start({ dataDir });
  await until(async () => (await service.json("data.json")).ic !== 0, "readings");
  match((await parts(service)).get("config:brokers")!.text, /mqtt.port wants a whole number/);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("a second meterd on one data directory ends with 75 and says why", async () => {
  const dataDir = await Deno.makeTempDir();
  await using _service = await Service.start({ dataDir });
  const { code, err } = await meterd("run", "--data", dataDir, "--http", "127.0.0.1:0");
  equal(code, 75);
  match(err, /Another meterd uses this data directory/);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("wrong words on the command line end with 2 and a hint", async () => {
  for (const args of [["flurb"], ["run", "--flurb"], ["run", "--set", "mqtt.hots=x"], ["decode"]]) {
    const { code, err } = await meterd(...args);
    equal(code, 2, args.join(" "));
    match(err, /--help/, args.join(" "));
  }
});

Deno.test("--help of every command tells a newcomer what to do", async () => {
  const { code, out } = await meterd("--help");
  equal(code, 0);
  for (const command of ["run", "demo", "decode", "simulate", "replay", "version"]) {
    match(out, new RegExp(`^  ${command} `, "m"));
    const help = await meterd(command, "--help");
    equal(help.code, 0);
    match(help.out, new RegExp(`meterd ${command}`));
  }
});
