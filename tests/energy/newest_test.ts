import assert from "node:assert/strict";
import { newestOf } from "#energy/newest.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";

Deno.test("newestOf() keeps what the short list does not say, and the longer list's type", () => {
  const long = reading(NINE_MS, { listType: 3, importW: 0, exportW: 900, importWh: 5 });
  const short = reading(NINE_MS + 1, { listType: 1, importW: 70 });
  assert.deepEqual(newestOf(long, short, { importW: 70, exportW: 0 }), {
    ...long,
    receivedAtMs: NINE_MS + 1,
    importW: 70,
    exportW: 0,
  });
});
