import assert from "node:assert/strict";
import { groupDays, groupQuarters } from "#energy/group.ts";
import type { EnergyPoint, Quality } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";

const QUARTER_MS = 900_000;

function* quarters(fromMs: number, toMs: number): Generator<EnergyPoint> {
  for (let atMs = fromMs; atMs < toMs; atMs += QUARTER_MS) {
    yield { atMs, importWh: 250, exportWh: 1, coverage: 1, quality: "measured", estimatedWh: 0 };
  }
}

Deno.test("groupQuarters() gives days of 23, 24 and 25 hours their own totals", () => {
  for (const name of ["Europe/Oslo", "Europe/Helsinki", "Europe/London", "Africa/Casablanca"]) {
    const zone = new Zone(name);
    for (const [month, hours] of [[2, 743], [9, 745], [10, 720]] as const) {
      if (name === "Africa/Casablanca" && month !== 10) continue;
      const fromMs = zone.startOfMs("month", Date.UTC(2026, month, 15));
      const toMs = zone.shiftMonthMs(fromMs, 1);
      const days = [...groupQuarters(quarters(fromMs, toMs), "day", zone)];
      const total = days.reduce((sum, { importWh }) => sum + importWh, 0);
      assert.equal(total, hours * 1000, `${name} month ${month + 1}`);
      assert.ok(days.every(({ coverage }) => coverage === 1));
      assert.deepEqual(
        new Set(days.map(({ importWh }) => importWh / 1000)),
        new Set(month === 2 ? [24, 23] : month === 9 ? [24, 25] : [24]),
      );
    }
  }
});

Deno.test("groupQuarters() keeps the two hours 02 of an autumn night apart", () => {
  const zone = new Zone("Europe/Oslo");
  const fromMs = Date.UTC(2026, 9, 24, 23);
  const hours = [...groupQuarters(quarters(fromMs, fromMs + 4 * 3_600_000), "hour", zone)];
  assert.deepEqual(hours.map(({ importWh }) => importWh), [1000, 1000, 1000, 1000]);
  assert.deepEqual(hours.map(({ atMs }) => zone.wallClock(atMs).hour), [1, 2, 2, 3]);
});

Deno.test("groupQuarters() leaves empty buckets out and shows the worst quality", () => {
  const zone = new Zone("UTC");
  const point = (atMs: number, quality: Quality): EnergyPoint => {
    return { atMs, importWh: 1, exportWh: 0, coverage: 0.5, quality, estimatedWh: 0 };
  };
  const points = [point(0, "measured"), point(900_000, "scaled"), point(7_200_000, "measured")];
  assert.deepEqual([...groupQuarters(points, "hour", zone)], [
    { atMs: 0, importWh: 2, exportWh: 0, coverage: 0.25, quality: "scaled", estimatedWh: 0 },
    {
      atMs: 7_200_000,
      importWh: 1,
      exportWh: 0,
      coverage: 0.125,
      quality: "measured",
      estimatedWh: 0,
    },
  ]);
});

Deno.test("groupDays() makes the months and years that the quarters would make", () => {
  for (const name of ["Europe/Oslo", "Europe/London", "Africa/Casablanca"]) {
    const zone = new Zone(name);
    const fromMs = zone.startOfMs("day", Date.UTC(2025, 10, 20));
    const toMs = zone.startOfMs("day", Date.UTC(2027, 3, 5));
    const some = [...quarters(fromMs, toMs)].filter(({ atMs }) => atMs % 11 !== 0)
      .map((point, at): EnergyPoint => ({
        ...point,
        importWh: at % 700,
        estimatedWh: at % 3,
        quality: at % 900 === 5 ? "interpolated" : "scaled",
      }));
    for (const step of ["month", "year"] as const) {
      const direct = [...groupQuarters(some, step, zone)];
      const days = [...groupQuarters(some, "day", zone)]
        .map((day) => ({ ...day, lengthMs: zone.endOfMs("day", day.atMs) - day.atMs }));
      const overDays = [...groupDays(days, step, zone)];
      const exact = (points: EnergyPoint[]) =>
        points.map((point) => ({ ...point, coverage: point.coverage.toFixed(9) }));
      assert.deepEqual(exact(overDays), exact(direct), `${name} ${step}`);
      assert.equal(direct.length, step === "month" ? 18 : 3);
    }
  }
});
