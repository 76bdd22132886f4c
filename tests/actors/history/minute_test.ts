import assert from "node:assert/strict";
import { packMinute, unpackMinute } from "#actors/history/minute.ts";
import { seeded } from "#tests/support/random.ts";
import { NINE_MS, p1Reading } from "#tests/support/readings.ts";

Deno.test("unpackMinute() gives back the readings of all blocks of a minute", () => {
  const random = seeded(2);
  const readings = Array.from(
    { length: 60 },
    (_, second) =>
      p1Reading(NINE_MS + second * 1000, { importWh: 9_000_000 + second, importW: 900, random }),
  );
  const blocks = [packMinute(readings.slice(0, 17)), packMinute(readings.slice(17))];
  const data = new Uint8Array(blocks.flatMap((block) => [...block]));
  assert.deepEqual([...unpackMinute(data)], readings);
  assert.ok(data.length < 3000, `${data.length} bytes`);
});
