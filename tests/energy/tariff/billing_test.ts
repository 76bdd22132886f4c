/** Goldens of chapter 20 §13.2 on periods, limits and prices. */
import assert from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import type { PeakComponent, TariffPrice } from "#model/tariff.ts";
import { Zone } from "#model/zone.ts";
import { billedKw, costMicroOf, monthPeaks, nextLimitKw } from "#energy/tariff/billing.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { hourAt } from "#tests/support/hours.ts";

const zone = new Zone("Europe/Brussels");
const calendar = new LocalCalendar(zone, "BE");
const lower = {
  limitsKw: [5, 10, 15, 20, 25, 50, 75, 100, 150],
  boundary: "lower",
} as const satisfies Partial<TariffPrice>;

function peaksOf(id: string): PeakComponent {
  const component = presetOf(id)?.components[0];
  assert.ok(component?.kind === "peaks");
  return component;
}

/** The highest quarter of each month of a year as given, kW. */
function year(monthsKw: readonly number[]): EnergyPoint[] {
  return monthsKw.flatMap((kw, at) => hourAt(Date.UTC(2025, at, 15, 12), kw).slice(1, 2));
}

function flanders(monthsKw: readonly number[]): number | null {
  const quarters = year(monthsKw);
  const quartersOf = (fromMs: number, toMs: number) =>
    quarters.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const atMs = Date.UTC(2025, 11, 20);
  return monthPeaks(atMs, peaksOf("be-flanders"), { calendar, quartersOf }).valueKw;
}

Deno.test("nextLimitKw() P8: a value equal to a limit belongs to the lower step", () => {
  assert.equal(nextLimitKw(5, lower), 5);
  assert.equal(nextLimitKw(5.001, lower), 10);
  assert.equal(nextLimitKw(10, lower), 10);
  assert.equal(nextLimitKw(10.01, lower), 15);
  assert.equal(nextLimitKw(151, lower), null);
});

Deno.test("nextLimitKw() P14: or to the upper one, where the company says so", () => {
  assert.equal(nextLimitKw(5, { ...lower, boundary: "upper" }), 10);
});

Deno.test("monthPeaks() P15: each month at least 2.5 kW, then the mean of twelve", () => {
  const months = [0.632, 4.6, 0, 1.028, 3.444, 4.164, 4.564, 6, 9.2, 5, 4.12, 4.88];
  assert.equal(flanders(months)?.toFixed(3), "4.456");
});

Deno.test("monthPeaks() P16: the floor is for each month, not for the mean", () => {
  assert.equal(flanders([2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4]), 3.25);
});

Deno.test("monthPeaks() P11: the last hour of a month is that month's", () => {
  const oslo = new LocalCalendar(new Zone("Europe/Oslo"), "NO");
  const quarters = hourAt(Date.parse("2026-10-31T22:00:00Z"), 12);
  const quartersOf = (fromMs: number, toMs: number) =>
    quarters.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const at = (instant: string) =>
    monthPeaks(Date.parse(instant), peaksOf("no-standard"), { calendar: oslo, quartersOf });
  assert.equal(at("2026-10-31T22:30:00Z").valueKw, 12);
  assert.equal(at("2026-10-31T23:00:00Z").valueKw, null);
});

Deno.test("costMicroOf() P19: a price by season", () => {
  const { price } = peaksOf("se-seom");
  assert.equal(costMicroOf(5.7, price, 4), 317_775_000);
  assert.equal(costMicroOf(5.7, price, 1), 635_550_000);
});

Deno.test("costMicroOf() takes the price of a step, and knows none where there is none", () => {
  const steps: TariffPrice = {
    ...lower,
    limitsKw: [5, 10],
    kind: "steps",
    prices: [100, 200, 300],
  };
  assert.deepEqual([4, 5, 7, 11].map((kw) => costMicroOf(kw, steps, 1)), [
    100_000_000,
    100_000_000,
    200_000_000,
    300_000_000,
  ]);
  assert.equal(costMicroOf(7, { ...steps, prices: [] }, 1), null);
  assert.equal(costMicroOf(7, null, 1), null);
});

Deno.test("billedKw() P20: what is free of charge is taken off", () => {
  assert.equal(billedKw(11.3, peaksOf("fi-model")).toFixed(3), "3.300");
  assert.equal(billedKw(5, peaksOf("fi-model")), 0);
});
