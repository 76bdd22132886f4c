import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { decodeApdu } from "#codec/line_decoder.ts";
import { generic } from "#codec/meters/generic.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { readingOf } from "#tests/support/readings_of.ts";

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

Deno.test("generic knows Kaifa by the name of the device", () => {
  const reading = readingOf(
    new AxdrWriter().structure(3)
      .structure(2).obis("0-0:96.1.0").octets(latin1Bytes("1KFM0200182517"))
      .structure(2).obis("0-0:42.0.0").octets(latin1Bytes("KFM1200200182517"))
      .structure(3).obis("1-0:1.7.0").number("uint32", 24).scalerUnit(0, 27),
  );
  assert.deepEqual([reading.vendor, reading.meterId], ["kaifa", "1KFM0200182517"]);
});

Deno.test("generic scales Kaifa lists without scalers, and only those", () => {
  const kaifa = (scaler: boolean) => {
    const writer = new AxdrWriter().structure(scaler ? 7 : 6)
      .obis("0-0:42.0.0").octets(latin1Bytes("KFM1200200182517"))
      .obis("1-0:31.7.0").number("uint32", 32)
      .obis("1-0:32.7.0").number("uint32", 2322);
    return readingOf(scaler ? writer.scalerUnit(-1, 35) : writer);
  };
  assert.deepEqual([kaifa(false).l1A, kaifa(false).l1V], [0.032, 232.2]);
  assert.deepEqual([kaifa(true).l1A, kaifa(true).l1V], [32, 232.2]);
});

Deno.test("generic reads the active tariff in every way of writing it", () => {
  for (const tariff of [[0, 2], latin1Bytes("T2"), latin1Bytes("RATE2"), latin1Bytes("0002")]) {
    const writer = new AxdrWriter().structure(4).obis("0-0:96.14.0").octets(tariff)
      .obis("1-0:1.7.0").number("uint32", 1);
    assert.equal(readingOf(writer).activeTariff, 2);
  }
  const none = new AxdrWriter().structure(4).obis("0-0:96.14.0").octets([])
    .obis("1-0:1.7.0").number("uint32", 1);
  assert.equal("activeTariff" in readingOf(none), false);
});

Deno.test("generic reads pushes whose attributes have no types (Sagemcom XT211)", () => {
  const attribute = (code: string) => "0202" + "0003" + code + "02";
  const payload = Uint8Array.fromHex(
    "0202" + "1601" + "0104" +
      attribute("0000600100ff") + "090a30313233343536373839" +
      attribute("0000600e00ff") + "09025433" +
      attribute("0100010700ff") + "060000002a" +
      attribute("0100010803ff") + "0600000007",
  );
  const bytes = Uint8Array.from([0x0f, 0, 0, 0, 1, 0, ...payload]);
  const outcome = decodeApdu(bytes, meterOptions());
  assert.ok(outcome.ok, outcome.ok ? "" : outcome.fault.message);
  const { meterId, activeTariff, importW, importWhT3, importWh } = outcome.value;
  assert.deepEqual([meterId, activeTariff, importW], ["0123456789", 3, 42]);
  assert.deepEqual([importWhT3, importWh], [7, 7]);
});
