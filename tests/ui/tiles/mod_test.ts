/** Which tiles appear with which readings: known counts, never above zero. */
import { deepEqual } from "node:assert/strict";
import type { Reading } from "#model/reading.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";
import { setServerClock } from "#ui/store/clock.ts";
import { addToCurves } from "#ui/store/curves.ts";
import { hear, live } from "#ui/store/live.ts";
import { TILES } from "#ui/tiles/mod.ts";

const none = { importWh: 0, exportWh: 0 };
const running = { quarter: none, hour: none, day: none, month: none, lastMonth: none };

function shownWith(fields: Partial<Reading> | null): string[] {
  live.value = null;
  setServerClock(NINE_MS);
  const said = reading(NINE_MS, fields ?? {});
  if (fields !== null) hear({ reading: said, newest: said, netW: 0, running });
  return TILES.filter((tile) => tile.isKnown()).map(({ id }) => id);
}

Deno.test("TILES: before the first reading no tile is shown", () => {
  deepEqual(shownWith(null), []);
});

Deno.test("TILES: zeros are known values", () => {
  const energy = ["power-now", "this-hour", "today", "this-month", "by-hour"];
  deepEqual(shownWith({ importW: 0 }), energy);
  deepEqual(shownWith({ l1A: 0, l2A: 0, l3A: 0 }), [...energy, "phases"]);
  deepEqual(shownWith({ exportWh: 0 }), [...energy, "phases"]);
});

Deno.test("TILES: the curve appears with its first power, even if that is zero", () => {
  addToCurves(NINE_MS, null);
  deepEqual(shownWith({ importW: 0 }).includes("power-curve"), false);
  addToCurves(NINE_MS, 0);
  deepEqual(shownWith({ importW: 0 }).includes("power-curve"), true);
});
