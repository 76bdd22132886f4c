import assert from "node:assert/strict";
import { openOutlet, outletKind } from "#drivers/sim/outlet.ts";
import { openSource } from "#drivers/sources.ts";
import { Fault } from "#model/fault.ts";
import { systemClock } from "#runtime/clock.ts";
import { deadline } from "#tests/support/deadline.ts";
import { isMissing } from "#tests/support/needs.ts";

const FRAME = Uint8Array.of(0x7e, 0x0a, 0x0d, 0x03, 0x7e);
const never = new AbortController().signal;

const isUnavailable = (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === "outlet-unavailable";

/** What a source hears until so many bytes are there. */
async function hear(url: string, count: number): Promise<number[]> {
  const source = openSource(url, { clock: systemClock });
  assert.ok(source.ok);
  const line = await source.value.open();
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(...(await line.read() ?? []));
  await line.close();
  return bytes;
}

Deno.test("openOutlet() on a TCP port waits for a reader and serves the source that it names", async () => {
  const outlet = await openOutlet("tcp://127.0.0.1:0");
  const hearing = hear(outlet.reader, FRAME.length);
  await deadline(outlet.ready(never), "nobody connected");
  await outlet.write(FRAME);
  assert.deepEqual(await deadline(hearing, "nothing heard"), [...FRAME]);
  await outlet.close();
  await outlet.close();
});

Deno.test("openOutlet() ends the wait for a reader with the signal", async () => {
  const outlet = await openOutlet("tcp://127.0.0.1:0");
  const stop = new AbortController();
  const ready = outlet.ready(stop.signal);
  stop.abort();
  await deadline(ready, "it waits on");
  await outlet.close();
});

Deno.test({
  name: "openOutlet() makes a pseudo terminal and serves the source that it names",
  ignore: isMissing("socat"),
  async fn() {
    const outlet = await openOutlet("pty");
    await outlet.write(FRAME);
    // With a speed of its own the line holds nothing back; this frame is none.
    const hearing = hear(`${outlet.reader}?baud=2400`, FRAME.length);
    assert.deepEqual(await deadline(hearing, "nothing heard"), [...FRAME]);
    await outlet.close();
    assert.throws(() => Deno.lstatSync(outlet.reader.replace("serial:", "")));
  },
});

Deno.test("openOutlet() writes a file as it is, or as a hex dump, which a source plays again", async () => {
  const folder = await Deno.makeTempDir();
  for (const name of ["frames.bin", "frames.hex"]) {
    const outlet = await openOutlet(`${folder}/${name}`);
    await outlet.write(FRAME);
    await outlet.write(FRAME);
    await outlet.close();
    assert.deepEqual(await hear(`${outlet.reader}?speed=1000`, 10), [...FRAME, ...FRAME], name);
  }
  assert.equal(await Deno.readTextFile(`${folder}/frames.hex`), "7E0A0D037E\n7E0A0D037E\n");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("openOutlet() says outlet-unavailable for a taken port and a path that cannot be", async () => {
  const taken = await openOutlet("tcp://127.0.0.1:0");
  await assert.rejects(openOutlet(taken.reader), isUnavailable);
  await taken.close();
  await assert.rejects(openOutlet("tcp:somewhere"), isUnavailable);
  await assert.rejects(openOutlet("/nowhere/at/all.bin"), isUnavailable);
});

Deno.test("outletKind() tells a serial port from a file, so that ports are served at their pace", () => {
  assert.equal(outletKind("pty"), "line");
  assert.equal(outletKind("tcp://127.0.0.1:2001"), "line");
  assert.equal(outletKind("/dev/tty"), "port");
  assert.equal(outletKind("/tmp/there-is-no-such-file"), "file");
});
