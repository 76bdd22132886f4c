import assert from "node:assert/strict";
import { AxdrWriter, type NumberType } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { decodeApdu } from "#codec/line_decoder.ts";
import { iskra } from "#codec/meters/iskra.ts";
import type { DecodedReading } from "#model/reading.ts";
import { apduOf } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const NAME = "ISK1030700012345";
const CLOCK = cosemTime(
  { year: 2026, month: 1, day: 5, hour: 13, minute: 0, second: 0 },
  { hundredths: 0, deviationMin: -60, status: 0 },
);

const named = (elements: number) => new AxdrWriter().structure(elements).octets(latin1Bytes(NAME));
const withList = (elements: number) => named(elements).octets(latin1Bytes("16820005"));
const dated = (elements: number) =>
  new AxdrWriter().structure(elements).octets(latin1Bytes("92020202")).octets([13, 0, 0, 0])
    .octets([0x07, 0xea, 1, 5, 1]);

/** Numbers one after the other; those in brackets are of 16 bits. */
function numbers(writer: AxdrWriter, ...values: (number | [number])[]): AxdrWriter {
  for (const value of values) {
    const [type, number]: [NumberType, number] = typeof value === "number"
      ? ["uint32", value]
      : ["uint16", value[0]];
    writer.number(type, number);
  }
  return writer;
}

/** What was read, without what every reading says. */
function readOf(writer: AxdrWriter): Partial<DecodedReading> {
  const { vendor, threePhase: _three, twoPhase: _two, ...rest } = readingOf(writer);
  assert.equal(vendor, iskra.vendor);
  return rest;
}

const ids = { listId: NAME, meterId: NAME };
const powers = { importW: 968, exportW: 60, importVar: 5, exportVar: 749 };
const voltages = { l1V: 239.7, l2V: 232.5, l3V: 234.8 };
const currents = { l1A: 1.08, l2A: 1.3, l3A: 4.4 };
const imports = { l1ImportW: 1, l2ImportW: 2, l3ImportW: 965 };
const exports = { l1ExportW: 21, l2ExportW: 38, l3ExportW: 0 };
const registers = {
  ...{ importWh: 30, importWhT1: 10, importWhT2: 20 },
  ...{ exportWh: 7, exportWhT1: 3, exportWhT2: 4 },
};

Deno.test("iskra reads 18 elements: powers, voltages, currents, phases", () => {
  const writer = numbers(withList(18), 968, 60, 5, 749);
  numbers(writer, [2397], [2325], [2348], [108], [130], [440], 1, 2, 965, 21, 38, 0);
  assert.deepEqual(readOf(writer), {
    ...{ listType: 4, ...ids, ...powers, ...voltages, ...currents, ...imports, ...exports },
  });
});

Deno.test("iskra reads 12 elements with a switch that is a boolean or an enum", () => {
  const writer = withList(12).number("enum", 1).octets([0, 2]);
  const bytes = apduOf(numbers(writer, 30, 10, 20, 7, 3, 4, 11, 12));
  const tagAt = apduOf(withList(12)).length;
  for (const tag of [0x03, 0x16]) {
    bytes[tagAt] = tag;
    const outcome = decodeApdu(bytes, meterOptions());
    assert.ok(outcome.ok);
    const { importWh, exportWhT2, exportVarh, activeTariff, listType } = outcome.value;
    assert.deepEqual([importWh, exportWhT2, exportVarh], [30, 4, 12]);
    assert.deepEqual([activeTariff, listType], [2, 3]);
  }
});

Deno.test("iskra reads 12 elements with voltages in front (Celje)", () => {
  const writer = numbers(withList(12), [2397], [2325], [2348], [108], [130], [440]);
  assert.deepEqual(readOf(numbers(writer, 968, 60, 5, 749)), {
    ...{ listType: 2, ...ids, ...voltages, ...currents, ...powers },
  });
});

