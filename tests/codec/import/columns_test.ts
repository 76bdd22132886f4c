import assert from "node:assert/strict";
import { columnsOf, directionOf } from "#codec/import/columns.ts";
import { tableOf } from "#codec/import/table.ts";

Deno.test("columnsOf() passes over the lines in front of the header", () => {
  const rows = tableOf(
    "Report for meter 707\nCreated 2026-01-05\n\nStart,Value (kWh)\n2026-01-01T00:00Z,1.5\n",
  );
  const columns = columnsOf(rows);
  assert.deepEqual([columns?.headRows, columns?.time, columns?.import], [3, 0, 1]);
});

Deno.test("columnsOf() knows import and export apart, whatever their order", () => {
  const rows = tableOf("Zeit;Einspeisung Wh;Bezug Wh\n01.01.2026 00:00;5;7\n");
  const columns = columnsOf(rows);
  assert.deepEqual([columns?.import, columns?.export, columns?.factor], [2, 1, 1]);
});

Deno.test("columnsOf() finds nothing where nothing is", () => {
  assert.equal(columnsOf(tableOf("a,b\n1,2\n")), null);
});

Deno.test("directionOf() reads a row's own words", () => {
  assert.equal(directionOf("Injectie Nacht"), "export");
  assert.equal(directionOf("Afname Dag"), "import");
});

Deno.test("columnsOf() takes no other column for a named one that is not there", () => {
  const rows = tableOf("Start,kWh\n2026-01-01T00:00Z,1.5\n");
  assert.equal(columnsOf(rows, { import: "energy" }), null);
  assert.equal(columnsOf(rows, { import: "7" }), null);
});
