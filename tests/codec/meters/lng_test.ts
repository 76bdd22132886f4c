import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { lng } from "#codec/meters/lng.ts";
import { readingOf } from "#tests/support/readings_of.ts";

type Value = (writer: AxdrWriter) => AxdrWriter;
const w32 = (value: number): Value => (writer) => writer.number("uint32", value);
const w16 = (value: number): Value => (writer) => writer.number("uint16", value);
const text = (value: string): Value => (writer) => writer.octets(latin1Bytes(value));

function descriptor(writer: AxdrWriter, code: string, attribute = 2): AxdrWriter {
  return writer.structure(4).number("uint16", 3).obis(code).number("int8", attribute)
    .number("uint16", 0);
}

/** A push list: the descriptors of itself and its code, then those of the values. */
function push(...values: readonly (readonly [code: string, value: Value, attribute?: number])[]) {
  const count = values.length + 2;
  const writer = new AxdrWriter().structure(count).array(count);
  descriptor(descriptor(writer, "0-8:25.9.0"), "0-8:25.9.0", 1);
  for (const [code, , attribute] of values) descriptor(writer, code, attribute);
  writer.obis("0-8:25.9.0");
  for (const [, value] of values) value(writer);
  return writer;
}

Deno.test("lng pairs descriptors and values: W, 0.01 A, whole volts, Wh", () => {
  const reading = readingOf(push(
    ["0-0:96.1.0", text("63316890")],
    ["0-0:96.1.1", text("601109")],
    ["1-0:1.7.0", w32(331)],
    ["1-1:1.8.0", w32(4_912_257)],
    ["1-0:31.7.0", w16(49)],
    ["1-0:51.7.0", w16(167)],
    ["1-0:32.7.0", w16(234)],
    ["1-0:52.7.0", w16(2351)],
    ["1-0:21.7.0", w32(14)],
  ));
  assert.deepEqual(reading, {
    ...{ vendor: lng.vendor, listType: 4, threePhase: false, twoPhase: true },
    ...{ meterId: "63316890", meterModel: "601109" },
    ...{
      importW: 331,
      importWh: 4_912_257,
      l1A: 0.49,
      l2A: 1.67,
      l1V: 234,
      l2V: 235.1,
      l1ImportW: 14,
    },
  });
});

Deno.test("lng gives the net power in its direction", () => {
  const flow = (imported: number, exported: number) => {
    const reading = readingOf(push(["1-0:1.7.0", w32(imported)], ["1-0:2.7.0", w32(exported)]));
    return [reading.importW, reading.exportW];
  };
  assert.deepEqual(flow(362, 100), [262, 0]);
  assert.deepEqual(flow(100, 362), [0, 262]);
  assert.deepEqual(flow(5, 5), [0, 0]);
});

Deno.test("lng adds up tariffs and quadrants where there is no total", () => {
  const reading = readingOf(push(
    ["1-1:1.8.1", w32(10)],
    ["1-1:1.8.2", w32(20)],
    ["1-1:5.8.0", w32(1)],
    ["1-1:6.8.0", w32(2)],
    ["1-1:7.8.0", w32(3)],
    ["1-1:8.8.0", w32(4)],
    ["1-1:4.8.0", w32(50)],
  ));
  assert.deepEqual([reading.importWh, reading.importWhT2, reading.importVarh], [30, 20, 3]);
  assert.deepEqual([reading.exportVarh, reading.listType], [50, 3]);
});

Deno.test("lng passes over other attributes, values that hold more, and takes clock and tariff", () => {
  const time = cosemTime(
    { year: 2026, month: 1, day: 5, hour: 13, minute: 0, second: 0 },
    { hundredths: 0xff, deviationMin: null, status: 0 },
  );
  const reading = readingOf(push(
    ["1-0:1.7.0", (writer) => writer.scalerUnit(0, 27), 3],
    ["0-0:1.0.0", (writer) => writer.octets(time)],
    ["0-0:96.14.0", text("RATE2")],
    ["1-0:2.7.0", w32(8)],
  ));
  assert.deepEqual([reading.meterTime, reading.activeTariff], ["2026-01-05T12:00:00Z", 2]);
  assert.deepEqual([reading.exportW, "importW" in reading], [8, false]);
});

Deno.test("lng finds out that a meter counts whole amperes", () => {
  const reading = readingOf(push(
    ["1-0:1.7.0", w32(13_000)],
    ...[31, 51, 71].map((code) => [`1-0:${code}.7.0`, w16(20)] as const),
    ...[32, 52, 72].map((code) => [`1-0:${code}.7.0`, w16(2310)] as const),
  ));
  assert.deepEqual([reading.l1A, reading.l3A, reading.l1V], [20, 20, 231]);
});

Deno.test("lng computes no L2, whatever the settings say", () => {
  const writer = push(
    ...[["31", 5], ["51", 5], ["71", 5], ["32", 230], ["52", 0], ["72", 230]].map(([code, value]) =>
      [`1-0:${code}.7.0`, w16(Number(value))] as const
    ),
  );
  assert.equal(readingOf(writer, { distributionSystem: 1 }).l2V, 0);
});

Deno.test("lng bears a list whose values end too early", () => {
  const writer = new AxdrWriter().structure(2).array(2);
  descriptor(descriptor(writer, "1-0:1.7.0"), "1-0:2.7.0");
  assert.equal(readingOf(writer.number("uint32", 7)).exportW, 7);
});