Deno.test("iskra tells the two lists of 10 elements apart by the sixth", () => {
  const onePhase = numbers(withList(10), 968, 60, 5, 749, [2397], [108], 968, 60);
  assert.deepEqual(readOf(onePhase), {
    ...{ listType: 4, ...ids, ...powers, l1V: 239.7, l1A: 1.08, l1ImportW: 968, l1ExportW: 60 },
  });
  const tariffs = numbers(withList(10), 10, 20, 3, 4, 100, 200, 30, 40);
  assert.deepEqual(readOf(tariffs), {
    ...{ listType: 3, ...ids, ...registers, importVarh: 300, exportVarh: 70 },
  });
});

Deno.test("iskra tells the two lists of 9 elements apart", () => {
  const onePhase = numbers(withList(9), 968, 60, 5, 749, [2397], 3, 4);
  assert.deepEqual(readOf(onePhase), {
    ...{ listType: 3, ...ids, ...powers, l1V: 239.7, exportWhT1: 3, exportWhT2: 4, exportWh: 7 },
  });
  assert.deepEqual(readOf(numbers(named(9), 968, 60, 30, 10, 20, 7, 3, 4)), {
    ...{ listType: 3, ...ids, importW: 968, exportW: 60, ...registers },
  });
});

Deno.test("iskra reads 8 elements of one phase", () => {
  const writer = numbers(withList(8), [2397], [108], 968, 60, 5, 749);
  assert.deepEqual(readOf(writer), { listType: 2, ...ids, l1V: 239.7, l1A: 1.08, ...powers });
});

Deno.test("iskra reads 4 elements behind the serial number or the device name", () => {
  const serial = new AxdrWriter().structure(4).octets(latin1Bytes("84605887"));
  const total = { listType: 3, importWh: 7, exportWh: 8 };
  assert.deepEqual(readOf(numbers(serial.number("uint8", 0), 7, 8)), {
    ...total,
    meterId: "84605887",
  });
  assert.deepEqual(readOf(numbers(named(4).number("uint8", 0), 7, 8)), { ...total, ...ids });
});

Deno.test("iskra reads 33 elements with a power factor of 16 bits and quadrants", () => {
  const writer = numbers(dated(33), 30, 10, 20, 7, 3, 4, 1, 2, 3, 4, 968, 60, [746]);
  numbers(writer, 1, 2, 965, 21, 38, 0, [2397], [2325], [2348], [108], [130], [440], 17_250);
  for (let limit = 0; limit < 3; limit++) writer.array(1).number("uint16", 9400);
  writer.number("enum", 1);
  assert.deepEqual(readOf(writer), {
    ...{ listType: 4, meterId: "92020202", ...registers, importVarh: 3, exportVarh: 7 },
    ...{ importW: 968, exportW: 60, powerFactor: 0.746 },
    ...{ ...imports, ...exports, ...voltages, ...currents },
  });
});

Deno.test("iskra reads 28 elements, the last of which are unknown", () => {
  const writer = numbers(dated(28), 30, 10, 20, 7, 3, 4, 968, 60, 1, 2, 965, 21, 38, 0);
  numbers(writer, [2397], [2325], [2348], [108], [130], [440]).array(1).number("uint8", 1);
  for (let unknown = 0; unknown < 4; unknown++) writer.null();
  assert.deepEqual(readOf(writer), {
    ...{ listType: 4, meterId: "92020202", ...registers, importW: 968, exportW: 60 },
    ...{ ...imports, ...exports, ...voltages, ...currents },
  });
});

