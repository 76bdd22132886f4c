import assert from "node:assert/strict";
import { Zone } from "#model/zone.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";

const calendar = new LocalCalendar(new Zone("Europe/Oslo"), "NO");

Deno.test("LocalCalendar.day() D27: Easter Sunday on the day of the spring switch", () => {
  const { fromMs, toMs, isHoliday, weekday } = calendar.day(Date.parse("2027-03-28T10:00:00Z"));
  assert.equal((toMs - fromMs) / 3_600_000, 23);
  assert.equal(isHoliday, true);
  assert.equal(weekday, 7);
});

Deno.test("LocalCalendar.isWithin() D20, D21: an hour by the clock, twice in autumn", () => {
  const hours = (hour: number, instants: readonly string[]) =>
    instants.filter((at) => calendar.isWithin({ hours: [hour] }, Date.parse(at)));
  const day = (date: string) =>
    Array.from(
      { length: 30 },
      (_, at) => new Date(Date.parse(date) + (at - 3) * 3_600_000).toISOString(),
    ).filter((at) => {
      const local = new Date(Date.parse(at) + calendar.zone.offsetMs(Date.parse(at)));
      return local.toISOString().startsWith(date);
    });
  assert.deepEqual(hours(2, day("2026-10-25")), [
    "2026-10-25T00:00:00.000Z",
    "2026-10-25T01:00:00.000Z",
  ]);
  assert.deepEqual(hours(2, day("2026-03-29")), []);
  assert.deepEqual(hours(3, day("2026-03-29")), ["2026-03-29T01:00:00.000Z"]);
});

Deno.test("LocalCalendar.mondayMs() is in the week's Monday", () => {
  const monday = calendar.day(calendar.mondayMs(Date.parse("2026-02-01T12:00:00Z")));
  assert.equal(new Date(monday.number * 86_400_000).toISOString().slice(0, 10), "2026-01-26");
});
