import assert from "node:assert/strict";
import { dayPlot, daySlots, monthPlot, monthSlots, plotChanges } from "#energy/plots.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";

const HOUR_MS = 3_600_000;
const oslo = new Zone("Europe/Oslo");

function point(atMs: number, importWh: number, exportWh = 0): EnergyPoint {
  return { atMs, importWh, exportWh, coverage: 1, quality: "measured", estimatedWh: 0 };
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
  const plot = dayPlot(daySlots(nowMs, oslo), hours);
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
  const plot = monthPlot(monthSlots(nowMs, oslo), days);
  assert.equal(Object.keys(plot).length, 63);
  assert.deepEqual([plot["i01"], plot["e01"]], [4.1, 0.05]);
  assert.equal(plot["i02"], 0, "today is not complete");
  assert.equal(plot["i03"], 3, "not yet reached: last month's");
  assert.equal(plot["i29"], 2.9, "the day of 23 hours");
  assert.equal(plot["i31"], 0);
});

Deno.test("daySlots() of a zone off by half an hour are its completed local hours", () => {
  const kolkata = new Zone("Asia/Kolkata");
  for (const minute of [15, 45]) {
    const nowMs = Date.UTC(2026, 2, 10, 9, minute);
    const slots = daySlots(nowMs, kolkata);
    const last = slots.at(-1)!;
    assert.equal(last.toMs, kolkata.startOfMs("hour", nowMs));
    assert.equal(new Set(slots.map(({ name }) => name)).size, 24);
    assert.equal(last.name, minute === 15 ? "07" : "08");
    const atMs = kolkata.startOfMs("hour", nowMs - 2 * HOUR_MS);
    assert.equal(dayPlot(slots, [point(atMs, 500)])[minute === 15 ? "i06" : "i07"], 0.5);
  }
});

Deno.test("monthSlots() name no day twice and none that no month of the 31 days had", () => {
  const slots = monthSlots(Date.UTC(2026, 2, 5, 12), oslo);
  assert.deepEqual(slots.map(({ name }) => name).slice(-5), ["28", "01", "02", "03", "04"]);
  assert.equal(slots.some(({ name }) => name === "30"), false);
  const april = monthSlots(Date.UTC(2026, 3, 2, 12), oslo).find(({ name }) => name === "29")!;
  assert.equal((april.toMs - april.fromMs) / HOUR_MS, 23);
});

Deno.test("plotChanges() are the slots that have another number than they had", () => {
  const nowMs = Date.UTC(2026, 2, 10, 9, 30);
  const slots = daySlots(nowMs, oslo);
  const hours = [point(Date.UTC(2026, 2, 9, 10), 610, 120), point(Date.UTC(2026, 2, 10, 8), 888)];
  assert.deepEqual(
    plotChanges({ i08: 0.888, e08: 0, i10: 0.61, e10: 0.2, i11: 1.5, i12: 0 }, slots, hours),
    [
      {
        fromMs: Date.UTC(2026, 2, 9, 10),
        toMs: Date.UTC(2026, 2, 9, 11),
        importWh: null,
        exportWh: 200,
      },
      {
        fromMs: Date.UTC(2026, 2, 9, 11),
        toMs: Date.UTC(2026, 2, 9, 12),
        importWh: 1500,
        exportWh: null,
      },
    ],
  );
});
