import assert from "node:assert/strict";
import { replayCommand } from "#commands/replay.ts";
import { Fault, type FaultCode } from "#model/fault.ts";
import { testTerminal } from "#tests/support/command_line.ts";
import { deadline, until } from "#tests/support/deadline.ts";
import { isMissing } from "#tests/support/needs.ts";

const BYTES = Uint8Array.from({ length: 600 }, (_, at) => (at * 7) & 0xff);

async function capture() {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/capture.hex`;
  await Deno.writeTextFile(path, BYTES.toHex());
  return { folder, path, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

const isFault = (code: FaultCode, sentence: RegExp) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === code && sentence.test(thrown.message);

Deno.test("replay into a file copies the bytes of a capture", async () => {
  await using file = await capture();
  const copy = `${file.folder}/copy.bin`;
  assert.equal(await replayCommand.run([file.path, "--to", copy], testTerminal()), 0);
  assert.deepEqual(new Uint8Array(await Deno.readFile(copy)), BYTES);
});

Deno.test("replay on a TCP port serves a whole capture to the first reader and ends", async () => {
  await using file = await capture();
  const io = testTerminal();
  const args = [file.path, "--to", "tcp://127.0.0.1:0", "--speed", "100"];
  const running = replayCommand.run(args, io);
  const reader = await until(() => io.said[0], "nothing was said");
  const connection = await Deno.connect({ port: Number(new URL(reader).port) });
  assert.deepEqual(await new Response(connection.readable).bytes(), BYTES);
  assert.equal(await deadline(running, "it runs on"), 0);
});

Deno.test({
  name: "replay on a pseudo terminal keeps the pace of the line",
  ignore: isMissing("socat"),
  async fn() {
    await using file = await capture();
    const io = testTerminal();
    const startMs = performance.now();
    // 600 bytes of 11 bits at 9600 baud last 688 ms.
    const running = replayCommand.run([file.path, "--to", "pty", "--baud", "9600"], io);
    const reader = await until(() => io.said[0], "nothing was said");
    const cat = new Deno.Command("head", {
      args: ["-c", "600", reader.slice("serial:".length)],
      stdout: "piped",
    });
    const { stdout } = await deadline(cat.output(), "not all bytes came");
    assert.ok(performance.now() - startMs > 680, "it was too fast");
    assert.deepEqual(new Uint8Array(stdout), BYTES);
    assert.equal(await deadline(running, "it runs on"), 0);
  },
});

Deno.test("replay with --loop starts over until Ctrl-C", async () => {
  await using file = await capture();
  const io = testTerminal();
  const args = [file.path, "--to", "tcp://127.0.0.1:0", "--speed", "1000", "--loop"];
  const running = replayCommand.run(args, io);
  const reader = await until(() => io.said[0], "nothing was said");
  const connection = await Deno.connect({ port: Number(new URL(reader).port) });
  let count = 0;
  for await (const bytes of connection.readable) {
    count += bytes.length;
    if (count > 3 * BYTES.length) break;
  }
  io.interrupt();
  assert.equal(await deadline(running, "it runs on"), 0);
});

Deno.test("replay says which word is wrong", async () => {
  await using file = await capture();
  const wrong = [
    [[], /name one FILE/],
    [["a.hex", "b.hex", "--to", "pty"], /name one FILE/],
    [[file.path], /--to is missing/],
    [[file.path, "--to", "pty", "--speed", "0"], /--speed is a number above 0/],
    [[file.path, "--to", "pty", "--baud", "x"], /--baud/],
    [[file.path, "--to", "copy.bin", "--loop"], /fill the disk/],
  ] as const;
  for (const [args, sentence] of wrong) {
    await assert.rejects(replayCommand.run(args, testTerminal()), isFault("usage", sentence));
  }
  const missing = replayCommand.run(["/nowhere.hex", "--to", "pty"], testTerminal());
  await assert.rejects(missing, isFault("file-unreadable", /nowhere/));
});
