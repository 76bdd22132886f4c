import { deepEqual, equal, rejects } from "node:assert/strict";
import { kmpAnswer, type KmpMeter, kmpMeter } from "#codec/encode/kmp.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import { type AskedLine, kmpSource } from "#drivers/linux/kmp_source.ts";
import { openSerial } from "#drivers/linux/serial_tty.ts";
import type { ByteLine } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";
import type { DecodedReading } from "#model/reading.ts";
import { systemClock, VirtualClock } from "#runtime/clock.ts";
import { deadline } from "#tests/support/deadline.ts";
import { NOON_MS } from "#tests/support/frames.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { answerKmp } from "#tests/support/kmp_meter.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";

const METER = kmpMeter(householdExample(1234, NOON_MS));
const NOTHING = new Uint8Array(0);

/** A port with a meter behind it, on a clock that moves by 200 ms with every read in vain. */
class Asked implements AskedLine {
  readonly clock = new VirtualClock();
  readonly asked: { atMs: number; request: Uint8Array }[] = [];
  meter: KmpMeter | null = METER;
  /** Answers that will not come. */
  lostCount = 0;
  /** An optical head that hears itself. */
  echoes = false;
  isClosed = false;
  #waiting: Uint8Array<ArrayBuffer>[] = [];

  write(request: Uint8Array<ArrayBuffer>): Promise<void> {
    this.asked.push({ atMs: this.clock.monotonicMs(), request });
    if (this.echoes) this.#waiting.push(request);
    const answer = this.meter === null ? null : kmpAnswer(request, this.meter);
    if (this.lostCount > 0) this.lostCount--;
    else if (answer !== null) this.#waiting.push(answer.slice(0, 4), answer.slice(4));
    return Promise.resolve();
  }

  async read() {
    const next = this.#waiting.shift();
    if (next !== undefined) return next;
    await this.clock.advance(200);
    return NOTHING;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  open(): Promise<ByteLine> {
    const open = () => Promise.resolve(this);
    return kmpSource({ name: "kmp:/dev/x", everyMs: 10_000, open }, this.clock).open();
  }
}

/** Reads on until so many readings came, moving the clock when the line waits. */
async function readings(line: ByteLine, count: number, clock: VirtualClock | null) {
  const decoder = new LineDecoder(meterOptions());
  const found: { atMs: number; reading: DecodedReading }[] = [];
  while (found.length < count) {
    const reading = line.read();
    reading.catch(() => {});
    if (clock !== null) await clock.advance(1000);
    for (const { outcome } of decoder.push((await reading)!, 0)) {
      if (!outcome.ok) throw outcome.fault;
      found.push({ atMs: clock?.monotonicMs() ?? 0, reading: outcome.value });
    }
  }
  return found;
}

Deno.test("kmpSource() learns what the meter has and then asks for it every ten seconds", async () => {
  const port = new Asked();
  const line = await port.open();
  equal(line.note!.state, "waiting");
  const found = await readings(line, 3, port.clock);
  deepEqual(line.note, { state: "ok", text: "Asking kmp:/dev/x every 10 s", fault: null });
  const probes = 14;
  equal(port.asked.length, probes + 3 * 3);
  const rounds = port.asked.slice(probes).filter((_, at) => at % 3 === 0).map(({ atMs }) => atMs);
  equal(rounds[1]! - rounds[0]! >= 9000 && rounds[1]! - rounds[0]! <= 11_000, true);
  deepEqual(found[0]!.reading, found[2]!.reading);
  equal(found[0]!.reading.meterId, "12345678");
  await line.close();
  equal(port.isClosed, true);
});

Deno.test("kmpSource() asks again, twice, when an answer is lost", async () => {
  const port = new Asked();
  const line = await port.open();
  await readings(line, 1, port.clock);
  port.lostCount = 2;
  const before = port.asked.length;
  await readings(line, 1, port.clock);
  equal(port.asked.length - before, 3 + 2);
  await line.close();
});

Deno.test("kmpSource() gives up a round with a silent meter, and the line after three", async () => {
  const port = new Asked();
  const line = await port.open();
  await readings(line, 1, port.clock);
  port.meter = null;
  const before = port.asked.length;
  await rejects(readings(line, 1, port.clock), isFault("source-unanswered"));
  equal(port.asked.length - before, 3 * 3);
  await line.close();
});

Deno.test("kmpSource() says that nobody answers before it has asked for everything", async () => {
  const port = new Asked();
  port.meter = null;
  const line = await port.open();
  await rejects(readings(line, 1, port.clock), isFault("source-unanswered"));
  equal(port.asked.length, 2 * 3);
  await line.close();
});

Deno.test("kmpSource() says the same of a meter without energy", async () => {
  const port = new Asked();
  port.meter = { serial: 1, registers: new Map() };
  const line = await port.open();
  await rejects(readings(line, 1, port.clock), isFault("source-unanswered"));
  await line.close();
});

Deno.test("kmpSource() hands on whole answers only, without the echo of an optical head", async () => {
  const port = new Asked();
  port.echoes = true;
  const line = await port.open();
  const heard: Uint8Array[] = [];
  while (heard.length < 6) {
    const reading = line.read();
    await port.clock.advance(1000);
    const bytes = (await reading)!;
    if (bytes.length > 0) heard.push(bytes);
  }
  deepEqual(heard.map((bytes) => [bytes[0], bytes.at(-1)]), Array(6).fill([0x40, 0x0d]));
  await line.close();
});

Deno.test("kmpSource() can be closed while it waits for an answer", async () => {
  const port = new Asked();
  port.meter = null;
  const line = await port.open();
  const reading = line.read();
  await line.close();
  await deadline(reading.catch(() => {}), "the read ended");
});

Deno.test({
  name: "kmpSource() polls a meter over a real terminal",
  ignore: isMissing("socat"),
  async fn() {
    await using pair = await ptyPair();
    const path = pair.readerPath;
    const open = () => openSerial({ path, baud: 9600, format: "8N2" });
    const line = await kmpSource({ name: "kmp:", everyMs: 100, open }, systemClock).open();
    const stop = new AbortController();
    const answering = answerKmp({ path: pair.meterPath, meter: METER }, stop.signal);
    try {
      const found = await deadline(readings(line, 3, null), "no three readings");
      const { importW, importWh, meterId } = found[2]!.reading;
      const { registers, phases } = householdExample(1234, NOON_MS);
      deepEqual([meterId, importWh], ["12345678", registers.importWhT1 + registers.importWhT2]);
      equal(importW, phases.reduce((sum, phase) => sum + phase.importW, 0));
    } finally {
      stop.abort();
      await answering;
      await line.close();
    }
  },
});

const isFault = (code: string) => (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === code;
