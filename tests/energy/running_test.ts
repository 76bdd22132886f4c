import assert from "node:assert/strict";
import { RunningSums } from "#energy/running.ts";
import type { Energy } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";
import { seeded } from "#tests/support/random.ts";

const QUARTER_MS = 900_000;

Deno.test("RunningSums always equal the quarters of their local periods", () => {
  const seed = 11;
  const random = seeded(seed);
  const zone = new Zone("Europe/Oslo");
  const quarters = new Map<number, number>();
  const sum = (fromMs: number, toMs: number): Energy => {
    let importWh = 0;
    for (const [atMs, wh] of quarters) if (atMs >= fromMs && atMs < toMs) importWh += wh;
    return { importWh, exportWh: 0 };
  };
  const running = new RunningSums({ zone, sum, said: {} });
  let atMs = Date.UTC(2026, 1, 27, 21);
  for (let step = 0; step < 600; step++) {
    atMs += Math.round(random() * 1_200_000) - (random() < 0.02 ? 7_200_000 : 0);
    running.at(atMs);
    const lateMs = random() < 0.1 ? Math.floor(random() * 30) * QUARTER_MS : 0;
    const quarterMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS - lateMs;
    const byWh = Math.floor(random() * 100);
    quarters.set(quarterMs, (quarters.get(quarterMs) ?? 0) + byWh);
    running.add(quarterMs, { importWh: byWh, exportWh: 0 });
    const { hour, day, month, lastMonth } = running.at(atMs);
    const from = (unit: "hour" | "day" | "month") => zone.startOfMs(unit, atMs);
    assert.deepEqual(hour, sum(from("hour"), from("hour") + 3_600_000), `seed ${seed}`);
    assert.deepEqual(day, sum(from("day"), zone.shiftDayMs(atMs, 1)), `seed ${seed}`);
    assert.deepEqual(month, sum(from("month"), zone.shiftMonthMs(atMs, 1)), `seed ${seed}`);
    assert.deepEqual(lastMonth, sum(zone.shiftMonthMs(atMs, -1), from("month")), `seed ${seed}`);
  }
});

/** Sums over one quarter of a day that a test may set. */
function oneQuarter(nowMs: number) {
  const truth = { importWh: 0, exportWh: 0 };
  const said = {};
  const make = () =>
    new RunningSums({
      zone: new Zone("Europe/Oslo"),
      sum: (fromMs, toMs) => fromMs <= nowMs && nowMs < toMs ? { ...truth } : ZERO,
      said,
    });
  return { truth, make };
}

const ZERO = { importWh: 0, exportWh: 0 };

Deno.test("RunningSums hold what was said until the truth has caught up", () => {
  const nowMs = Date.UTC(2026, 2, 10, 9, 5);
  const { truth, make } = oneQuarter(nowMs);
  const said = [1000, 960, 951, 999, 1001].map((wh) => {
    truth.importWh = wh;
    const { day, isCorrected } = make().say(nowMs);
    return [day.importWh, isCorrected];
  });
  assert.deepEqual(said.map(([wh]) => wh), [1000, 1000, 1000, 1000, 1001]);
  assert.ok(said.every(([, isCorrected]) => isCorrected === undefined));
});

Deno.test("RunningSums say a correction of more than 50 Wh, once, and say that it is one", () => {
  const nowMs = Date.UTC(2026, 2, 10, 9, 5);
  const { truth, make } = oneQuarter(nowMs);
  const running = make();
  truth.exportWh = 1000;
  running.say(nowMs);
  truth.exportWh = 949;
  running.forget();
  assert.deepEqual(running.at(nowMs).hour, { importWh: 0, exportWh: 949 });
  assert.equal(running.say(nowMs).isCorrected, true);
  assert.equal(running.say(nowMs).isCorrected, undefined);
});

Deno.test("RunningSums begin at the truth in every new period", () => {
  const nowMs = Date.UTC(2026, 2, 10, 9, 59, 50);
  const { truth, make } = oneQuarter(nowMs);
  const running = make();
  truth.importWh = 1000;
  running.say(nowMs);
  truth.importWh = 980;
  running.forget();
  const { hour, quarter, day } = running.say(nowMs + 20_000);
  assert.deepEqual([hour.importWh, quarter.importWh, day.importWh], [0, 0, 1000]);
});
