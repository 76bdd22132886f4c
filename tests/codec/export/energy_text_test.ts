import { deepEqual, equal } from "node:assert/strict";
import { energyCsv, energyJson } from "#codec/export/energy_text.ts";
import { readCsv } from "#codec/import/csv.ts";
import type { EnergyRow } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";

const ROW: EnergyRow = {
  atMs: Date.UTC(2026, 9, 25, 1),
  toMs: Date.UTC(2026, 9, 25, 2),
  label: "2026-10-25 02B:00",
  importWh: 1_234_567,
  exportWh: 8,
  coverage: 0.75,
  quality: "scaled",
  estimatedWh: 0,
};

Deno.test("energyCsv() has UTC and local columns, kWh exact to the Wh, in the wished style", () => {
  const { head, row } = energyCsv({ delimiter: ";", decimal: "," });
  equal(
    head,
    "start_utc;end_utc;start_local;import_kwh;export_kwh;estimated_kwh;coverage;quality\r\n",
  );
  equal(
    row(ROW),
    "2026-10-25T01:00:00Z;2026-10-25T02:00:00Z;2026-10-25 02B:00;" +
      "1234,567;0,008;0,000;0,750;scaled\r\n",
  );
});

Deno.test("energyCsv() is read back as it was by readCsv(), in every style", () => {
  const styles = [[",", "."], [";", "."], [";", ","], ["\t", ","], ["\t", "."]] as const;
  const rows = Array.from({ length: 30 }, (_, at) => ({
    ...ROW,
    atMs: ROW.atMs + at * 3_600_000,
    toMs: ROW.toMs + at * 3_600_000,
    label: at < 2 ? ROW.label : "2026-10-25 03:00",
    importWh: at * 333,
    exportWh: at % 7,
  }));
  for (const [delimiter, decimal] of styles) {
    const { head, row } = energyCsv({ delimiter, decimal });
    const { spans, rejected, notes } = readCsv(head + rows.map(row).join(""), {
      zone: new Zone("Asia/Kolkata"),
      stamps: "starting",
      values: "energy",
    });
    deepEqual({ rejected, notes }, { rejected: [], notes: [] });
    deepEqual(
      spans,
      rows.map(({ atMs, toMs, importWh, exportWh }) => ({
        fromMs: atMs,
        toMs,
        importWh,
        exportWh,
      })),
    );
  }
});

Deno.test("energyJson() is one object with what it is about and its points", () => {
  const { head, row, separator, tail } = energyJson({
    meter: "main",
    zone: "Europe/Oslo",
    step: "hour",
  });
  deepEqual(JSON.parse(head + [ROW, ROW].map(row).join(separator) + tail), {
    meter: "main",
    zone: "Europe/Oslo",
    step: "hour",
    points: [ROW, ROW],
  });
  deepEqual(JSON.parse(head + tail).points, []);
});
