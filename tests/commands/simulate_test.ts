import assert from "node:assert/strict";
import { simulateCommand } from "#commands/simulate.ts";
import { captureBytes } from "#codec/capture.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import { Fault } from "#model/fault.ts";
import { testTerminal } from "#tests/support/command_line.ts";
import { deadline, until } from "#tests/support/deadline.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { isMissing } from "#tests/support/needs.ts";

const decoder = () => new LineDecoder(meterOptions());

/** Reads a pseudo terminal with a foreign program until so many readings are there. */
async function readingsFrom(path: string, count: number) {
  const cat = new Deno.Command("cat", { args: [path], stdout: "piped" }).spawn();
  const [lines, readings] = [decoder(), []] as [LineDecoder, unknown[]];
  for await (const bytes of cat.stdout) {
    for (const { outcome } of lines.push(bytes, 0)) if (outcome.ok) readings.push(outcome.value);
    if (readings.length >= count) break;
  }
  await cat.status;
  return readings;
}

const isUsage = (sentence: RegExp) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === "usage" && sentence.test(thrown.message);

Deno.test("simulate writes so many frames into a file, all of them good", async () => {
  const path = `${await Deno.makeTempDir()}/frames.hex`;
  const args = ["--meter", "kaifa", "--to", path, "--count", "50", "--phases", "it"];
  assert.equal(await simulateCommand.run(args, testTerminal()), 0);
  const bytes = captureBytes(await Deno.readFile(path));
  const decoded = decoder().push(bytes, 0);
  assert.equal(decoded.length, 50);
  assert.ok(decoded.every(({ outcome }) => outcome.ok && outcome.value.vendor === "kaifa"));
  await Deno.remove(path.replace("/frames.hex", ""), { recursive: true });
});

Deno.test("simulate with keys writes ciphered frames", async () => {
  const path = `${await Deno.makeTempDir()}/frames.hex`;
  const [key, authKey] = ["0102".repeat(8), "0304".repeat(8)];
  const where = ["--meter", "kamstrup-dk", "--to", path, "--count", "20"];
  await simulateCommand.run([...where, "--key", key, "--auth-key", authKey], testTerminal());
  const bytes = captureBytes(await Deno.readFile(path));
  const options = meterOptions({
    encryptionKey: Uint8Array.fromHex(key),
    authenticationKey: Uint8Array.fromHex(authKey),
  });
  const decoded = new LineDecoder(options).push(bytes, 0);
  assert.equal(decoded.length, 20);
  assert.ok(decoded.every(({ outcome }) => outcome.ok && outcome.value.authenticated === true));
  const withoutKeys = decoder().push(bytes, 0);
  assert.ok(
    withoutKeys.every(({ outcome }) => !outcome.ok && outcome.fault.code === "cipher-needs-key"),
  );
  await Deno.remove(path.replace("/frames.hex", ""), { recursive: true });
});

Deno.test({
  name: "simulate on a pseudo terminal prints what to open and ends with Ctrl-C",
  ignore: isMissing("socat"),
  async fn() {
    const io = testTerminal();
    const running = simulateCommand.run(["--meter", "p1", "--to", "pty", "--speed", "10"], io);
    const reader = await until(() => io.said[0], "nothing was said");
    assert.match(reader, /^serial:\/tmp\/.*\/meter$/);
    const readings = await deadline(readingsFrom(reader.slice("serial:".length), 3), "no readings");
    assert.ok(readings.length >= 3);
    io.interrupt();
    assert.equal(await deadline(running, "it runs on"), 0);
  },
});

Deno.test("simulate on a TCP port sends nothing before somebody connects, then --count frames", async () => {
  const io = testTerminal();
  const args = ["--meter", "aidon", "--to", "tcp://127.0.0.1:0", "--count", "2", "--speed", "100"];
  const running = simulateCommand.run(args, io);
  const reader = await until(() => io.said[0], "nothing was said");
  const connection = await Deno.connect({ port: Number(new URL(reader).port) });
  const bytes = await new Response(connection.readable).bytes();
  const types = decoder().push(bytes, 0).map(({ outcome }) => outcome.ok && outcome.value.listType);
  assert.deepEqual(types, [2, 3]);
  assert.equal(await deadline(running, "it runs on"), 0);
});

Deno.test("simulate says which option is wrong", async () => {
  const wrong = [
    [["--meter", "aidon"], /--to is missing/],
    [["--to", "pty"], /called nothing; there are aidon/],
    [["--meter", "nobody", "--to", "pty"], /called nobody/],
    [["--meter", "aidon", "--to", "a.hex", "--count", "0"], /--count is a whole number/],
    [["--meter", "aidon", "--to", "pty", "--fast"], /--fast/],
  ] as const;
  for (const [args, sentence] of wrong) {
    await assert.rejects(simulateCommand.run(args, testTerminal()), isUsage(sentence));
  }
  const path = await Deno.makeTempFile();
  const endless = simulateCommand.run(["--meter", "aidon", "--to", path], testTerminal());
  await assert.rejects(endless, isUsage(/a file needs --count/));
  await Deno.remove(path);
});

Deno.test("simulate explains itself with every meter there is", () => {
  for (const id of ["aidon", "kaifa", "kamstrup", "p1"]) {
    assert.match(simulateCommand.usage, new RegExp(`^  ${id} `, "m"));
  }
});
