import assert from "node:assert/strict";
import type { Bytes } from "#drivers/ports.ts";
import { PatientWriter } from "#drivers/sim/patient_writer.ts";

/** A sink that takes two bytes at a time, each when it is told to. */
function slowSink() {
  const taken: number[] = [];
  let gate = Promise.withResolvers<void>();
  return {
    taken,
    open() {
      gate.resolve();
    },
    shut() {
      gate = Promise.withResolvers<void>();
    },
    async write(bytes: Bytes) {
      await gate.promise;
      taken.push(...bytes.subarray(0, 2));
      return Math.min(2, bytes.length);
    },
  };
}

Deno.test("PatientWriter writes all bytes in order when the sink takes them", async () => {
  const sink = slowSink();
  const writer = new PatientWriter(sink, () => assert.fail("broken"));
  sink.open();
  await writer.write(Uint8Array.of(1, 2, 3));
  await writer.write(Uint8Array.of(4, 5));
  await writer.drain();
  assert.deepEqual(sink.taken, [1, 2, 3, 4, 5]);
});

Deno.test("PatientWriter drops what comes while the sink is stuck, and goes on afterwards", async () => {
  const sink = slowSink();
  const writer = new PatientWriter(sink, () => assert.fail("broken"));
  await writer.write(Uint8Array.of(1, 2, 3));
  const startMs = performance.now();
  await writer.write(Uint8Array.of(4));
  assert.ok(performance.now() - startMs > 400, "it was patient once");
  await writer.write(Uint8Array.of(5));
  assert.ok(performance.now() - startMs < 900, "and not again");
  sink.open();
  await writer.drain();
  await writer.write(Uint8Array.of(6));
  await writer.drain();
  assert.deepEqual(sink.taken, [1, 2, 3, 6]);
});

Deno.test("PatientWriter tells when the reader went away", async () => {
  let broken = 0;
  const writer = new PatientWriter(
    { write: () => Promise.reject(new Error("EPIPE")) },
    () => broken++,
  );
  await writer.write(Uint8Array.of(1));
  await writer.drain();
  assert.equal(broken, 1);
});
