import assert from "node:assert/strict";
import { isDsmrReader, readDsmrReader } from "#codec/import/dsmr_reader.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Amsterdam");
const hour = (start: string, energy: Record<string, string>) => ({
  id: 1,
  hour_start: start,
  electricity1: "0.000",
  electricity2: "0.000",
  electricity1_returned: "0.000",
  electricity2_returned: "0.000",
  gas: "0.000",
  ...energy,
});

Deno.test("readDsmrReader() sums the tariffs of hours and fills up with days", () => {
  const page = {
    count: 2,
    results: [hour("2026-01-02T00:00:00+01:00", { electricity1: "0.125", electricity2: "0.5" })],
  };
  const days = {
    results: [
      { day: "2026-01-01", electricity1: "3.5", electricity2: "4", electricity1_returned: "1" },
      { day: "2026-01-02", electricity1: "9" },
    ],
  };
  assert.ok(isDsmrReader(page));
  const { spans, notes } = readDsmrReader([page, days], zone);
  assert.deepEqual(
    spans.map(({ fromMs, toMs, importWh, exportWh }) => [
      new Date(fromMs).toISOString(),
      (toMs - fromMs) / 3_600_000,
      importWh,
      exportWh,
    ]),
    [
      ["2025-12-31T23:00:00.000Z", 24, 7500, 1000],
      ["2026-01-01T23:00:00.000Z", 1, 625, 0],
    ],
  );
  assert.match(notes[0]!.text, /1 days have hours/);
});

Deno.test("readDsmrReader() names rows without time or energy", () => {
  const { spans, rejected } = readDsmrReader({ results: [{ electricity1: "1" }] }, zone);
  assert.deepEqual([spans.length, rejected.length], [0, 1]);
});
