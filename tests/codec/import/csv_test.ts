import assert from "node:assert/strict";
import { type CsvOptions, readCsv } from "#codec/import/csv.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");
const plain: CsvOptions = { zone, stamps: "starting", values: "energy" };

function rows(text: string, options: Partial<CsvOptions> = {}) {
  return readCsv(text, { ...plain, ...options }).spans.map(
    ({ fromMs, toMs, importWh, exportWh }) => [
      new Date(fromMs).toISOString().slice(0, 16),
      (toMs - fromMs) / 60_000,
      importWh,
      exportWh,
    ],
  );
}

Deno.test("readCsv() Norwegian portal: from, to, decimal comma", () => {
  const text = "Fra;Til;KWH 60 Forbruk;Kvalitet\n" +
    "01.01.2026 00:00;01.01.2026 01:00;1,250;Målt\n" +
    "01.01.2026 01:00;01.01.2026 02:00;0,750;Målt\n";
  assert.deepEqual(rows(text), [
    ["2025-12-31T23:00", 60, 1250, null],
    ["2026-01-01T00:00", 60, 750, null],
  ]);
});

Deno.test("readCsv() Flemish portal: date and time apart, a row for each tariff and direction", () => {
  const head = "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);Register;Volume;Eenheid\n";
  const row = (register: string, volume: string) =>
    `05-01-2026;12:00:00;05-01-2026;12:15:00;${register};${volume};kWh\n`;
  const text = head + row("Afname Dag", "0,250") + row("Afname Nacht", "0,010") +
    row("Injectie Dag", "0,100");
  assert.deepEqual(rows(text), [["2026-01-05T11:00", 15, 260, 100]]);
});

Deno.test("readCsv() keeps the rows of one repeated quarter together", () => {
  const row = (at: string, to: string, register: string) =>
    `25-10-2026;${at};25-10-2026;${to};${register};0,100;kWh\n`;
  const text = "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);Register;Volume;Eenheid\n" +
    row("01:45:00", "02:00:00", "Afname Nacht") + row("01:45:00", "02:00:00", "Injectie Nacht") +
    row("02:00:00", "02:15:00", "Afname Nacht") + row("02:00:00", "02:15:00", "Injectie Nacht");
  assert.deepEqual(rows(text), [
    ["2026-10-24T23:45", 15, 100, 100],
    ["2026-10-25T00:00", 15, 100, 100],
  ]);
});

Deno.test("readCsv() takes hour-ending stamps, newest first, in Wh", () => {
  const text = "timestamp,consumption_Wh,production_Wh\n" +
    "2026-01-01 02:00,300,5\n2026-01-01 01:00,200,0\n";
  assert.deepEqual(rows(text, { stamps: "ending" }), [
    ["2025-12-31T23:00", 60, 200, 0],
    ["2026-01-01T00:00", 60, 300, 5],
  ]);
});

Deno.test("readCsv() tells the repeated hour of autumn by the order of its rows", () => {
  const hours = ["01:00", "02:00", "02:00", "03:00"];
  const text = `tid;kWh\n${hours.map((hour, at) => `25.10.2026 ${hour};${at}`).join("\n")}\n`;
  assert.deepEqual(rows(text), [
    ["2026-10-24T23:00", 60, 0, null],
    ["2026-10-25T00:00", 60, 1000, null],
    ["2026-10-25T01:00", 60, 2000, null],
    ["2026-10-25T02:00", 60, 3000, null],
  ]);
});

Deno.test("readCsv() asks when a day of the switch has not as many rows as hours", () => {
  const row = (day: number, hour: number) => `${day}.10.2026 ${String(hour).padStart(2, "0")}:00;1`;
  const days = [24, 25, 26].flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) => row(day, hour))
  );
  const { notes } = readCsv(`tid;kWh\n${days.join("\n")}`, plain);
  assert.match(notes.map(({ text }) => text).join(), /2026-10-25 has 24 rows and should have 25/);
  const whole = days.toSpliced(24 + 3, 0, row(25, 2));
  assert.deepEqual(readCsv(`tid;kWh\n${whole.join("\n")}`, plain).notes, []);
});

Deno.test("readCsv() takes differences of registers and names a meter exchange", () => {
  const text = "date,import kWh\n2026-01-01T00:00Z,100.5\n2026-01-02T00:00Z,110.25\n" +
    "2026-01-03T00:00Z,0.5\n2026-01-04T00:00Z,2\n";
  assert.deepEqual(rows(text, { values: "register" }), [
    ["2026-01-01T00:00", 1440, 9750, null],
    ["2026-01-03T00:00", 1440, 1500, null],
  ]);
  assert.match(readCsv(text, { ...plain, values: "register" }).notes[0]!.text, /exchanged/);
});

