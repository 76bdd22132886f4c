import { deepEqual, equal, throws } from "node:assert/strict";
import { Zone } from "#model/zone.ts";

const HOUR_MS = 3_600_000;
const oslo = new Zone("Europe/Oslo");
const wall = (text: string) => {
  const [year, month, day, hour, minute, second] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second } as Parameters<Zone["instantMs"]>[0];
};

Deno.test("Zone refuses a name that does not exist", () => {
  throws(() => new Zone("Europe/Atlantis"), RangeError);
});

Deno.test("Zone.instantMs() follows the zone's rules", () => {
  equal(oslo.instantMs(wall("2026-01-05 13:00:00")), Date.UTC(2026, 0, 5, 12));
  equal(oslo.instantMs(wall("2026-07-05 13:00:00")), Date.UTC(2026, 6, 5, 11));
});

Deno.test("Zone.instantMs() takes the earlier of a repeated hour", () => {
  // On 25 October 2026 03:00 summer time became 02:00 winter time at 01:00 UTC.
  equal(oslo.instantMs(wall("2026-10-25 02:30:00")), Date.UTC(2026, 9, 25, 0, 30));
  equal(oslo.instantMs(wall("2026-10-25 03:00:00")), Date.UTC(2026, 9, 25, 2));
  equal(oslo.instantMs(wall("2026-10-25 01:59:00")), Date.UTC(2026, 9, 24, 23, 59));
});

Deno.test("Zone.instantMs() puts an hour that does not exist behind the gap's start", () => {
  equal(oslo.instantMs(wall("2026-03-29 02:30:00")), Date.UTC(2026, 2, 29, 1, 30));
});

Deno.test("Zone.standardOffsetMs() is winter time all year, in both hemispheres and in Dublin", () => {
  const july = Date.UTC(2026, 6, 1);
  deepEqual(
    ["Europe/Oslo", "Europe/Helsinki", "Europe/Dublin", "Australia/Sydney"]
      .map((name) => new Zone(name).standardOffsetMs(july) / HOUR_MS),
    [1, 2, 0, 10],
  );
});

Deno.test("Zone.startOfMs() and shifts count local days of 23 and 25 hours", () => {
  const spring = oslo.startOfMs("day", Date.UTC(2026, 2, 29, 12));
  equal((oslo.shiftDayMs(spring, 1) - spring) / HOUR_MS, 23);
  const autumn = oslo.startOfMs("day", Date.UTC(2026, 9, 25, 12));
  equal((oslo.shiftDayMs(autumn, 1) - autumn) / HOUR_MS, 25);
  equal(oslo.startOfMs("month", autumn), Date.UTC(2026, 8, 30, 22));
  equal(oslo.shiftMonthMs(autumn, -1), Date.UTC(2026, 7, 31, 22));
});

Deno.test("Zone.startOfMs('hour') is right in zones of half hours", () => {
  const kolkata = new Zone("Asia/Kolkata");
  equal(kolkata.startOfMs("hour", Date.UTC(2026, 0, 1, 0, 45)), Date.UTC(2026, 0, 1, 0, 30));
});

Deno.test("Zone.offsetMs() agrees with the calendar on both sides of every change of the clocks", () => {
  for (const name of ["Europe/Oslo", "Africa/Casablanca", "Australia/Lord_Howe", "UTC"]) {
    const zone = new Zone(name);
    const offsetMs = (atMs: number) =>
      Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
    const ats = [Date.UTC(1970, 0, 1), Date.UTC(2050, 5, 1)];
    let at: Temporal.ZonedDateTime | null = Temporal.Instant
      .fromEpochMilliseconds(Date.UTC(2024, 0, 1)).toZonedDateTimeISO(name);
    for (let change = 0; change < 8 && at !== null; change++) {
      at = at.getTimeZoneTransition("next");
      const ms = at?.epochMilliseconds ?? 0;
      ats.push(ms - 1, ms, ms + 1, ms - 86_400_000, ms + 86_400_000);
    }
    for (const atMs of [...ats, ...ats.toReversed()]) {
      equal(zone.offsetMs(atMs), offsetMs(atMs), `${name} ${atMs}`);
    }
  }
});
