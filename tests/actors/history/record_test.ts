import assert from "node:assert/strict";
import { FIELDS } from "#actors/history/fields.ts";
import { RecordReader, RecordWriter } from "#actors/history/record.ts";
import { type MeterReading, Reading } from "#model/reading.ts";
import { seeded } from "#tests/support/random.ts";
import { meterReading, NINE_MS, p1Reading } from "#tests/support/readings.ts";

function copies(readings: readonly MeterReading[]): MeterReading[] {
  const [writer, reader] = [new RecordWriter(), new RecordReader()];
  return readings.map((reading) => reader.reading(writer.record(reading).slice()));
}

Deno.test("FIELDS number every field of a reading once", () => {
  const fields = Object.keys(Reading.shape).filter((field) => field !== "receivedAtMs");
  assert.deepEqual([...FIELDS].sort(), fields.sort());
});

Deno.test("records give back readings of several meters, lists and streams exactly", () => {
  const seed = 5;
  const random = seeded(seed);
  const readings: MeterReading[] = [];
  for (let count = 0; count < 500; count++) {
    const p1 = p1Reading(NINE_MS + count * 1000 - (count % 50 === 7 ? 90_000 : 0), {
      importWh: 12_000_000 + count,
      importW: Math.floor(random() * 4000),
      random,
    });
    const short = meterReading(NINE_MS + count * 1000 + 3, { listType: 1, importW: count });
    const reading = random() < 0.5 ? p1 : short;
    const fields = Object.entries(reading.reading).filter(([name]) =>
      random() < 0.95 || ["vendor", "listType", "receivedAtMs"].includes(name)
    );
    readings.push({
      meter: random() < 0.3 ? "solar" : "main",
      reading: Object.fromEntries(fields) as Reading,
      frame: {
        stream: `stream ${Math.floor(count / 100)}`,
        endOffset: count * 300,
        tickMs: count * count % 7919,
      },
    });
  }
  assert.deepEqual(copies(readings), readings, `seed ${seed}`);
});

Deno.test("a record of a three-phase P1 telegram each second takes well below 150 bytes", () => {
  const writer = new RecordWriter();
  const random = seeded(1);
  let bytes = 0;
  for (let second = 0; second < 300; second++) {
    const importW = Math.round(1500 + 500 * random());
    const at = { importWh: 12_345_678 + Math.floor(second / 2), importW, random };
    bytes += writer.record(p1Reading(NINE_MS + second * 1000, at)).length;
  }
  assert.ok(bytes / 300 < 60, `${bytes / 300} bytes`);
});

Deno.test("a reader of records throws RangeError on rubbish, and nothing else", () => {
  const random = seeded(9);
  const whole = new RecordWriter().record(meterReading(NINE_MS, { importW: 5 })).slice();
  for (let round = 0; round < 3000; round++) {
    const bytes = round % 2 === 0
      ? Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256))
      : whole.slice(0, Math.floor(random() * whole.length));
    try {
      new RecordReader().reading(bytes);
    } catch (thrown) {
      assert.ok(thrown instanceof RangeError || thrown instanceof SyntaxError, String(thrown));
    }
  }
});
