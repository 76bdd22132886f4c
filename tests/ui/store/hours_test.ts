/** Bars by hour, and what the running one comes to. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { reading } from "#tests/support/readings.ts";
import { setServerClock } from "#ui/store/clock.ts";
import { hasHourBefore, hourBars, hourForecast, hourShare, loadHours } from "#ui/store/hours.ts";
import { hear, live, zone } from "#ui/store/live.ts";
import { hoursOfDayMs, startOfHourMs } from "#ui/zone_time.ts";

const NOON_MS = startOfHourMs(Date.UTC(2026, 4, 19, 12, 30), zone.value);
const hour = { importWh: 1500, exportWh: 200 };
const none = { importWh: 0, exportWh: 0 };
const running = { quarter: none, hour, day: none, month: none, lastMonth: none };

function hearAt(atMs: number, netW: number | null): void {
  live.value = null;
  setServerClock(atMs);
  hear({ reading: reading(atMs), newest: reading(atMs), netW, running });
}

Deno.test("hasHourBefore tells a house that has just begun from one that has a past", async () => {
  hearAt(NOON_MS + 60_000, 500);
  const point = { importWh: 5, exportWh: 0, coverage: 0.1, quality: "measured" };
  const { fetch } = globalThis;
  try {
    for (const [atMs, known] of [[NOON_MS, false], [NOON_MS - 3_600_000, true]] as const) {
      const points = [{ ...point, atMs }];
      globalThis.fetch = () => Promise.resolve(Response.json({ points }));
      await loadHours("main");
      equal(hasHourBefore.value, known);
    }
  } finally {
    globalThis.fetch = fetch;
  }
});

Deno.test("hourForecast() adds what the present power brings until the full hour", () => {
  hearAt(NOON_MS + 45 * 60_000, 2000);
  equal(hourShare.value, 0.75);
  deepEqual(hourForecast.value, { importWh: 2000, exportWh: 200 });
  hearAt(NOON_MS + 45 * 60_000, -2000);
  deepEqual(hourForecast.value, { importWh: 1500, exportWh: 700 });
});

Deno.test("hourForecast() says nothing while the power is unknown", () => {
  hearAt(NOON_MS, null);
  equal(hourForecast.value, null);
});

Deno.test("hourBars has the running hour live and nothing for hours to come", () => {
  hearAt(NOON_MS + 60_000, 500);
  const bars = hourBars.value;
  equal(bars.length, hoursOfDayMs(NOON_MS, zone.value).length);
  deepEqual(bars.find(({ isRunning }) => isRunning)?.energy, hour);
  ok(bars.filter(({ atMs }) => atMs > NOON_MS).every(({ energy }) => energy === null));
});
