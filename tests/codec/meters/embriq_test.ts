import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { embriq } from "#codec/meters/embriq.ts";
import { readingOf } from "#tests/support/readings_of.ts";

Deno.test("embriq reads currents in hundredths and an id padded with zeros", () => {
  const reading = readingOf(
    new AxdrWriter().array(3)
      .structure(2).obis("1-1:0.2.129").visible("EMBRIQ_V1_1")
      .structure(2).obis("0-0:96.1.0").visible("13943597\0\0\0\0\0\0\0\0")
      .structure(3).obis("1-0:31.7.0").number("int16", 3180).scalerUnit(-2, 33),
  );
  assert.equal(reading.vendor, embriq.vendor);
  assert.equal(reading.meterId, "13943597");
  assert.equal(reading.l1A, 31.8);
});

Deno.test("embriq keeps an id that the meter sends empty", () => {
  const reading = readingOf(
    new AxdrWriter().array(3)
      .structure(2).obis("1-1:0.2.129").visible("EMBRIQ_V1_1")
      .structure(2).obis("0-0:96.1.7").visible("\0\0\0\0")
      .structure(3).obis("1-0:1.7.0").number("uint32", 5).scalerUnit(0, 27),
  );
  assert.equal(reading.meterModel, "");
});
