import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { kelag } from "#codec/meters/kelag.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const id = latin1Bytes("ISK1030700006789");

Deno.test("kelag counts items and takes the text behind the push object for the id", () => {
  const writer = new AxdrWriter().structure(11).obis("0-8:25.9.0").octets(id).number("uint8", 0)
    .number("uint8", 1);
  for (const value of [1000, 200, 30, 4, 560, 7]) writer.number("uint32", value);
  assert.deepEqual(readingOf(writer.octets([1, 2, 3])), {
    ...{ vendor: kelag.vendor, listType: 4, threePhase: false, twoPhase: false },
    meterId: "ISK1030700006789",
    ...{ importWh: 1000, exportWh: 200, importVarh: 30, exportVarh: 4, importW: 560, exportW: 7 },
  });
});

Deno.test("kelag leaves lists alone without the push object or with fewer numbers", () => {
  const unknown = { code: "meter-unknown" };
  const other = new AxdrWriter().structure(10).obis("0-8:25.8.0").octets(id).null().null();
  for (let at = 0; at < 6; at++) other.number("uint32", at);
  assert.throws(() => readingOf(other), unknown);
  const few = new AxdrWriter().structure(6).obis("0-8:25.9.0").octets(id).null().null()
    .number("uint32", 1).number("uint32", 2);
  assert.throws(() => readingOf(few), unknown);
});
