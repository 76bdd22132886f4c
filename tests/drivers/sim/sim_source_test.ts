import assert from "node:assert/strict";
import { LineDecoder } from "#codec/line_decoder.ts";
import type { ByteLine } from "#drivers/ports.ts";
import { simSource } from "#drivers/sim/sim_source.ts";
import { simulation, type SimulationWords } from "#drivers/sim/simulation.ts";
import type { MeterOptions } from "#model/meter.ts";
import type { DecodedReading } from "#model/reading.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

const START = Date.UTC(2026, 0, 5, 12, 0, 3);

function source(clock: VirtualClock, words: SimulationWords) {
  const meter = simulation(words);
  assert.ok(typeof meter !== "string", String(meter));
  return simSource({ name: `sim:${words.id}`, ...meter }, clock);
}

/** Reads while the clock runs; remembers when each frame came, in ms since the start. */
async function listen(line: ByteLine, clock: VirtualClock, spanMs: number) {
  const heard: { atMs: number; bytes: Uint8Array }[] = [];
  const startMs = clock.monotonicMs();
  const reading = (async () => {
    while (clock.monotonicMs() - startMs < spanMs) {
      const bytes = await line.read();
      if (bytes !== null && bytes.length > 0) {
        heard.push({ atMs: clock.monotonicMs() - startMs, bytes });
      }
    }
  })();
  await clock.advance(spanMs);
  await line.close();
  await reading;
  return heard;
}

function decode(
  frames: readonly { bytes: Uint8Array }[],
  keys: Partial<MeterOptions> = {},
): DecodedReading[] {
  const decoder = new LineDecoder(meterOptions(keys));
  return frames.flatMap(({ bytes }) => decoder.push(bytes, 0)).map(({ outcome }) => {
    if (!outcome.ok) throw outcome.fault;
    return outcome.value;
  });
}

Deno.test("simSource() delivers whole frames at the meter's cadence", async () => {
  const clock = new VirtualClock(START);
  const heard = await listen(await source(clock, { id: "kaifa" }).open(), clock, 10_500);
  // 12:00:03 greets; lists 1 fall on even seconds, and list 3 on ten seconds past the hour.
  assert.deepEqual(heard.map(({ atMs }) => atMs), [0, 1_000, 3_000, 5_000, 7_000, 9_000]);
  assert.deepEqual(decode(heard).map(({ listType }) => listType), [2, 3, 1, 1, 3, 1]);
});

Deno.test("simSource() runs faster with speed, and the clock inside the frames with it", async () => {
  const clock = new VirtualClock(START);
  const line = await source(clock, { id: "kamstrup", speed: "10" }).open();
  const heard = await listen(line, clock, 3_000);
  assert.deepEqual(heard.map(({ atMs }) => atMs), [0, 100, 200, 700, 1_700, 2_700]);
  assert.deepEqual(decode(heard).map(({ apduTime }) => apduTime?.slice(11)), [
    ...["12:00:03Z", "12:00:04Z", "12:00:05Z", "12:00:10Z", "12:00:20Z", "12:00:30Z"],
  ]);
});

Deno.test("simSource() answers with nothing now and then while it is silent", async () => {
  const clock = new VirtualClock(START);
  const line = await source(clock, { id: "kamstrup" }).open();
  const first = line.read();
  await clock.advance(0);
  assert.ok((await first)!.length > 0);
  const second = line.read();
  await clock.advance(1_000);
  assert.ok((await second)!.length > 0);
  await clock.advance(3_000);
  const late = line.read();
  await clock.advance(0);
  assert.ok((await late)!.length > 0, "a list that fell due is delivered at once");
  const silent = line.read();
  await clock.advance(1_000);
  assert.deepEqual(await silent, new Uint8Array(0));
  await line.close();
});

Deno.test("simSource() ends a wait when it is closed, and greets anew when opened again", async () => {
  const clock = new VirtualClock(START);
  const opened = source(clock, { id: "aidon" });
  const line = await opened.open();
  const greeting = line.read();
  await clock.advance(0);
  await greeting;
  const waiting = line.read();
  await line.close();
  await line.close();
  assert.deepEqual(await waiting, new Uint8Array(0));
  const again = (await opened.open()).read();
  await clock.advance(0);
  assert.deepEqual(decode([{ bytes: (await again)! }]).map(({ listType }) => listType), [2]);
});

Deno.test("simSource() with keys ciphers, with a counter that also rises across openings", async () => {
  const [key, authKey] = ["00".repeat(15) + "01", "00".repeat(15) + "02"];
  const clock = new VirtualClock(START);
  const opened = source(clock, { id: "kamstrup", key, authKey });
  const heard = await listen(await opened.open(), clock, 10_500);
  heard.push(...await listen(await opened.open(), clock, 10_500));
  const readings = decode(heard, {
    encryptionKey: Uint8Array.fromHex(key),
    authenticationKey: Uint8Array.fromHex(authKey),
  });
  // A counter that goes back would be a fault.
  assert.deepEqual(readings.map(({ listType }) => listType), [3, 3, 3, 2, 3, 3, 2]);
  assert.ok(readings.every(({ authenticated }) => authenticated === true));
});
