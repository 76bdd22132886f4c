/**
 * Goal: no damage to a frame throws, makes a reading of its own or costs the frame behind it.
 * Method: whole frame, damaged frame, whole frame; thousands of times with seeded damage.
 */
import assert from "node:assert/strict";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import type { DecodedReading } from "#model/reading.ts";
import { line, listOf } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { seeded } from "#tests/support/random.ts";
import { linesOf } from "#tests/support/readings_of.ts";

const ROUNDS = 400;
/** Always the same: a checksum of 16 bits misses one damage in 65536, which is no fault of ours. */
const SEED = Number(Deno.env.get("METERD_SEED") ?? 1);
/**
 * Without a checksum (DSMR 2.2, mode D), or with one that leaves out the line saying who speaks
 * (mode C): of these only the next frame is asked.
 */
const UNCHECKED = /^(p1-nl2|iec-c|iec-d) /;
const HDLC_HEAD = 9;
const HDLC_LLC = 3;
const HDLC_FOOT = 3;

type Random = () => number;
/** Makes the frame of a given import power. */
type Make = { readonly name: string; frame(importW: number): Uint8Array };

const makes: readonly Make[] = [
  ...LAYOUTS.flatMap((layout: Layout) =>
    layout.pushes.map(({ list }) => ({
      name: `${layout.id} list ${list}`,
      frame: (importW: number) => listOf(layout.id, list, importW),
    }))
  ),
  {
    name: "aidon list 1 in M-Bus",
    frame: (importW) =>
      mbusFrames(listOf("aidon", 1, importW).slice(HDLC_HEAD + HDLC_LLC, -HDLC_FOOT)),
  },
];

/** A copy with one to four bytes flipped, dropped, put in or repeated, or with its end cut off. */
function damaged(frame: Uint8Array, random: Random): Uint8Array {
  let bytes = [...frame];
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const at = Math.floor(random() * bytes.length);
    const kind = Math.floor(random() * 5);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 1) bytes[at] = Math.floor(random() * 256);
    else if (kind === 2) bytes.splice(at, 1 + Math.floor(random() * 8));
    else if (kind === 3) bytes.splice(at, 0, Math.floor(random() * 256));
    else bytes = bytes.slice(0, at);
  }
  return Uint8Array.from(bytes);
}

function chunksOf(stream: Uint8Array, random: Random): Uint8Array[] {
  const size = random() < 0.5 ? stream.length : 1 + Math.floor(random() * 64);
  const count = Math.ceil(stream.length / size);
  return Array.from({ length: count }, (_, at) => stream.subarray(at * size, (at + 1) * size));
}

for (const { name, frame } of makes) {
  Deno.test(`mutation: ${name} survives damage to the frame before it`, () => {
    const random = seeded(SEED);
    const wanted = [1, 2, 3].map((importW) => linesOf([frame(importW)]).readings[0]);
    for (let round = 0; round < ROUNDS; round++) {
      const middle = damaged(frame(2), random);
      const stream = line(frame(1), middle, frame(3));
      const { readings } = linesOf(chunksOf(stream, random));
      const where = `seed ${SEED}, round ${round}: ${middle.toHex()}`;
      const between: (DecodedReading | undefined)[] = readings.slice(1, -1);
      assert.deepEqual([readings[0], readings.at(-1)], [wanted[0], wanted[2]], where);
      if (UNCHECKED.test(name)) continue;
      for (const reading of between) assert.deepEqual(reading, wanted[1], where);
    }
  });
}

Deno.test("mutation: pure noise makes no reading and few faults", () => {
  const random = seeded(SEED);
  const decoder = new LineDecoder(meterOptions());
  let faultCount = 0;
  for (let round = 0; round < 1000; round++) {
    const noise = Uint8Array.from({ length: 1000 }, () => Math.floor(random() * 256));
    for (const { outcome } of decoder.push(noise, round)) {
      assert.equal(outcome.ok, false, `seed ${SEED}`);
      faultCount++;
    }
  }
  assert.ok(faultCount < 20, `${faultCount} faults, seed ${SEED}`);
});
