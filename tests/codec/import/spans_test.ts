import assert from "node:assert/strict";
import { inOrder } from "#codec/import/spans.ts";

const span = (fromMs: number, toMs: number, importWh: number | null, exportWh: number | null) => ({
  fromMs,
  toMs,
  importWh,
  exportWh,
});

Deno.test("inOrder() sorts, joins directions and takes away overlaps", () => {
  const found = inOrder([
    span(10, 20, 5, null),
    span(0, 10, 1, null),
    span(10, 20, null, 7),
    span(15, 25, 9, null),
  ]);
  assert.deepEqual(found.spans, [span(0, 10, 1, null), span(10, 20, 5, 7)]);
  assert.match(found.notes[0]!.text, /1 rows overlap/);
});
