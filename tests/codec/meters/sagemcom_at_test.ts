import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { decodeApdu } from "#codec/line_decoder.ts";
import { sagemcomAt } from "#codec/meters/sagemcom_at.ts";
import { apduOf } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const CLOCK = cosemTime(
  { year: 2026, month: 1, day: 5, hour: 13, minute: 0, second: 0 },
  { hundredths: 0, deviationMin: -60, status: 0 },
);
const ID = latin1Bytes("178210128502");

Deno.test("sagemcomAt takes the clock in front and the id at the end, which have no codes", () => {
  const reading = readingOf(
    new AxdrWriter().structure(8).octets(CLOCK)
      .obis("1-0:1.7.0").number("uint32", 510).scalerUnit(0, 27)
      .obis("1-0:13.7.0").number("int16", 975).scalerUnit(-3, 255)
      .octets(ID),
  );
  assert.deepEqual(reading, {
    ...{ vendor: sagemcomAt.vendor, listType: 4, threePhase: false, twoPhase: false },
    ...{ meterTime: "2026-01-05T12:00:00Z", meterId: "178210128502" },
    ...{ importW: 510, powerFactor: 0.975 },
  });
});

Deno.test("sagemcomAt does not take an id of twelve bytes for a clock, nor a value for an id", () => {
  const writer = new AxdrWriter().structure(4).octets(ID)
    .obis("1-0:1.7.0").number("uint32", 510).octets(CLOCK);
  assert.equal("meterTime" in readingOf(writer), false);
  const named = new AxdrWriter().structure(5).octets(CLOCK)
    .obis("1-0:1.7.0").number("uint32", 510)
    .obis("0-0:96.1.1").octets(latin1Bytes("T210-D"));
  const reading = readingOf(named);
  assert.deepEqual([reading.meterModel, "meterId" in reading], ["T210-D", false]);
});

Deno.test("sagemcomAt finds the id behind a clock that is not set or of a type of its own", () => {
  for (const filling of [0xff, 0x00]) {
    const reading = readingOf(
      new AxdrWriter().structure(4).octets(new Array<number>(12).fill(filling))
        .obis("1-0:1.7.0").number("uint32", 510).octets(ID),
    );
    assert.deepEqual([reading.meterId, "meterTime" in reading], ["178210128502", false]);
  }
  const octets = apduOf(
    new AxdrWriter().structure(4).octets(CLOCK)
      .obis("1-0:1.7.0").number("uint32", 510).octets(ID),
  );
  const at = octets.findIndex((byte, at) => byte === 0x09 && octets[at + 1] === CLOCK.length);
  const dateTime = Uint8Array.of(...octets.subarray(0, at), 0x19, ...octets.subarray(at + 2));
  const outcome = decodeApdu(dateTime, meterOptions());
  assert.ok(outcome.ok);
  assert.deepEqual(
    [outcome.value.meterTime, outcome.value.meterId],
    ["2026-01-05T12:00:00Z", "178210128502"],
  );
});

Deno.test("sagemcomAt drops a power factor that cannot be", () => {
  const writer = new AxdrWriter().structure(7).octets(CLOCK)
    .obis("1-0:1.7.0").number("uint32", 510).scalerUnit(0, 27)
    .obis("1-0:13.7.0").number("int16", -12).scalerUnit(-3, 255);
  assert.equal("powerFactor" in readingOf(writer), false);
});
