/** The newest state of a meter that says different things in different telegrams. */
import { deepEqual } from "node:assert/strict";
import { NINE_MS, reading } from "#tests/support/readings.ts";
import { mergeReading } from "#ui/store/merge.ts";

Deno.test("mergeReading() overwrites what is present and keeps what is absent", () => {
  const before = reading(NINE_MS, { listType: 3, importW: 500, exportW: 20, importWh: 9 });
  const next = reading(NINE_MS + 2500, { listType: 1, importW: 0 });
  deepEqual(
    mergeReading(before, next),
    reading(NINE_MS + 2500, { listType: 3, importW: 0, exportW: 20, importWh: 9 }),
  );
});

Deno.test("mergeReading() begins with the first reading", () => {
  const first = reading(NINE_MS, { importW: 1 });
  deepEqual(mergeReading(null, first), first);
});
