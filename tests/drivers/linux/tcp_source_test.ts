import assert from "node:assert/strict";
import { parseTcpAddress, tcpSource } from "#drivers/linux/tcp_source.ts";
import { Fault, type FaultCode } from "#model/fault.ts";
import { systemClock, VirtualClock } from "#runtime/clock.ts";
import { deadline } from "#tests/support/deadline.ts";

const isFault = (code: FaultCode, text = /./) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === code && text.test(thrown.message);

/** A server on loopback and the source that reads it. */
function bridge(clock = systemClock) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const name = `tcp://127.0.0.1:${port}`;
  return { listener, source: tcpSource({ name, hostname: "127.0.0.1", port }, clock) };
}

Deno.test("tcpSource() delivers what the bridge sends, and source-lost when it hangs up", async () => {
  const { listener, source } = bridge();
  const [line, bridgeEnd] = await Promise.all([source.open(), listener.accept()]);
  await bridgeEnd.write(Uint8Array.of(0x7e, 0xa0, 0x7e));
  assert.deepEqual(await deadline(line.read(), "no bytes"), Uint8Array.of(0x7e, 0xa0, 0x7e));
  bridgeEnd.close();
  await assert.rejects(deadline(line.read(), "no loss"), isFault("source-lost"));
  await line.close();
  await line.close();
  listener.close();
});

Deno.test("tcpSource() says source-missing where nobody listens", async () => {
  const { listener, source } = bridge();
  listener.close();
  await assert.rejects(source.open(), isFault("source-missing", /tcp:\/\/127\.0\.0\.1:\d+ \(/));
});

Deno.test("tcpSource() gives a silent bridge a minute, then it is lost", async () => {
  const clock = new VirtualClock();
  const { listener, source } = bridge(clock);
  const [line, bridgeEnd] = await Promise.all([source.open(), listener.accept()]);
  for (let second = 1; second < 60; second++) {
    const read = line.read();
    await clock.advance(1_000);
    assert.deepEqual(await read, new Uint8Array(0));
  }
  const last = assert.rejects(line.read(), isFault("source-lost", /silent for a minute/));
  await clock.advance(1_000);
  await last;
  await line.close();
  bridgeEnd.close();
  listener.close();
});

Deno.test("tcpSource() keeps the bytes that come between two reads", async () => {
  const clock = new VirtualClock();
  const { listener, source } = bridge(clock);
  const [line, bridgeEnd] = await Promise.all([source.open(), listener.accept()]);
  const silent = line.read();
  await clock.advance(1_000);
  assert.equal((await silent)!.length, 0);
  await bridgeEnd.write(Uint8Array.of(1, 2, 3));
  assert.deepEqual(await deadline(line.read(), "no bytes"), Uint8Array.of(1, 2, 3));
  await line.close();
  bridgeEnd.close();
  listener.close();
});

Deno.test("parseTcpAddress() takes names and addresses, with a port", () => {
  assert.deepEqual(parseTcpAddress("//bridge.lan:2001"), { hostname: "bridge.lan", port: 2001 });
  assert.deepEqual(parseTcpAddress("//[::1]:0"), { hostname: "::1", port: 0 });
  for (const wrong of ["//bridge", "bridge:2001", "//bridge:70000", "//:1", "//a b:1"]) {
    assert.equal(parseTcpAddress(wrong), null, wrong);
  }
});
