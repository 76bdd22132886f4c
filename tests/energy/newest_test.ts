import assert from "node:assert/strict";
import { newestOf } from "#energy/newest.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";

Deno.test("newestOf() keeps what the short list does not say, and the longer list's type", () => {
  const told = { listType: 3, threePhase: true, importW: 0, exportW: 900, importWh: 5 } as const;
  const long = { ...reading(NINE_MS, told), vendor: "aidon" } as const;
  const few = { listType: 1, threePhase: false, importW: 70 } as const;
  const short = { ...reading(NINE_MS + 1, few), vendor: "unknown" } as const;
  assert.deepEqual(newestOf(long, short, { importW: 70, exportW: 0 }), {
    ...long,
    receivedAtMs: NINE_MS + 1,
    importW: 70,
    exportW: 0,
  });
});