Deno.test("readCsv() takes columns by name, and by number", () => {
  const text = "when,a,b\n2026-01-01T00:00Z,1,2\n2026-01-01T01:00Z,3,4\n";
  const named = { columns: { import: "b", export: "a" } };
  assert.deepEqual(rows(text, named)[0], ["2026-01-01T00:00", 60, 2000, 1000]);
  assert.deepEqual(rows(text, { columns: { import: "3" } })[0], [
    "2026-01-01T00:00",
    60,
    2000,
    null,
  ]);
});

Deno.test("readCsv() lists rows it cannot read and goes on", () => {
  const text = "tid;kWh\n01.01.2026 00:00;1\nSum;12\n01.01.2026 01:00;\n01.01.2026 02:00;3\n";
  const { spans, rejected } = readCsv(text, plain);
  assert.equal(spans.length, 2);
  assert.deepEqual(rejected.map(({ line }) => line), [3, 4]);
});

Deno.test("readCsv() says so when there is nothing to read", () => {
  const { spans, notes } = readCsv("hello\nworld\n", plain);
  assert.equal(spans.length, 0);
  assert.match(notes[0]!.text, /no column/);
});

Deno.test("readCsv() both repeated hours of autumn end at 03:00 in portals", () => {
  const row = (from: string, to: string, kwh: number) =>
    `25.10.2026 ${from};25.10.2026 ${to};${kwh}\n`;
  const text = "Fra;Til;KWH 60 Forbruk\n" + row("01:00", "02:00", 1) + row("02:00", "03:00", 2) +
    row("02:00", "03:00", 3) + row("03:00", "04:00", 4);
  assert.deepEqual(rows(text), [
    ["2026-10-24T23:00", 60, 1000, null],
    ["2026-10-25T00:00", 60, 2000, null],
    ["2026-10-25T01:00", 60, 3000, null],
    ["2026-10-25T02:00", 60, 4000, null],
  ]);
});

Deno.test("readCsv() Flemish portal: empty first rows, and both repeated hours of each register", () => {
  const hour = (from: string, to: string) =>
    ["Afname Dag;", "Afname Nacht;0,1", "Injectie Nacht;0,2"].map((cells) =>
      `25-10-2026;${from};25-10-2026;${to};${cells};kWh\n`
    ).join("");
  const text = "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);Register;Volume;Eenheid\n" +
    hour("02:00:00", "03:00:00") + hour("02:00:00", "03:00:00") + hour("03:00:00", "04:00:00");
  assert.deepEqual(rows(text, { zone: new Zone("Europe/Brussels") }), [
    ["2026-10-25T00:00", 60, 100, 200],
    ["2026-10-25T01:00", 60, 100, 200],
    ["2026-10-25T02:00", 60, 100, 200],
  ]);
});

Deno.test("readCsv() days of 23 and 25 hours and months are as long as they are", () => {
  const days = "Dato;Forbruk\n28.03.2026;1\n29.03.2026;2\n30.03.2026;3\n";
  assert.deepEqual(rows(days).map(([, minutes]) => minutes), [1440, 1380, 1440]);
  const months = "Dato;Forbruk\n01.02.2026;1\n01.03.2026;2\n01.04.2026;3\n";
  assert.deepEqual(rows(months).map(([, minutes]) => Number(minutes) / 60), [672, 743, 720]);
});

Deno.test("readCsv() reads hours as from and to in one cell, and sums no hours into one", () => {
  const ranges = "Datum;Tid;kWh\n2026-11-01;00:00-01:00;1\n2026-11-01;01:00-02:00;2\n";
  assert.deepEqual(rows(ranges).map(([, , wh]) => wh), [1000, 2000]);
  const hours = Array.from({ length: 24 }, (_, hour) => `2026-11-01;${hour};1`).join("\n");
  const { spans, notes } = readCsv(`Datum;Timme;Förbrukning\n${hours}`, plain);
  assert.deepEqual(spans.map(({ importWh }) => importWh), [1000]);
  assert.match(notes[0]!.text, /23 rows overlap/);
});

Deno.test("readCsv() takes no money for energy, and no number without end", () => {
  const text = "time,energy cost,kWh\n2026-11-01 00:00,9,1\n2026-11-01 01:00,8,1e400\n";
  assert.deepEqual(rows(text).map(([, , wh]) => wh), [1000]);
});
