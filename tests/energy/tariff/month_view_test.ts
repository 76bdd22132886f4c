import assert from "node:assert/strict";
import { Zone } from "#model/zone.ts";
import { peakComponents } from "#energy/tariff/effective.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { blockViews, monthOf, monthView } from "#energy/tariff/month_view.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { hoursOf } from "#tests/support/hours.ts";

const zone = new Zone("Europe/Oslo");
const calendar = new LocalCalendar(zone, "NO");
const quarters = hoursOf([[7, 18, 7.81], [16, 8, 7.92], [20, 19, 7.67]], { zone });
const quartersOf = (fromMs: number, toMs: number) =>
  quarters.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);

Deno.test("monthView() names peaks by local day and hour, and the limit of the month", () => {
  const [component] = peakComponents(presetOf("no-standard")!);
  const nowMs = Date.parse("2026-01-31T12:00:00Z");
  const month = monthOf(nowMs, component!, { calendar, quartersOf, nowMs });
  const view = monthView(month, component!, calendar);
  assert.deepEqual(view.counted.map(({ day, hour, kw }) => [day, hour, kw]), [
    ["2026-01-16", 8, 7.92],
    ["2026-01-07", 18, 7.81],
    ["2026-01-20", 19, 7.67],
  ]);
  assert.equal(view.nextLimitKw, 10);
});

Deno.test("monthOf() leaves out the interval that has not ended", () => {
  const [component] = peakComponents(presetOf("no-standard")!);
  const nowMs = zone.instantMs({ year: 2026, month: 1, day: 20, hour: 19, minute: 50, second: 0 });
  const month = monthOf(nowMs, component!, { calendar, quartersOf, nowMs });
  assert.equal(month.counted.length, 2);
});

Deno.test("blockViews() of a month with agreed power", () => {
  const component = presetOf("si-blocks")!.components[0]!;
  assert.ok(component.kind === "agreed");
  const slovenia = new LocalCalendar(zone, "SI");
  const nowMs = Date.parse("2026-01-31T12:00:00Z");
  const agreedKw = new Map([[1, 7]]);
  const [first] = blockViews(nowMs, component, { calendar: slovenia, quartersOf, nowMs, agreedKw });
  assert.deepEqual([first?.highest?.day, first?.excessKw?.toFixed(2)], ["2026-01-16", "0.92"]);
});
