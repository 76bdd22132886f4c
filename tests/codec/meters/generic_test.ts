import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { generic } from "#codec/meters/generic.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const CLOCK = cosemTime(
  { year: 2026, month: 1, day: 5, hour: 13, minute: 0, second: 0 },
  { hundredths: 0, deviationMin: -60, status: 0 },
);

Deno.test("generic reads a list without a list id, vendor unknown", () => {
  const reading = readingOf(
    new AxdrWriter().array(1).structure(3)
      .obis("1-0:1.7.0").number("uint32", 2148).scalerUnit(0, 27),
  );
  assert.deepEqual(reading, {
    vendor: generic.vendor,
    listType: 1,
    threePhase: false,
    twoPhase: false,
    importW: 2148,
  });
});

Deno.test("generic takes a clock in front and an id at the end that have no codes", () => {
  const reading = readingOf(
    new AxdrWriter().structure(5).octets(CLOCK)
      .obis("1-0:13.7.0").number("int16", 975).scalerUnit(-3, 255)
      .octets(latin1Bytes("178210128502")),
  );
  assert.deepEqual(
    [reading.meterTime, reading.meterId, reading.powerFactor],
    ["2026-01-05T12:00:00Z", "178210128502", 0.975],
  );
});

Deno.test("generic knows Kaifa by the name of the device", () => {
  const reading = readingOf(
    new AxdrWriter().structure(3)
      .structure(2).obis("0-0:96.1.0").octets(latin1Bytes("1KFM0200182517"))
      .structure(2).obis("0-0:42.0.0").octets(latin1Bytes("KFM1200200182517"))
      .structure(3).obis("1-0:1.7.0").number("uint32", 24).scalerUnit(0, 27),
  );
  assert.deepEqual([reading.vendor, reading.meterId], ["kaifa", "1KFM0200182517"]);
});

Deno.test("generic does not take the descriptors of a capture list for values", () => {
  const descriptor = (writer: AxdrWriter, code: string) =>
    writer.structure(4).number("uint16", 3).obis(code).number("int8", 2).number("uint16", 0);
  const writer = new AxdrWriter().structure(3).array(2);
  descriptor(descriptor(writer, "1-0:1.7.0"), "1-0:2.7.0").number("uint32", 40)
    .number("uint32", 0);
  assert.throws(() => readingOf(writer), { code: "meter-unknown" });
});
