/** The written examples of chapter 20 §13 that need the engine and the calendar together. */
import assert from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";
import { groupQuarters } from "#energy/group.ts";
import { IntervalRules, newIntervalState } from "#energy/intervals.ts";
import { qualityOf } from "#energy/quarter.ts";
import { RunningSums } from "#energy/running.ts";
import { peakComponents } from "#energy/tariff/effective.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { rank } from "#energy/tariff/ranking.ts";
import { entryOf, reading } from "#tests/support/readings.ts";
import { QuarterShelf } from "#tests/support/quarter_shelf.ts";

const OSLO = new Zone("Europe/Oslo");
const HOUR_MS = 3_600_000;

/** Hours of a meter that says its register and its power: kWh each, the first one from here on. */
function hours(fromMs: number, kwh: readonly number[]): QuarterShelf {
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
  let wh = 1_000_000;
  rules.take(entryOf(reading(fromMs, { importWh: wh, importW: 1000 * (kwh[0] ?? 0) })));
  kwh.forEach((own, hour) => {
    for (let minute = 1; minute <= 60; minute++) {
      const importWh = Math.round(wh + 1000 * own * minute / 60);
      const atMs = fromMs + hour * HOUR_MS + minute * 60_000;
      rules.take(entryOf(reading(atMs, { importWh, importW: 1000 * own })));
    }
    wh += Math.round(1000 * own);
  });
  return shelf;
}

function points(shelf: QuarterShelf): EnergyPoint[] {
  return [...shelf.quarters].sort(([a], [b]) => a - b).map(([atMs, quarter]) => ({
    atMs,
    importWh: quarter.importWh,
    exportWh: quarter.exportWh,
    coverage: 1,
    quality: qualityOf(quarter),
    estimatedWh: 0,
  }));
}

function grouped(shelf: QuarterShelf, step: "hour" | "day" | "month") {
  return [...groupQuarters(points(shelf).filter(({ importWh }) => importWh > 0), step, OSLO)];
}

const norwegian = peakComponents(presetOf("no-standard")!)[0]!;
const calendar = new LocalCalendar(OSLO, "NO");

Deno.test("P10: the two hours 02 of an autumn night are two hours, the day's highest is the second", () => {
  const shelf = hours(Date.UTC(2026, 9, 25, 0), [3, 4]);
  const night = grouped(shelf, "hour");
  assert.deepEqual(night.map(({ importWh }) => importWh), [3000, 4000]);
  assert.deepEqual(night.map(({ atMs }) => OSLO.wallClock(atMs).hour), [2, 2]);
  const [highest] = rank(points(shelf), norwegian, calendar).counted;
  assert.deepEqual([highest?.kw, highest?.atMs], [4, Date.UTC(2026, 9, 25, 1)]);
});

Deno.test("P11: the last hour of October belongs to October, whatever UTC says", () => {
  const shelf = hours(Date.UTC(2026, 9, 31, 22), [12]);
  const [month, ...others] = grouped(shelf, "month");
  assert.deepEqual([month?.importWh, others.length], [12_000, 0]);
  assert.deepEqual(OSLO.wallClock(month!.atMs).month, 10);
  const [highest] = rank(points(shelf), norwegian, calendar).counted;
  const { day, hour } = OSLO.wallClock(highest!.atMs);
  assert.deepEqual([day, hour, highest!.kw], [31, 23, 12]);
});

Deno.test("P12: two hours over a missing register are no peak, only a possible one", () => {
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
  const eight = Date.UTC(2026, 2, 10, 8);
  rules.take(entryOf(reading(eight, { importWh: 1_000_000 })));
  rules.take(entryOf(reading(eight + 2 * HOUR_MS, { importWh: 1_018_000 })));
  const { counted, possible } = rank(points(shelf), norwegian, calendar);
  assert.deepEqual(counted.filter(({ kw }) => kw > 0), []);
  assert.deepEqual(possible.map(({ kw }) => kw), [9, 9]);
});

