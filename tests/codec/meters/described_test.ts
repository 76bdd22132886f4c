import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { described } from "#codec/meters/described.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const CODES = ["0-0:96.1.0", "1-0:1.7.0", "1-0:1.8.0", "1-0:1.8.2"];

function descriptors(writer: AxdrWriter): AxdrWriter {
  for (const code of CODES) {
    writer.structure(4).number("uint16", 3).obis(code).number("int8", 2).number("uint16", 0);
  }
  return writer;
}

function values(writer: AxdrWriter): AxdrWriter {
  return writer.octets(latin1Bytes("0123456789")).number("uint32", 40).number("uint32", 30)
    .number("uint32", 20);
}

const READING = {
  ...{ vendor: described.vendor, listType: 3, threePhase: false, twoPhase: false },
  ...{ meterId: "0123456789", importW: 40, importWh: 30, importWhT2: 20 },
};

Deno.test("described pairs as many values as descriptors, in whatever they are packed", () => {
  const apart = descriptors(new AxdrWriter().structure(2).array(4)).structure(4);
  assert.deepEqual(readingOf(values(apart)), READING);
  const flat = descriptors(new AxdrWriter().structure(8));
  assert.deepEqual(readingOf(values(flat)), READING);
  const half = descriptors(new AxdrWriter().structure(5).array(4));
  assert.deepEqual(readingOf(values(half)), READING);
  const arrays = descriptors(new AxdrWriter().array(2).array(4)).array(4);
  assert.deepEqual(readingOf(values(arrays)), READING);
});

Deno.test("described knows Kaifa by the name of the device", () => {
  const writer = new AxdrWriter().structure(4);
  for (const code of ["0-0:42.0.0", "1-0:1.7.0"]) {
    writer.structure(4).number("uint16", 3).obis(code).number("int8", 2).number("uint16", 0);
  }
  writer.octets(latin1Bytes("KFM1200200182517")).number("uint32", 40);
  assert.equal(readingOf(writer).vendor, "kaifa");
});
