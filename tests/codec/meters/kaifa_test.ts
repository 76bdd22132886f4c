import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { kaifaPositional, kaifaPower, kaifaTagged } from "#codec/meters/kaifa.ts";
import { LAYOUTS } from "#codec/meters/mod.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const head = (elements: number, model = "MA304H4") =>
  new AxdrWriter().structure(elements).octets(latin1Bytes("KFM_001"))
    .octets(latin1Bytes("6970631407262986")).octets(latin1Bytes(model));

function numbers(writer: AxdrWriter, values: readonly number[]): AxdrWriter {
  for (const value of values) writer.number("uint32", value);
  return writer;
}

const CLOCK = cosemTime(
  { year: 2026, month: 1, day: 5, hour: 13, minute: 0, second: 0 },
  { hundredths: 0xff, deviationMin: null, status: 0 },
);

Deno.test("kaifaPower reads list 1, which is power and nothing else", () => {
  assert.ok(LAYOUTS.includes(kaifaPower));
  assert.deepEqual(readingOf(new AxdrWriter().structure(1).number("uint32", 4117)), {
    vendor: "kaifa",
    listType: 1,
    threePhase: false,
    twoPhase: false,
    importW: 4117,
  });
});

Deno.test("kaifaPositional reads three phases by place, in mA and 0.1 V", () => {
  const reading = readingOf(
    numbers(head(13), [5056, 1, 2, 469, 19_679, 1292, 923, 2356, 2409, 2393]),
  );
  assert.deepEqual(
    [reading.importW, reading.exportW, reading.importVar, reading.exportVar],
    [5056, 1, 2, 469],
  );
  assert.deepEqual([reading.l1A, reading.l2A, reading.l3A], [19.679, 1.292, 0.923]);
  assert.deepEqual([reading.l1V, reading.l2V, reading.l3V], [235.6, 240.9, 239.3]);
  assert.deepEqual([reading.listType, reading.meterId], [2, "6970631407262986"]);
  assert.equal(kaifaPositional.vendor, "kaifa");
});

Deno.test("kaifaPositional reads the clock and registers of list 3, also of one phase", () => {
  const writer = numbers(head(14, "MA105H2E"), [0, 0, 0, 45, 66, 2442]).octets(CLOCK);
  const reading = readingOf(numbers(writer, [204, 0, 7, 94]));
  assert.deepEqual([reading.l1A, reading.l1V, "l2V" in reading], [0.066, 244.2, false]);
  assert.equal(reading.meterTime, "2026-01-05T12:00:00Z");
  assert.deepEqual(
    [reading.importWh, reading.exportWh, reading.importVarh, reading.exportVarh],
    [204, 0, 7, 94],
  );
  assert.equal(reading.listType, 3);
});

Deno.test("kaifaPositional reads registers of 64 bits", () => {
  const writer = numbers(head(18), [1, 0, 0, 0, 1, 1, 1, 2300, 2300, 2300]).octets(CLOCK)
    .number("uint64", 5_000_000_000).number("uint64", 1).number("uint64", 2).number("uint64", 3);
  assert.equal(readingOf(writer).importWh, 5_000_000_000);
});

Deno.test("kaifaPositional computes L2 of the model for three wires", () => {
  const reading = readingOf(
    numbers(head(13, "MA304T3E"), [1036, 0, 0, 78, 1985, 0, 3454, 2399, 0, 2406]),
  );
  assert.equal(reading.l2V, 240.250765);
  assert.deepEqual([reading.threePhase, reading.twoPhase, reading.l2AMissing], [true, false, true]);
});

Deno.test("kaifaTagged reads codes without scalers in the units of the other lists", () => {
  const reading = readingOf(
    new AxdrWriter().structure(8).obis("1-0:0.2.129").octets(latin1Bytes("KFM_001"))
      .obis("1-0:1.7.0").number("uint32", 3)
      .obis("1-0:31.7.0").number("uint32", 32)
      .obis("1-0:32.7.0").number("uint32", 2322),
  );
  assert.deepEqual([reading.vendor, reading.importW, reading.l1A, reading.l1V], [
    kaifaTagged.vendor,
    3,
    0.032,
    232.2,
  ]);
});