Deno.test("A20: the day goes on over the change of the hour without a step back", () => {
  const zone = OSLO;
  const dayMs = zone.startOfMs("day", Date.UTC(2026, 2, 10, 9));
  const shelf = new QuarterShelf();
  const state = newIntervalState();
  const rules = new IntervalRules({ state, book: shelf });
  const running = new RunningSums({
    zone,
    sum: (fromMs, toMs) => ({ importWh: total(shelf, fromMs, toMs), exportWh: 0 }),
    said: {},
  });
  let saidWh = 0;
  for (let seconds = 0; seconds <= 10.5 * 3600; seconds += 10) {
    const atMs = dayMs + seconds * 1000;
    const isList = seconds % 3600 === 10 || seconds === 0;
    const importWh = Math.floor(seconds / 3600) * 1234 + 1_000_000;
    const meterTime = new Date(atMs - 10_000 * Math.sign(seconds)).toISOString();
    const registers = isList ? { importWh, meterTime } : {};
    rules.take(entryOf(reading(atMs, { importW: 1240, ...registers })));
    running.forget();
    const { day } = running.say(atMs);
    assert.ok(day.importWh >= saidWh, `${day.importWh} after ${saidWh} Wh`);
    saidWh = day.importWh;
  }
  assert.ok(Math.abs(saidWh - (12_340 + 620)) <= 1, String(saidWh));
});

Deno.test("A21, D28: hours of 1 kWh sum up to months and days of their true length", () => {
  for (const [month, kwh] of [[2, 743], [9, 745], [10, 720]] as const) {
    const fromMs = OSLO.startOfMs("month", Date.UTC(2026, month, 15));
    const shelf = hours(fromMs, Array<number>(kwh).fill(1));
    assert.deepEqual(grouped(shelf, "month").map(({ importWh }) => importWh), [1000 * kwh]);
  }
  const today = (nowMs: number) => {
    const dayMs = OSLO.startOfMs("day", nowMs);
    const shelf = hours(dayMs, Array<number>(25).fill(1));
    const sum = (fromMs: number, toMs: number) => ({
      importWh: total(shelf, fromMs, Math.min(toMs, nowMs)),
      exportWh: 0,
    });
    return new RunningSums({ zone: OSLO, sum, said: {} }).at(nowMs).day.importWh;
  };
  assert.equal(today(Date.UTC(2026, 9, 25, 12)), 14_000);
  assert.equal(today(Date.UTC(2026, 2, 29, 12)), 13_000);
});

Deno.test("D1 to D6: a local day has its quarters between its own midnights", () => {
  const days: [zone: string, day: number, month: number, fromIso: string, count: number][] = [
    ["Europe/Oslo", 15, 0, "2026-01-14T23:00Z", 96],
    ["Europe/Oslo", 29, 2, "2026-03-28T23:00Z", 92],
    ["Europe/Oslo", 12, 5, "2026-06-11T22:00Z", 96],
    ["Europe/Oslo", 25, 9, "2026-10-24T22:00Z", 100],
    ["Europe/Helsinki", 12, 5, "2026-06-11T21:00Z", 96],
  ];
  for (const [name, day, month, fromIso, count] of days) {
    const zone = new Zone(name);
    const noonMs = Date.UTC(2026, month, day, 12);
    const [fromMs, toMs] = [zone.startOfMs("day", noonMs), zone.endOfMs("day", noonMs)];
    assert.deepEqual([fromMs, (toMs - fromMs) / 900_000], [Date.parse(fromIso), count], name);
  }
});

function total(shelf: QuarterShelf, fromMs: number, toMs: number): number {
  let wh = 0;
  for (const [atMs, { importWh }] of shelf.quarters) {
    if (atMs >= fromMs && atMs < toMs) wh += importWh;
  }
  return wh;
}
