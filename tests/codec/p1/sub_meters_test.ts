import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { decodeApdu, LineDecoder } from "#codec/line_decoder.ts";
import type { SubMeter } from "#model/reading.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

const POWER = "1-0:1.7.0(00.100*kW)";

function subMetersOf(...lines: string[]): SubMeter[] | undefined {
  const text = `/KFM5\r\n\r\n${[POWER, ...lines].join("\r\n")}\r\n!\r\n`;
  const outcome = decodeApdu(latin1Bytes(text), meterOptions());
  if (!outcome.ok) throw outcome.fault;
  return outcome.value.subMeters;
}

Deno.test("SubMeters reads a Dutch gas meter with its id and its own clock", () => {
  assert.deepEqual(
    subMetersOf(
      "0-1:24.1.0(003)",
      "0-1:96.1.0(4730303332353631323638313931343136)",
      "0-1:24.2.1(170113170000W)(00001.287*m3)",
      "0-1:24.4.0(1)",
    ),
    [{
      channel: 1,
      kind: "gas",
      id: "G0032561268191416",
      value: 1.287,
      unit: "m3",
      at: "2017-01-13T16:00:00Z",
    }],
  );
});

Deno.test("SubMeters reads every kind, each on its channel", () => {
  assert.deepEqual(
    subMetersOf(
      "0-1:24.1.0(012)",
      "0-1:24.2.1(200426223000S)(00246.138*GJ)",
      "0-2:24.1.0(010)",
      "0-2:24.2.1(200426223000S)(00012.5*MJ)",
      "0-3:24.1.0(007)",
      "0-3:24.2.1(200426223000S)(00872.234*m3)",
      "0-4:24.1.0(002)",
      "0-4:24.2.1(200426223000S)(00012.345*kWh)",
      "0-5:24.2.1(200426223000S)(1*m3)",
    ),
    [
      { channel: 1, kind: "heat", value: 246.138, unit: "GJ" },
      { channel: 2, kind: "cooling", value: 0.0125, unit: "GJ" },
      { channel: 3, kind: "water", value: 872.234, unit: "m3" },
      { channel: 4, kind: "electricity", value: 12.345, unit: "kWh" },
    ].map((subMeter) => ({ ...subMeter, at: "2020-04-26T20:30:00Z" })),
  );
});

Deno.test("SubMeters reads Belgian gas without correction, and ids in 96.1.1", () => {
  assert.deepEqual(
    subMetersOf(
      "0-1:24.2.3(200512134558S)(00112.384*m3)",
      "0-1:96.1.1(37464C4F32313139303333373333)",
    ),
    [{
      channel: 1,
      kind: "gas",
      id: "7FLO2119033733",
      value: 112.384,
      unit: "m3",
      at: "2020-05-12T11:45:58Z",
    }],
  );
});

Deno.test("SubMeters reads a value on the next line, with either line end or on the same line", () => {
  const start = "0-1:24.3.0(120517020000)(08)(60)(1)(0-1:24.2.1)(m3)";
  const wanted = [{
    channel: 1,
    kind: "gas",
    value: 124.477,
    unit: "m3",
    at: "2012-05-17T00:00:00Z",
  }];
  assert.deepEqual(subMetersOf("0-1:24.1.0(3)", start, "(00124.477)", "0-1:24.4.0(1)"), wanted);
  assert.deepEqual(subMetersOf(`${start}\n(00124.477)\n0-1:24.1.0(03)`), wanted);
  assert.deepEqual(subMetersOf(`${start}(00124.477)`), wanted);
  assert.deepEqual(subMetersOf(`${start} (00124.477*m3)`), wanted);
  assert.equal(subMetersOf(start, "0-1:24.4.0(1)"), undefined);
  assert.equal(subMetersOf(start), undefined);
});

Deno.test("SubMeters leaves out a channel without a value and one that was never heard", () => {
  assert.equal(subMetersOf("0-1:24.1.0(003)", "0-1:96.1.0(0000000000)"), undefined);
  assert.equal(subMetersOf("0-1:24.1.0(003)", "0-1:24.2.1(632525252525S)(00000.000)"), undefined);
  assert.equal(subMetersOf("0-1:24.1.0(003)", "0-1:24.2.1()()"), undefined);
  assert.equal(subMetersOf("0-1:24.1.0(003)", "0-1:24.2.1(170113170000W)(abc*m3)"), undefined);
});

Deno.test("SubMeters keeps a value whose clock is not set, and one whose unit was left out", () => {
  const gas = { channel: 1, kind: "gas", unit: "m3" };
  assert.deepEqual(
    subMetersOf("0-1:24.1.0(003)", "0-1:24.2.1(632525252525S)(00012.500*m3)"),
    [{ ...gas, value: 12.5 }],
  );
  assert.deepEqual(
    subMetersOf("0-1:24.1.0(003)", "0-1:24.2.1(170113170000W)(00000.000)"),
    [{ ...gas, value: 0, at: "2017-01-13T16:00:00Z" }],
  );
});

Deno.test("SubMeters reads values in any order and without the mark before the unit", () => {
  const wanted = [{
    channel: 2,
    kind: "gas",
    value: 12.5,
    unit: "m3",
    at: "2017-01-13T16:00:00Z",
  }];
  for (
    const values of [
      "(12.500*m3)(170113170000W)",
      "(170113170000W)(12.5m3)",
      "(170113170000W)(12.5 M3)",
    ]
  ) {
    assert.deepEqual(subMetersOf(`0-2:24.2.1${values}`, "0-2:24.1.0()"), wanted, values);
  }
});

Deno.test("SubMeters reads both meters after a swap, and forgets one that is gone", () => {
  const decoder = new LineDecoder(meterOptions());
  const read = (...lines: string[]) => {
    const text = `/KFM5\r\n\r\n${[POWER, ...lines].join("\r\n")}\r\n!\r\n`;
    const [decoded] = decoder.push(latin1Bytes(text), 0);
    assert.ok(decoded?.outcome.ok);
    return decoded.outcome.value.subMeters?.map(({ channel, id, value }) => [channel, id, value]);
  };
  const old = ["0-1:24.1.0(003)", "0-1:96.1.0(GOLD)", "0-1:24.2.1(170113170000W)(00001.287*m3)"];
  const young = ["0-2:24.1.0(003)", "0-2:96.1.0(GNEW)", "0-2:24.2.1(210922090000S)(06805.499*m3)"];
  assert.deepEqual(read(...old), [[1, "GOLD", 1.287]]);
  assert.deepEqual(read(...old, ...young), [[1, "GOLD", 1.287], [2, "GNEW", 6805.499]]);
  assert.deepEqual(read(...young), [[2, "GNEW", 6805.499]]);
  assert.deepEqual(read("0-1:24.2.1(210922090000S)(06805.499*m3)"), [[1, undefined, 6805.499]]);
  assert.equal(read(), undefined);
});

Deno.test("SubMeters alone are a reading", () => {
  const text = "/NWA-HEAT\r\n\r\n0-1:24.1.0(004)\r\n0-1:24.2.1(200426223000S)(1.5*GJ)\r\n!\r\n";
  const outcome = decodeApdu(latin1Bytes(text), meterOptions());
  assert.ok(outcome.ok);
  assert.equal(outcome.value.subMeters?.[0]?.kind, "heat");
  assert.equal(outcome.value.importWh, undefined);
});
