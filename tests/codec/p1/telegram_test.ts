import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { decodeApdu, LineDecoder } from "#codec/line_decoder.ts";
import type { DecodedReading } from "#model/reading.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

function read(ident: string, ...lines: string[]): DecodedReading {
  const text = `/${ident}\r\n\r\n${lines.join("\r\n")}\r\n!\r\n`;
  const outcome = decodeApdu(latin1Bytes(text), meterOptions());
  if (!outcome.ok) throw outcome.fault;
  return outcome.value;
}

Deno.test("P1Reader turns every unit into W, var, Wh, varh, V and A", () => {
  const reading = read(
    "KAM5",
    "1-0:1.7.0(0001.453*kW)",
    "1-0:2.7.0(000000274*W)",
    "1-0:3.7.0(0000.292*kVAr)",
    "1-0:4.7.0(000000216*var)",
    "1-0:1.8.0(00009621.983*kWh)",
    "1-0:2.8.0(000000027*Wh)",
    "1-0:3.8.0(00000369.429*kVArh)",
    "1-0:4.8.0(002181439*varh)",
    "1-0:32.7.0(237.4*V)",
    "1-0:31.7.0(005.1*A)",
    "1-0:13.7.0(0.98)",
  );
  assert.deepEqual(
    [reading.importW, reading.exportW, reading.importVar, reading.exportVar],
    [1453, 274, 292, 216],
  );
  assert.deepEqual(
    [reading.importWh, reading.exportWh, reading.importVarh, reading.exportVarh],
    [9_621_983, 27, 369_429, 2_181_439],
  );
  assert.deepEqual([reading.l1V, reading.l1A, reading.powerFactor], [237.4, 5.1, 0.98]);
});

Deno.test("P1Reader keeps powers beyond 65 kW and the exact decimals of the wire", () => {
  const reading = read("KAM5", "1-0:1.7.0(70.123*kW)", "1-0:1.8.0(123456789.123*kWh)");
  assert.equal(reading.importW, 70_123);
  assert.equal(reading.importWh, 123_456_789_123);
});

Deno.test("P1Reader takes the first of two equal codes, and none of another medium", () => {
  const reading = read(
    "KFM5",
    "0-1:96.1.0(4730303136353631)",
    "0-1:1.8.0(00001.000*kWh)",
    "0-0:96.1.0(30057775)",
    "1-0:1.7.0(00.100*kW)",
    "1-0:1.7.0(00.200*kW)",
  );
  assert.equal(reading.meterId, "30057775");
  assert.equal(reading.importW, 100);
  assert.equal("importWh" in reading, false);
});

Deno.test("P1Reader sums tariffs where the total is absent or 0", () => {
  const reading = read(
    "ISK5",
    "1-0:1.8.1(000001.000*kWh)",
    "1-0:1.8.2(000002.000*kWh)",
    "1-0:1.8.5(000004.000*kWh)",
    "1-0:2.8.0(000000.000*kWh)",
    "1-0:2.8.4(000000.500*kWh)",
    "1-0:3.8.1(000000.250*kvarh)",
  );
  assert.equal(reading.importWh, 7000);
  assert.equal(reading.importWhT2, 2000);
  assert.equal(reading.exportWh, 500);
  assert.equal(reading.exportWhT4, 500);
  assert.equal(reading.importVarh, 250);
});

Deno.test("P1Reader finds id and model where each maker puts them", () => {
  const power = "1-0:1.7.0(00.100*kW)";
  const dutch = read("KFM5MODEL", "0-0:96.1.1(4530303939303030303031323334)", power);
  assert.deepEqual([dutch.meterId, dutch.meterModel], ["E0099000001234", "MODEL"]);
  const swedish = read("KFM5", "0-0:96.1.1(4D413330394D)", "0-0:96.1.0(30057775)", power);
  assert.deepEqual([swedish.meterId, swedish.meterModel], ["30057775", "MA309M"]);
  const bare = read("LGF5E360", "0-0:96.1.0()", power);
  assert.deepEqual(["meterId" in bare, bare.meterModel], [false, "E360"]);
});

Deno.test("P1Reader passes over lines that it does not understand", () => {
  const reading = read(
    "NWA-",
    "",
    "(00001.000*kWh)",
    "1-0:1.7.0",
    "1-0:1.7.0(",
    "1-0:1.7.0()",
    "1-0:1.7.0(abc*kW)",
    "1-0:999.7.0(1*kW)",
    "0-0:96.13.0(\xff\xff1-0:2.7.0(99*kW)",
    "1-0:33.7.0(1.7)",
    "1-0:1.8.0*255(00001.5 kWh)",
    "1-0:2.7.0(-00.250*kW)",
  );
  assert.equal("importW" in reading, false);
  assert.equal("l1PowerFactor" in reading, false);
  assert.equal(reading.exportW, -250);
  assert.equal(reading.listId, "NWA-");
});

