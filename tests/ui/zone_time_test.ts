/** Wall-clock time, above all on the two odd days of the year. */
import { equal } from "node:assert/strict";
import {
  hoursOfDayMs,
  offsetMs,
  startOfDayMs,
  startOfHourMs,
  startOfMonthMs,
  zoneTime,
} from "#ui/zone_time.ts";

const zone = "Europe/Oslo";
const utc = (text: string) => Date.parse(text);

Deno.test("startOfDayMs() finds local midnight before and after the clocks change", () => {
  equal(startOfDayMs(utc("2026-05-19T16:42:00Z"), zone), utc("2026-05-18T22:00:00Z"));
  equal(startOfDayMs(utc("2026-03-29T12:00:00Z"), zone), utc("2026-03-28T23:00:00Z"));
  equal(startOfDayMs(utc("2026-10-25T12:00:00Z"), zone), utc("2026-10-24T22:00:00Z"));
});

Deno.test("hoursOfDayMs() counts 23, 24 and 25 hours", () => {
  equal(hoursOfDayMs(utc("2026-03-29T12:00:00Z"), zone).length, 23);
  equal(hoursOfDayMs(utc("2026-05-19T12:00:00Z"), zone).length, 24);
  equal(hoursOfDayMs(utc("2026-10-25T12:00:00Z"), zone).length, 25);
});

Deno.test("startOfHourMs() follows zones that are half an hour off", () => {
  equal(startOfHourMs(utc("2026-05-19T16:42:00Z"), zone), utc("2026-05-19T16:00:00Z"));
  equal(startOfHourMs(utc("2026-05-19T16:42:00Z"), "Asia/Kolkata"), utc("2026-05-19T16:30:00Z"));
  equal(offsetMs(utc("2026-05-19T16:42:00.500Z"), "Asia/Kolkata"), 5.5 * 3_600_000);
});

Deno.test("startOfMonthMs() finds the first local midnight of the month", () => {
  equal(startOfMonthMs(utc("2026-04-02T12:00:00Z"), zone), utc("2026-03-31T22:00:00Z"));
  equal(startOfMonthMs(utc("2026-03-31T22:00:00Z"), zone), utc("2026-03-31T22:00:00Z"));
  equal(startOfMonthMs(utc("2026-11-22T12:00:00Z"), zone), utc("2026-10-31T23:00:00Z"));
});

Deno.test("zoneTime() writes the zone's time, not that of the phone", () => {
  const clock = { zone, locale: "en-GB" };
  equal(zoneTime(utc("2026-05-19T16:42:07Z"), "time", clock), "18:42");
  equal(zoneTime(utc("2026-05-18T22:00:00Z"), "hour", clock), "00");
});
