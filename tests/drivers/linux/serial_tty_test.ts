import assert from "node:assert/strict";
import { serialSource } from "#drivers/linux/serial_tty.ts";
import type { ByteLine } from "#drivers/ports.ts";
import { Fault, type FaultCode } from "#model/fault.ts";
import { deadline, until } from "#tests/support/deadline.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";

const ignore = isMissing("socat");

const port = (path: string, format: "8N1" | "8E1" = "8N1") =>
  serialSource({ name: `serial:${path}`, path, baud: 2400, format });

const isFault = (code: FaultCode) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === code;

/** Reads until so many bytes are there. */
async function collect(line: ByteLine, count: number): Promise<Uint8Array> {
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(...(await line.read())!);
  return Uint8Array.from(bytes);
}

/** Reads until the line breaks. */
async function breaks(line: ByteLine): Promise<never> {
  for (;;) await line.read();
}

Deno.test({
  name: "serialSource() delivers every byte as it was sent, also those a terminal would change",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const line = await port(pair.readerPath).open();
    const sent = Uint8Array.from({ length: 1024 }, (_, at) => at & 0xff);
    using meter = await Deno.open(pair.meterPath, { read: true, write: true });
    const writing = (async () => {
      for (let at = 0; at < sent.length;) at += await meter.write(sent.subarray(at));
    })();
    assert.deepEqual(await deadline(collect(line, sent.length), "no 1024 bytes"), sent);
    await writing;
    await line.close();
  },
});

Deno.test({
  name: "serialSource() answers with nothing while the line is silent",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const line = await port(pair.readerPath).open();
    for (let count = 0; count < 4; count++) {
      assert.deepEqual(await deadline(line.read(), "no answer"), new Uint8Array(0));
    }
    await line.close();
    await line.close();
  },
});

Deno.test({
  name: "serialSource() loses no byte when it is closed in a read and opened again",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const source = port(pair.readerPath);
    const first = await source.open();
    const pending = first.read();
    await first.close();
    assert.deepEqual(await pending, new Uint8Array(0));
    const second = await source.open();
    await Deno.writeTextFile(pair.meterPath, "AAA");
    assert.deepEqual(await deadline(collect(second, 3), "no AAA"), new TextEncoder().encode("AAA"));
    await second.close();
  },
});

Deno.test({
  name: "serialSource() warns of a pseudo terminal's missing parity and works without",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const line = await port(pair.readerPath, "8E1").open();
    assert.match(line.warning ?? "", /carries no 8E1: parenb/);
    await line.close();
    const plain = await port(pair.readerPath, "8N1").open();
    assert.equal(plain.warning, null);
    await plain.close();
  },
});

Deno.test({
  name:
    "serialSource() says source-lost when the adapter is pulled, and opens again when it is back",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const source = port(pair.readerPath);
    const line = await source.open();
    const broken = assert.rejects(breaks(line), isFault("source-lost"));
    await pair.unplug();
    await deadline(broken, "the loss was not seen");
    await line.close();
    await assert.rejects(source.open(), isFault("source-missing"));
    await pair.plug();
    const again = await source.open();
    await Deno.writeTextFile(pair.meterPath, "back");
    const heard = await deadline(collect(again, 4), "nothing came back");
    assert.deepEqual(heard, new TextEncoder().encode("back"));
    await again.close();
  },
});

Deno.test({
  name: "serialSource() finds a port in use, names the holder and leaves its settings alone",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const flock = new Deno.Command("flock", {
      args: ["--no-fork", pair.readerPath, "sleep", "60"],
      stdin: "null",
    }).spawn();
    try {
      const busy = await until(async () => {
        try {
          await (await port(pair.readerPath).open()).close();
          return null;
        } catch (thrown) {
          return thrown as Fault;
        }
      }, "the lock was not seen");
      assert.equal(busy.code, "source-busy");
      assert.match(busy.message, new RegExp(`by sleep \\(process ${flock.pid}\\)`));
    } finally {
      flock.kill();
      await flock.status;
    }
    await (await port(pair.readerPath).open()).close();
  },
});

Deno.test({
  name: "serialSource() keeps a second reader out as long as it is open",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const first = await port(pair.readerPath).open();
    await assert.rejects(port(pair.readerPath).open(), isFault("source-busy"));
    await first.close();
    await (await port(pair.readerPath).open()).close();
  },
});

Deno.test("serialSource() says source-missing for a path that is none, and for a plain file", async () => {
  await assert.rejects(port("/dev/ttyNONE0").open(), isFault("source-missing"));
  const file = await Deno.makeTempFile();
  await assert.rejects(port(file).open(), isFault("source-missing"));
  await Deno.remove(file);
});

Deno.test("serialSource() says source-format for a device that is no serial port", async () => {
  await assert.rejects(port("/dev/null").open(), isFault("source-format"));
});

Deno.test({
  name: "serialSource() never becomes the terminal of a service, whose end would end the service",
  ignore,
  async fn() {
    await using pair = await ptyPair();
    const script = `
      import { serialSource } from "#drivers/linux/serial_tty.ts";
      const path = ${JSON.stringify(pair.readerPath)};
      const line = await serialSource({ name: path, path, baud: 2400, format: "8N1" }).open();
      console.log((await Deno.readTextFile("/proc/self/stat")).split(") ")[1].split(" ")[4]);
      await line.close();`;
    const { stdout, stderr } = await new Deno.Command("setsid", {
      args: ["--wait", Deno.execPath(), "eval", script],
    }).output();
    // The field tty_nr of proc(5): 0 means that the process has no terminal.
    assert.equal(new TextDecoder().decode(stdout).trim(), "0", new TextDecoder().decode(stderr));
  },
});