Deno.test("P1Reader reads text without a ! line that is padded with zeros", () => {
  const text = "/EST5\\253740976_A\r\n\r\n1-0:1.7.0(000000274*W)\r\n\0\0\0\0";
  const outcome = decodeApdu(latin1Bytes(text), meterOptions());
  assert.ok(outcome.ok);
  assert.equal(outcome.value.importW, 274);
  assert.equal(outcome.value.meterModel, "\\253740976_A");
});

Deno.test("P1Reader is at peace with every beginning of a telegram", () => {
  const text = "/KAM5\r\n\r\n0-0:1.0.0(240407122854S)\r\n1-0:1.8.0*255(00009621.983*kWh)\r\n!1D66";
  for (let length = 1; length <= text.length; length++) {
    decodeApdu(latin1Bytes(text.slice(0, length)), meterOptions());
  }
});

Deno.test("P1Reader reads values that lack the * before the unit, with a blank or without", () => {
  const reading = read(
    "KFM5",
    "1-0:1.7.0(00.100 kW)",
    "1-0:2.7.0(00.200kW)",
    "1-0:1.8.0(00012.000 kWh)",
    "1-0:32.7.0(230.1 V)",
  );
  assert.deepEqual([reading.importW, reading.exportW], [100, 200]);
  assert.deepEqual([reading.importWh, reading.l1V], [12_000, 230.1]);
});

Deno.test("P1Reader finds the value beside a clock, on whichever side that stands", () => {
  const reading = read(
    "KFM5",
    "1-0:1.8.0(230101000000W)(00012.000*kWh)",
    "1-0:2.8.0(00013.000*kWh)(230101000000W)",
    "1-0:1.7.0(230101000000S)()",
  );
  assert.deepEqual([reading.importWh, reading.exportWh], [12_000, 13_000]);
  assert.equal("importW" in reading, false);
});

Deno.test("P1Reader takes no number for a value that is none or has a strange unit", () => {
  const reading = read(
    "KFM5",
    "1-0:1.7.0(12:30)",
    "1-0:2.7.0(1.2.3*kW)",
    "1-0:32.7.0(230,1*V)",
    "1-0:31.7.0(.*A)",
    "1-0:51.7.0(-*A)",
    "1-0:1.8.0(00012.000*m3)",
    "1-0:72.7.0(230.1*V)",
  );
  const numbers = Object.entries(reading).filter(([, value]) => typeof value === "number");
  assert.deepEqual(numbers, [["listType", 2], ["l3V", 230.1]]);
});

Deno.test("P1Reader takes the first of two clocks", () => {
  const clock = (time: string) => `0-0:1.0.0(${time})`;
  const first = clock("230701120000S");
  const reading = read("KFM5", first, clock("230701130000S"), "1-0:1.7.0(1*kW)");
  assert.equal(reading.meterTime, "2023-07-01T10:00:00Z");
});

Deno.test("P1Reader adds quadrants up only where there is no total", () => {
  const quadrants = ["1-0:5.8.0(1.000*kvarh)", "1-0:6.8.0(2.000*kvarh)"];
  assert.equal(read("KFM5", ...quadrants).importVarh, 3000);
  assert.equal(read("KFM5", "1-0:3.8.0(0.000*kvarh)", ...quadrants).importVarh, 0);
});

Deno.test("P1Reader reads tariffs, active tariff and the counts of the grid's quality", () => {
  const reading = read(
    "KFM5",
    ...["1", "2", "3", "4"].map((tariff) => `1-0:1.8.${tariff}(00000${tariff}.000*kWh)`),
    "0-0:96.14.0(0002)",
    "0-0:96.7.21(00015)",
    "0-0:96.7.9(00007)",
    "1-0:99.97.0(1)(0-0:96.7.19)(000104180320W)(0000237126*s)",
    "1-0:32.32.0(00001)",
    "1-0:72.32.0(00003)",
    "1-0:52.36.0(00192)",
  );
  assert.deepEqual([reading.importWhT3, reading.importWhT4, reading.importWh], [
    3000,
    4000,
    10_000,
  ]);
  assert.deepEqual([reading.activeTariff, reading.failures, reading.longFailures], [2, 15, 7]);
  assert.deepEqual([reading.sagsL1, reading.sagsL3, reading.swellsL2], [1, 3, 192]);
  assert.equal("sagsL2" in reading, false);
});

Deno.test("P1Reader takes nothing else for a count or a tariff", () => {
  const reading = read(
    "KFM5",
    "1-0:1.7.0(1*kW)",
    "0-0:96.14.0(Some long string 32 bytes)",
    "0-0:96.14.0(00000000)",
    "0-0:96.7.21()",
    "0-0:96.7.9(00001.5)",
    "1-0:32.32.0(-1)",
    "1-0:53.7.0(**)",
    "1-0:73.7.0(0.845)",
  );
  const { importW, listType, l3PowerFactor, ...rest } = reading;
  assert.deepEqual([importW, listType, l3PowerFactor], [1000, 4, 0.845]);
  assert.deepEqual(Object.entries(rest).filter(([, value]) => typeof value === "number"), []);
});

