import assert from "node:assert/strict";
import { fileSource } from "#drivers/sim/file_source.ts";
import { Fault } from "#model/fault.ts";
import { VirtualClock } from "#runtime/clock.ts";

async function capture(content: string) {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, content);
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path) };
}

/** Bytes with the time of their arrival, ms since the opening. */
async function play(path: string, pace: { baud: number; speed: number }) {
  const clock = new VirtualClock();
  const line = await fileSource({ name: `file:${path}`, path, ...pace }, clock).open();
  const heard: { atMs: number; bytes: Uint8Array }[] = [];
  const playing = (async () => {
    for (let bytes = await line.read(); bytes !== null; bytes = await line.read()) {
      heard.push({ atMs: Math.round(clock.monotonicMs()), bytes });
    }
    await line.close();
  })();
  await clock.advance(60_000);
  await playing;
  return heard;
}

const HEX = Uint8Array.from({ length: 240 }, (_, at) => at).toHex();

Deno.test("fileSource() plays a capture at 11 bits a byte and then ends", async () => {
  await using file = await capture(HEX);
  const heard = await play(file.path, { baud: 2400, speed: 1 });
  const joined = heard.flatMap(({ bytes }) => [...bytes]);
  assert.deepEqual(joined, Array.from({ length: 240 }, (_, at) => at));
  assert.equal(heard.at(-1)!.atMs, 240 * 11 / 2400 * 1000);
  // 50 ms of a line of 2400 baud are 11 bytes.
  assert.deepEqual([heard[0]!.atMs, heard[0]!.bytes.length], [50, 11]);
});

Deno.test("fileSource() plays faster with baud and with speed", async () => {
  await using file = await capture(HEX);
  const [baud] = (await play(file.path, { baud: 24_000, speed: 1 })).slice(-1);
  const [speed] = (await play(file.path, { baud: 2_400, speed: 10 })).slice(-1);
  assert.deepEqual([baud!.atMs, speed!.atMs], [110, 110]);
});

Deno.test("fileSource() takes P1 text as it is", async () => {
  const text = "/ABC5\r\n\r\n1-0:1.7.0(00.244*kW)\r\n!227A\r\n";
  await using file = await capture(text);
  const heard = await play(file.path, { baud: 115_200, speed: 1 });
  assert.equal(new TextDecoder().decode(heard[0]!.bytes), text);
});

Deno.test("fileSource() says source-missing for a path that is none", async () => {
  const path = "/nowhere/capture.hex";
  const source = fileSource(
    { name: `file:${path}`, path, baud: 2400, speed: 1 },
    new VirtualClock(),
  );
  await assert.rejects(source.open(), (thrown) => {
    return thrown instanceof Fault && thrown.code === "source-missing" &&
      /nowhere/.test(thrown.message);
  });
});
