/** The state that readings build. */
import { deepEqual, equal } from "node:assert/strict";
import { NINE_MS, reading } from "#tests/support/readings.ts";
import { setServerClock } from "#ui/store/clock.ts";
import { link } from "#ui/store/link.ts";
import { freshness, greet, hear, live } from "#ui/store/live.ts";

const none = { importWh: 0, exportWh: 0 };
const running = { quarter: none, hour: none, day: none, month: none, lastMonth: none };
const heard = (atMs: number, netW: number | null, fields = {}, before = {}) => ({
  reading: reading(atMs, fields),
  newest: reading(atMs, { ...before, ...fields }),
  netW,
  running,
});

Deno.test("hear() shows the newest state and keeps the unit of the big number calm", () => {
  live.value = null;
  hear(heard(NINE_MS, 1200, { importW: 1200, l1V: 231 }));
  hear(heard(NINE_MS + 2500, 970, { importW: 970 }, { l1V: 231 }));
  equal(live.peek()?.reading.l1V, 231);
  equal(live.peek()?.unit, "kW");
  hear(heard(NINE_MS + 5000, 900, { importW: 900 }));
  equal(live.peek()?.unit, "W");
});

Deno.test("hear() keeps the smaller flow of a meter that reports both at once", () => {
  live.value = null;
  hear(heard(NINE_MS, 2000, { importW: 3000, exportW: 1000 }));
  equal(live.peek()?.otherW, 1000);
});

Deno.test("greet() never lays the server's state over a newer reading", () => {
  live.value = null;
  greet(heard(NINE_MS, 500, { importW: 500 }));
  equal(live.peek()?.netW, 500);
  hear(heard(NINE_MS + 2500, 700, { importW: 700 }));
  greet(heard(NINE_MS, 500, { importW: 500 }));
  deepEqual([live.peek()?.netW, live.peek()?.reading.importW], [700, 700]);
});

Deno.test("freshness() greys a value after 30 s and gives it up after an hour", () => {
  live.value = null;
  hear(heard(NINE_MS, 500, { importW: 500 }));
  const after = (ageMs: number) => {
    setServerClock(NINE_MS + ageMs);
    return freshness.value;
  };
  deepEqual([1000, 29_000, 31_000, 3_599_000, 3_601_000].map(after), [
    "fresh",
    "fresh",
    "stale",
    "stale",
    "lost",
  ]);
});

Deno.test("freshness() calls nothing fresh while the line to the server is broken", () => {
  setServerClock(NINE_MS);
  live.value = null;
  hear(heard(NINE_MS, 500, { importW: 500 }));
  link.value = { state: "broken", retryAtMs: null };
  equal(freshness.value, "stale");
  link.value = { state: "open" };
  equal(freshness.value, "fresh");
});
