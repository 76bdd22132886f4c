import { deepEqual, equal, rejects } from "node:assert/strict";
import { LineDecoder } from "#codec/line_decoder.ts";
import { pulseSource } from "#drivers/linux/pulse_source.ts";
import type { AskNewest, ByteLine } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";
import type { DecodedReading } from "#model/reading.ts";
import { systemClock, VirtualClock } from "#runtime/clock.ts";
import { until } from "#tests/support/deadline.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

/** A FIFO, and a source that hears its lines on a clock of the test. */
async function pulses() {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/pulses`;
  await new Deno.Command("mkfifo", { args: [path] }).output();
  const clock = new VirtualClock();
  const options = { name: "pulse:test", input: { path }, perKwh: 1000, startWh: 5000 };
  const decoder = new LineDecoder(meterOptions());
  return {
    clock,
    source: pulseSource(options, clock),
    writer: () => Deno.open(path, { write: true }),
    /** What the next second brings. */
    async second(line: ByteLine): Promise<DecodedReading | null> {
      const reading = line.read();
      reading.catch(() => {});
      await clock.advance(1000);
      const decoded = decoder.push((await reading)!, 0);
      if (decoded.length === 0) return null;
      if (!decoded[0]!.outcome.ok) throw decoded[0]!.outcome.fault;
      return decoded[0]!.outcome.value;
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const newest = (importWh: number): AskNewest => () =>
  Promise.resolve({
    meter: "main",
    reading: { vendor: "unknown", listType: 3, receivedAtMs: 0, importWh },
    frame: { stream: "s", endOffset: 1, tickMs: 0 },
  });

const pulse = (writer: Deno.FsFile) => writer.write(new TextEncoder().encode("pulse\n"));

Deno.test("pulseSource() is a P1 meter with the register that goes on and the power", async () => {
  await using house = await pulses();
  const line = await house.source.open(newest(123_456_789));
  equal(line.note!.text, "Waiting for a pulse on pulse:test");
  const writer = await house.writer();
  await pulse(writer);
  await until(() => line.note!.state === "ok", "the first pulse");
  const first = await house.second(line);
  deepEqual([first!.importWh, first!.importW], [123_456_790, undefined]);
  deepEqual([first!.listId, first!.meterModel, first!.vendor], ["MTD5", "pulse", "unknown"]);
  // 2 s after the first pulse; the line has arrived when the telegram is told.
  await house.clock.advance(1000);
  await pulse(writer);
  let second: DecodedReading | null = null;
  for (let n = 0; n < 5 && second === null; n++) {
    await new Promise((wake) => setTimeout(wake, 50));
    second = await house.second(line);
  }
  deepEqual([second!.importWh, second!.importW], [123_456_791, 1800]);
  writer.close();
  await line.close();
});

Deno.test("pulseSource() starts at the setting when history knows less", async () => {
  for (const [stored, wanted] of [[4000, 5001], [6000, 6001]] as const) {
    await using house = await pulses();
    const line = await house.source.open(newest(stored));
    const writer = await house.writer();
    await pulse(writer);
    await until(() => line.note!.state === "ok", "the first pulse");
    equal((await house.second(line))!.importWh, wanted);
    writer.close();
    await line.close();
  }
});

Deno.test("pulseSource() counts on when it is opened again, without asking history", async () => {
  await using house = await pulses();
  const line = await house.source.open(() => Promise.resolve(null));
  const writer = await house.writer();
  await pulse(writer);
  await until(() => line.note!.state === "ok", "the first pulse");
  equal((await house.second(line))!.importWh, 5001);
  writer.close();
  await rejects(
    (async () => {
      for (;;) {
        await new Promise((wake) => setTimeout(wake, 20));
        await house.second(line);
      }
    })(),
    isFault("source-lost"),
  );
  await line.close();
  const again = await house.source.open(newest(1_000_000));
  const later = await house.writer();
  await pulse(later);
  await until(() => again.note!.state === "ok", "the next pulse");
  const reading = await house.second(again);
  deepEqual([reading!.importWh, reading!.importW], [5002, undefined]);
  later.close();
  await again.close();
});

Deno.test("pulseSource() waits for history rather than begin at nought", async () => {
  await using house = await pulses();
  const late: AskNewest = () => Promise.reject(new Fault("deadline"));
  await rejects(house.source.open(late), isFault("source-missing"));
});

Deno.test("pulseSource() gives its program back to the system", async () => {
  const source = pulseSource(
    { name: "pulse:", input: { path: "/dev/null" }, perKwh: 1000, startWh: 0 },
    systemClock,
  );
  const line = await source.open();
  await line.close();
  await line.close();
});

const isFault = (code: string) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === code;
