import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { kamstrup } from "#codec/meters/kamstrup.ts";
import { readingOf } from "#tests/support/readings_of.ts";

const list = (pairs: number) => new AxdrWriter().structure(1 + 2 * pairs).visible("Kamstrup_V0001");

Deno.test("kamstrup reads the fixed scale of its table", () => {
  const reading = readingOf(
    list(6)
      .obis("1-1:1.7.0").number("uint32", 1247)
      .obis("1-1:31.7.0").number("uint32", 189)
      .obis("1-1:32.7.0").number("uint16", 236)
      .obis("1-1:33.7.0").number("uint16", 77)
      .obis("1-1:1.8.0").number("uint32", 8_582_328)
      .obis("1-1:21.8.0").number("uint32", 692_119),
  );
  assert.equal(reading.vendor, kamstrup.vendor);
  assert.equal(reading.listId, "Kamstrup_V0001");
  assert.deepEqual(
    [reading.importW, reading.l1A, reading.l1V, reading.l1PowerFactor],
    [1247, 1.89, 236, 0.77],
  );
  assert.deepEqual([reading.importWh, reading.l1ImportWh], [85_823_280, 6_921_190]);
  assert.equal(reading.listType, 4);
});

Deno.test("kamstrup reads voltages with none, one and two decimals", () => {
  for (const [raw, volts] of [[236, 236], [2361, 236.1], [22_199, 221.99]] as const) {
    assert.equal(readingOf(list(1).obis("1-1:32.7.0").number("uint16", raw)).l1V, volts);
  }
});

Deno.test("kamstrup passes over the null pairs of absent phases", () => {
  const reading = readingOf(
    new AxdrWriter().structure(9).visible("Kamstrup_V0001")
      .obis("1-1:31.7.0").number("uint32", 290).null().null().null().null()
      .obis("1-1:32.7.0").number("uint16", 226),
  );
  assert.deepEqual([reading.l1A, reading.l1V], [2.9, 226]);
  assert.deepEqual([reading.threePhase, reading.twoPhase, "l2AMissing" in reading], [
    false,
    false,
    false,
  ]);
});

Deno.test("kamstrup takes the meter number only where there is no better id", () => {
  const number = list(1).obis("1-1:0.0.1").number("uint32", 21_278_177);
  assert.throws(() => readingOf(number));
  const reading = readingOf(
    list(2).obis("1-1:0.0.1").number("uint32", 21_278_177)
      .obis("1-1:1.7.0").number("uint32", 1),
  );
  assert.equal(reading.meterId, "21278177");
  const better = readingOf(
    list(3).obis("1-1:0.0.1").number("uint32", 21_278_177)
      .obis("1-1:0.0.5").visible("5706567202753025")
      .obis("1-1:1.7.0").number("uint32", 1),
  );
  assert.equal(better.meterId, "5706567202753025");
});
