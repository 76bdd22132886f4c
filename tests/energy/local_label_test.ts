import { deepEqual, equal } from "node:assert/strict";
import { energyRows, localLabels } from "#energy/local_label.ts";
import { Zone } from "#model/zone.ts";

const OSLO = new Zone("Europe/Oslo");
const HOUR_MS = 3_600_000;

/** The labels of all spans of a local day that begins at an instant. */
function dayOf(fromMs: number, zone: Zone, stepMs = HOUR_MS): string[] {
  const label = localLabels(stepMs === HOUR_MS ? "hour" : "15min", zone);
  const labels = [];
  for (let atMs = fromMs; atMs < zone.shiftDayMs(fromMs, 1); atMs += stepMs) {
    labels.push(label(atMs));
  }
  return labels;
}

/** The hours of labels such as `2026-10-25 02A:00`. */
const hours = (labels: readonly string[]) => labels.map((label) => label.slice(11, -3)).join(" ");

Deno.test("localLabels() names the hours of D22: 25 bars with 02A and 02B", () => {
  const labels = dayOf(Date.UTC(2026, 9, 24, 22), OSLO);
  equal(
    hours(labels),
    "00 01 02A 02B 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
  );
  equal(labels[3], "2026-10-25 02B:00");
});

Deno.test("localLabels() names the hours of D23: 23 bars without 02", () => {
  equal(
    hours(dayOf(Date.UTC(2026, 2, 28, 23), OSLO)),
    "00 01 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
  );
});

Deno.test("localLabels() names quarters, and no two of a year alike in any zone", () => {
  const quarters = dayOf(Date.UTC(2026, 9, 24, 22), OSLO, HOUR_MS / 4);
  deepEqual(quarters.slice(8, 13).map((label) => label.slice(11)), [
    "02A:00",
    "02A:15",
    "02A:30",
    "02A:45",
    "02B:00",
  ]);
  for (const name of ["Europe/Oslo", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata"]) {
    const label = localLabels("15min", new Zone(name));
    const labels = new Set<string>();
    const fromMs = Date.UTC(2026, 0, 1);
    for (let at = 0; at < 35_040; at++) labels.add(label(fromMs + at * HOUR_MS / 4));
    equal(labels.size, 35_040, name);
  }
});

Deno.test("localLabels() names days, months and years by the local date", () => {
  const newYearMs = Date.UTC(2026, 11, 31, 23);
  equal(localLabels("day", OSLO)(newYearMs), "2027-01-01");
  equal(localLabels("month", OSLO)(newYearMs), "2027-01");
  equal(localLabels("year", OSLO)(newYearMs), "2027");
});

Deno.test("energyRows() ends a day of 25 hours, a month and a quarter where they end", () => {
  const atMs = Date.UTC(2026, 9, 24, 22);
  const point = {
    importWh: 1,
    exportWh: 2,
    coverage: 1,
    estimatedWh: 0,
    quality: "scaled",
  } as const;
  deepEqual(energyRows("day", OSLO)({ atMs, ...point }), {
    atMs,
    ...point,
    toMs: atMs + 25 * HOUR_MS,
    label: "2026-10-25",
  });
  const monthMs = Date.UTC(2026, 8, 30, 22);
  equal(energyRows("month", OSLO)({ atMs: monthMs, ...point }).toMs, Date.UTC(2026, 9, 31, 23));
  equal(energyRows("15min", OSLO)({ atMs, ...point }).toMs, atMs + HOUR_MS / 4);
  equal(energyRows("hour", OSLO)({ atMs, ...point }).toMs, atMs + HOUR_MS);
});
