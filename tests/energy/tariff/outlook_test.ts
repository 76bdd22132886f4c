import assert from "node:assert/strict";
import { Zone } from "#model/zone.ts";
import { type MonthPeaks, monthPeaks } from "#energy/tariff/billing.ts";
import { peakComponents } from "#energy/tariff/effective.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { IntervalOutlook } from "#energy/tariff/outlook.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { hoursOf } from "#tests/support/hours.ts";

const zone = new Zone("Europe/Oslo");
const calendar = new LocalCalendar(zone, "NO");
const AT_MS = Date.parse("2026-01-20T11:40:00Z");
const MINUTE_MS = 60_000;

function outlook(id: string, wishes = { targetKw: 0, strict: false }) {
  const [component] = peakComponents(presetOf(id)!);
  const quarters = hoursOf([[7, 18, 9], [8, 8, 8.5], [9, 8, 4]], { zone });
  const quartersOf = () => quarters;
  const month: MonthPeaks = monthPeaks(AT_MS, component!, { calendar, quartersOf });
  const outlook = new IntervalOutlook(component!, calendar, wishes);
  return (usedWh: number, { meanW = 3000, atMs = AT_MS } = {}) =>
    outlook.look({ atMs, tickMs: atMs, usedWh, meanW, month });
}

Deno.test("IntervalOutlook.look() H1: allowed energy and headroom for the step of the month", () => {
  const { running, tell } = outlook("no-standard")(4000);
  assert.deepEqual(running, {
    fromMs: AT_MS - 40 * MINUTE_MS,
    toMs: AT_MS + 20 * MINUTE_MS,
    usedWh: 4000,
    projectedWh: 5000,
    targetKw: 10,
    allowedWh: 12_500,
    headroomW: 25_500,
    risk: 0,
  });
  assert.equal(tell, false);
});

Deno.test("IntervalOutlook.look() warns once of a projection above what is allowed", () => {
  const look = outlook("no-standard", { targetKw: 8, strict: true });
  const first = look(4000, { meanW: 9000 });
  assert.deepEqual([first.running.risk, first.tell], [2, true]);
  assert.equal(look(4100, { meanW: 9000, atMs: AT_MS + MINUTE_MS }).tell, false);
});

Deno.test("IntervalOutlook.look() risk 3: what is allowed has been used", () => {
  const { running } = outlook("no-standard", { targetKw: 8, strict: true })(6600);
  assert.deepEqual([running.risk, running.headroomW], [3, 0]);
});

Deno.test("IntervalOutlook.look() a target that the month has lost limits nothing", () => {
  const { running } = outlook("no-standard", { targetKw: 5, strict: true })(9000);
  assert.deepEqual([running.allowedWh, running.risk], [null, 0]);
});

Deno.test("IntervalOutlook.look() outside the tariff's windows nothing is limited", () => {
  const saturday = Date.parse("2026-01-24T11:40:00Z");
  const { running } = outlook("se-seom", { targetKw: 5, strict: false })(9000, { atMs: saturday });
  assert.deepEqual([running.allowedWh, running.headroomW, running.risk], [null, null, 0]);
});

Deno.test("IntervalOutlook.look() a night that counts half may come to twice as much", () => {
  const night = Date.parse("2026-01-20T22:30:00Z");
  const { running } = outlook("se-ellevio", { targetKw: 8, strict: true })(0, { atMs: night });
  assert.equal(running.allowedWh, 13_000);
});

Deno.test("IntervalOutlook.look() without a target there is a projection only", () => {
  const { running } = outlook("fi-model")(4000);
  assert.deepEqual([running.targetKw, running.allowedWh, running.projectedWh], [null, null, 5000]);
});