Deno.test("P1Reader reads the running quarter and the peak of the month", () => {
  const peaks = "(200501000000S)(200423192538S)(03.695*kW)(200401000000S)(200305122139S)(05980*W)";
  const reading = read(
    "FLU5",
    "1-0:1.4.0(02.351*kW)",
    "1-0:1.6.0(200509134558S)(02.589*kW)",
    `0-0:98.1.0(2)(1-0:1.6.0)(1-0:1.6.0)${peaks}`,
    "1-0:1.7.0(00.100*kW)",
  );
  assert.deepEqual([reading.quarterW, reading.monthPeakW, reading.importW], [2351, 2589, 100]);
  assert.equal(reading.monthPeakAt, "2020-05-09T11:45:58Z");
});

Deno.test("P1Reader takes an unset date for no time of a peak, and values in any order", () => {
  const unset = read("FLU5", "1-0:1.6.0(632525252525W)(00.000*kW)");
  assert.deepEqual([unset.monthPeakW, "monthPeakAt" in unset], [0, false]);
  const swapped = read("FLU5", "1-0:1.6.0(02.589*kW)(200509134558S)");
  assert.deepEqual([swapped.monthPeakW, swapped.monthPeakAt], [2589, "2020-05-09T11:45:58Z"]);
});

Deno.test("P1Reader is not disturbed by a list of peaks or a snapshot of registers", () => {
  const lists = [
    "0-0:98.1.0(0)(1-0:1.6.0)(1-0:1.6.0)()",
    "0-0:98.1.0(230801000000S)(000663.924*kWh)(000333.817*kvarh)(12.212*kW)",
    "1-0:99.1.0(1)(0-0:96.10.7)(1-0:1.29.0)(260411233000S)(00)(000000.205*kWh)",
  ];
  const power = "1-0:1.7.0(00.100*kW)";
  for (const list of lists) {
    assert.deepEqual(read("KFM5", list, power), read("KFM5", power), list);
  }
});

Deno.test("P1Reader reads the message of the grid company, its text before its code", () => {
  const power = "1-0:1.7.0(00.100*kW)";
  const both = read("KFM5", "0-0:96.13.1(3132)", "0-0:96.13.0(48616C6C6F)", power);
  assert.equal(both.message, "Hallo");
  assert.equal(read("KFM5", "0-0:96.13.1(3132)", "0-0:96.13.0()", power).message, "12");
  for (const empty of ["", "\xff".repeat(1024), "F".repeat(2048), "x".repeat(2049)]) {
    const reading = read("KFM5", `0-0:96.13.0(${empty})`, power);
    assert.deepEqual(reading, read("KFM5", power), empty.slice(0, 4));
  }
});

Deno.test("P1Reader takes Luxembourg's device name for the id where there is no other", () => {
  const name = "0-0:42.0.0(53414731303330373030303537333337)";
  const power = "1-0:1.7.0(1*kW)";
  assert.equal(read("Lux5", name, power).meterId, "SAG1030700057337");
  assert.equal(read("Lux5", name, "0-0:96.1.0(4711)", power).meterId, "4711");
});

Deno.test("P1Reader splits power with a sign", () => {
  const { importW, exportW } = read("LGZ5", "1-0:16.7.0(-00.250*kW)");
  assert.deepEqual([importW, exportW], [0, 250]);
});

Deno.test("P1Reader reads the line behind one that is cut off, with bare line feeds as well", () => {
  const text = "/KFM5\n\n1-0:1.8.0\n1-0:1.7.0(1*kW\n1-0:2.7.0(\n1-0:32.7.0(230.1*V)\n!\n";
  const outcome = decodeApdu(latin1Bytes(text), meterOptions());
  assert.ok(outcome.ok);
  assert.deepEqual([outcome.value.importW, outcome.value.l1V], [1000, 230.1]);
  assert.equal("importWh" in outcome.value, false);
});

Deno.test("P1Reader believes the zone once the season flag was wrong on two days", () => {
  const decoder = new LineDecoder(meterOptions());
  const timeOf = (clock: string) => {
    const text = `/ISK5\r\n\r\n0-0:1.0.0(${clock})\r\n1-0:1.7.0(1*kW)\r\n!\r\n`;
    const [decoded] = decoder.push(latin1Bytes(text), 0);
    assert.ok(decoded?.outcome.ok);
    return decoded.outcome.value.meterTime;
  };
  assert.equal(timeOf("260210235950S"), "2026-02-10T21:59:50Z");
  assert.equal(timeOf("260211000000S"), "2026-02-10T23:00:00Z");
  assert.equal(timeOf("260701000000S"), "2026-06-30T22:00:00Z");
});