Deno.test("iskra reads 15 elements with a clock and computes L2", () => {
  const writer = numbers(new AxdrWriter().structure(15), 30, 10, 20, 7, 3, 4).octets([])
    .octets(CLOCK);
  const { threePhase, ...reading } = readingOf(
    numbers(writer, 60, 968, [108], [130], [440], [2399], [2406]),
  );
  assert.deepEqual([threePhase, reading.l2V, reading.listType], [true, 240.250765, 3]);
  assert.deepEqual([reading.importW, reading.exportW, reading.l2A], [968, 60, 1.3]);
  assert.equal(reading.meterTime, "2026-01-05T12:00:00Z");
  assert.deepEqual([reading.importWh, reading.exportWhT2], [30, 4]);
  assert.equal("l2AMissing" in reading || "meterId" in reading, false);
});

Deno.test("iskra reads 15 elements whose clock is not set", () => {
  const unset = new Array<number>(12).fill(0xff);
  const writer = numbers(new AxdrWriter().structure(15), 30, 10, 20, 7, 3, 4).octets([])
    .octets(unset);
  const reading = readingOf(numbers(writer, 60, 968, [108], [130], [440], [2399], [2406]));
  assert.deepEqual([reading.importW, "meterTime" in reading], [968, false]);
});

Deno.test("iskra minds the size of a number only where it tells lists apart", () => {
  const behindMeters = numbers(withList(8), 2397, 70_000, 968, 60, 5, 749);
  assert.deepEqual([readOf(behindMeters).l1V, readOf(behindMeters).l1A], [239.7, 700]);
  const onePhase = numbers(withList(10), 968, 60, 5, 749, [2397], 70_000, 968, 60);
  assert.deepEqual([readOf(onePhase).l1A, readOf(onePhase).l1ExportW], [700, 60]);
  const celje = numbers(withList(12), [2397], [2325], [2348], 70_000, 1, 2, 968, 60, 5, 749);
  assert.equal(readOf(celje).l1A, 700);
  const croatian = numbers(dated(28), 30, 10, 20, 7, 3, 4, 968, 60, 1, 2, 965, 21, 38, 0);
  numbers(croatian, 2397, 2325, 2348, 70_000, 130, 440);
  for (let unknown = 0; unknown < 5; unknown++) croatian.null();
  assert.deepEqual([readOf(croatian).l3V, readOf(croatian).l1A], [234.8, 700]);
});

Deno.test("iskra reads 12 elements whatever the tariff is written as", () => {
  const rest = [30, 10, 20, 7, 3, 4, 11, 12];
  const asEnum = readOf(numbers(withList(12).number("enum", 1).number("enum", 2), ...rest));
  assert.deepEqual([asEnum.activeTariff, asEnum.exportVarh], [2, 12]);
  const asNull = readOf(numbers(withList(12).number("enum", 1).null(), ...rest));
  assert.deepEqual(["activeTariff" in asNull, asNull.exportVarh], [false, 12]);
});

Deno.test("iskra takes the second text for the id only when it ends the device name", () => {
  const idOf = (text: string) =>
    readingOf(numbers(named(9).octets(latin1Bytes(text)), 1, 2, 3, 4, [2300], 5, 6)).meterId;
  assert.equal(idOf("ISK00012345"), "ISK00012345");
  assert.equal(idOf("16820006"), NAME);
  assert.equal(idOf("UP_5f"), NAME);
  assert.equal(idOf(""), NAME);
  assert.equal(
    readingOf(numbers(named(9).null(), 1, 2, 3, 4, [2300], 5, 6)).meterId,
    NAME,
  );
});

Deno.test("iskra leaves lists alone whose elements are of other kinds", () => {
  const unknown = { code: "meter-unknown" };
  assert.throws(() => readingOf(numbers(withList(9), 1, 2, 3, 4, 5, 6, 7)), unknown);
  const stranger = new AxdrWriter().structure(9).octets(latin1Bytes("XYZ1030700012345"));
  assert.throws(() => readingOf(numbers(stranger, 1, 2, 3, 4, 5, 6, 7, 8)), unknown);
  assert.throws(() => readingOf(numbers(new AxdrWriter().structure(4), 1, 2, 3, 4)), unknown);
});
