import assert from "node:assert/strict";
import { iecReadout, iecTelegram } from "#codec/encode/iec.ts";
import { p1Telegram } from "#codec/encode/p1.ts";
import { isModeD } from "#codec/iec/reader.ts";
import { line, listOf } from "#tests/support/frames.ts";
import { linesOf } from "#tests/support/readings_of.ts";

const IDENT = "LGZ4ZMF100AC.M26";

function readingOf(bytes: Uint8Array) {
  const { readings, faults } = linesOf([bytes]);
  assert.deepEqual(faults, []);
  assert.equal(readings.length, 1);
  return readings[0]!;
}

const readout = (...lines: string[]) => readingOf(iecReadout(IDENT, lines));
const pushed = (ident: string, ...lines: string[]) => readingOf(iecTelegram(ident, lines));

Deno.test("IecReader reads short codes, ids and maker of a read-out", () => {
  assert.deepEqual(
    readout(
      "F.F(00)",
      "0.0(          120858)",
      "C.1.0(99001234)",
      "1.8.1(000042.951*kWh)",
      "1.8.0(000061.561*kWh)",
      "32.7(241*V)",
      "31.7(000.35*A)",
    ),
    {
      vendor: "landisgyr",
      listId: "LGZ4",
      meterId: "99001234",
      meterModel: "ZMF100AC.M26",
      listType: 3,
      importWhT1: 42_951,
      importWh: 61_561,
      l1V: 241,
      l1A: 0.35,
      threePhase: false,
      twoPhase: false,
    },
  );
});

Deno.test("IecReader knows nobody in a read-out without its first line", () => {
  const bytes = iecReadout(IDENT, ["0.0.0(72044837)", "1.8.0(1*kWh)"]);
  const reading = readingOf(bytes.slice(IDENT.length + 3));
  assert.deepEqual(
    [reading.vendor, reading.listId, reading.meterId, reading.importWh],
    ["unknown", undefined, "72044837", 1000],
  );
});

Deno.test("IecReader passes by earlier periods, other media, empty values and rubbish", () => {
  const reading = readout(
    "1.8.0*17(00045.862*kWh)",
    "1-1:1.8.0(00051.206*kWh)",
    "1-1:1.8.0*18(00049.555)",
    "7-0:2.8.0(1*kWh)",
    "1.8.1()",
    "1.6.1(27.19*kW)(1702090945)",
    "13.7(1.7)",
    "C.1.0(" + "x".repeat(80) + ")",
    "no code(1)",
  );
  assert.deepEqual([reading.importWh, reading.meterId, reading.exportWh], [
    51_206,
    undefined,
    undefined,
  ]);
  assert.deepEqual([reading.importWhT1, reading.powerFactor], [undefined, undefined]);
});

Deno.test("IecReader takes energy and power without a unit for kWh and kW", () => {
  const reading = readout("1.8.0*00(000783.16)(000783.16)", "1.7.0(1.1)", "32.7.0(230.5)");
  assert.deepEqual([reading.importWh, reading.importW, reading.l1V], [783_160, 1100, 230.5]);
});

Deno.test("IecReader splits net powers, total and per phase", () => {
  const reading = pushed(
    "EBZ5DD32R06ETA_107",
    "1-0:1.8.0*255(003902.58359727*kWh)",
    "1-0:16.7.0*255(-000458.90*W)",
    "1-0:36.7.0*255(000344.88*W)",
    "1-0:56.7.0*255(-000803.78*W)",
  );
  const { importWh, importW, exportW, l1ImportW, l1ExportW, l2ImportW, l2ExportW } = reading;
  assert.deepEqual(
    [importWh, importW, exportW, l1ImportW, l1ExportW, l2ImportW, l2ExportW],
    [3_902_583.59727, 0, 458.9, 344.88, 0, 0, 803.78],
  );
});

Deno.test("IecReader knows that EasyMeter's import power has a sign", () => {
  const power = (ident: string, text: string) => {
    const { importW, exportW } = pushed(ident, `1-0:1.7.255*255(${text}*W)`);
    return [importW, exportW];
  };
  assert.deepEqual(power("ESY5Q3DA1004 V3.04", "-000116.77"), [0, 116.77]);
  assert.deepEqual(power("ESY5Q3DA1004 V3.04", "000104.60"), [104.6, 0]);
  assert.deepEqual(power("XYZ5", "000104.60"), [104.6, undefined]);
  assert.deepEqual(power("XYZ5", "-000104.60"), [0, 104.6]);
});

Deno.test("IecReader prefers the id of the meter to that of its owner", () => {
  const ids = ["1-0:0.0.0*255(0273011003684)", "0-0:96.1.255*255(1ESY1199001234)"];
  assert.equal(pushed("ESY5Q3DA1004", ...ids, "1-0:1.8.0*255(1*kWh)").meterId, "1ESY1199001234");
  assert.equal(pushed("ESY5Q3DA1004", ids[0]!, "1-0:1.8.0*255(1*kWh)").meterId, "0273011003684");
});

Deno.test("isModeD() tells pushed telegrams from P1", () => {
  const isD = (bytes: Uint8Array) => isModeD(bytes, 0, bytes.length);
  assert.equal(isD(iecTelegram("ESY5Q3DA1004", ["1-0:1.8.0*255(1*kWh)"])), true);
  assert.equal(isD(listOf("p1", 4)), false);
  assert.equal(isD(p1Telegram("KFM5", ["1-0:1.8.0(1*kWh)", "1-0:2.8.0*255(1*kWh)"])), false);
  for (const text of ["", "/", "/KFM5", "/KFM5\r\n", "/KFM5\r\n(", "*255("]) {
    assert.equal(isD(line(text)), false, text);
  }
  const next = line("/KFM5\r\n\r\n!\r\n", "1-0:1.8.0*255(1)");
  assert.equal(isModeD(next, 0, 13), false);
});
