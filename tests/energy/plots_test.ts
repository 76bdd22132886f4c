import assert from "node:assert/strict";
import { dayPlot, monthPlot } from "#energy/plots.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";

const HOUR_MS = 3_600_000;
const oslo = new Zone("Europe/Oslo");

function point(atMs: number, importWh: number, exportWh = 0): EnergyPoint {
  return { atMs, importWh, exportWh, coverage: 1, quality: "measured" };
}

Deno.test("dayPlot() shows the last completed occurrence of each UTC hour", () => {
  const nowMs = Date.UTC(2026, 2, 10, 9, 30);
  const hours = [
    point(Date.UTC(2026, 2, 9, 8), 111),
    point(Date.UTC(2026, 2, 9, 9), 222),
    point(Date.UTC(2026, 2, 9, 10), 610, 120),
    point(Date.UTC(2026, 2, 10, 8), 888),
    point(Date.UTC(2026, 2, 10, 9), 999),
  ];
  const plot = dayPlot(hours, nowMs);
  assert.equal(Object.keys(plot).length, 49);
  assert.equal(plot["unit"], "kwh");
  assert.equal(plot["i08"], 0.888, "the newer of two occurrences");
  assert.equal(plot["i09"], 0.222, "the running hour shows yesterday's");
  assert.deepEqual([plot["i10"], plot["e10"]], [0.61, 0.12]);
  assert.equal(plot["i11"], 0, "unknown is 0");
});

Deno.test("monthPlot() shows 31 completed local days by day of the month", () => {
  const nowMs = Date.UTC(2026, 3, 2, 12);
  const startOf = (month: number, day: number) =>
    oslo.startOfMs("day", Date.UTC(2026, month, day, 12));
  const days = [
    point(startOf(2, 1), 100),
    point(startOf(2, 3), 3000),
    point(startOf(2, 29), 2900),
    point(startOf(3, 1), 4100, 50),
    point(startOf(3, 2), 9999),
  ];
  const plot = monthPlot(days, nowMs, oslo);
  assert.equal(Object.keys(plot).length, 63);
  assert.deepEqual([plot["i01"], plot["e01"]], [4.1, 0.05]);
  assert.equal(plot["i02"], 0, "today is not complete");
  assert.equal(plot["i03"], 3, "not yet reached: last month's");
  assert.equal(plot["i29"], 2.9, "the day of 23 hours");
  assert.equal(plot["i31"], 0);
});

Deno.test("dayPlot() places the hours of a zone off by half an hour", () => {
  const kolkata = new Zone("Asia/Kolkata");
  const nowMs = Date.UTC(2026, 2, 10, 9, 45);
  const atMs = kolkata.startOfMs("hour", nowMs - 2 * HOUR_MS);
  assert.equal(dayPlot([point(atMs, 500)], nowMs)["i07"], 0.5);
});
