import assert from "node:assert/strict";
import {
  CURRENCIES,
  currencyOf,
  marketDayAt,
  marketDayOf,
  pointCount,
  shiftedDay,
  wholeMicro,
} from "#model/price.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");

Deno.test("marketDayOf() D1 to D5: 23, 24 and 25 hours in CET", () => {
  for (
    const [date, from, to, hours] of [
      ["2026-01-15", "2026-01-14T23:00Z", "2026-01-15T23:00Z", 24],
      ["2026-03-29", "2026-03-28T23:00Z", "2026-03-29T22:00Z", 23],
      ["2026-06-12", "2026-06-11T22:00Z", "2026-06-12T22:00Z", 24],
      ["2026-10-25", "2026-10-24T22:00Z", "2026-10-25T23:00Z", 25],
      ["2027-03-28", "2027-03-27T23:00Z", "2027-03-28T22:00Z", 23],
      ["2027-10-31", "2027-10-30T22:00Z", "2027-10-31T23:00Z", 25],
    ] as const
  ) {
    const day = marketDayOf(date, zone);
    assert.deepEqual(day, { date, fromMs: Date.parse(from), toMs: Date.parse(to) });
    assert.deepEqual([pointCount(day!, 60), pointCount(day!, 15)], [hours, 4 * hours]);
    assert.deepEqual(marketDayAt(Date.parse(from), zone), day);
    assert.deepEqual(marketDayAt(Date.parse(to) - 1, zone), day);
  }
});

Deno.test("marketDayAt() D6: Helsinki's first hour is of the market day before", () => {
  const helsinki = new Zone("Europe/Helsinki");
  const localDay = marketDayOf("2026-06-12", helsinki)!;
  assert.equal(localDay.fromMs, Date.parse("2026-06-11T21:00Z"));
  assert.equal(localDay.toMs, Date.parse("2026-06-12T21:00Z"));
  assert.equal(marketDayAt(localDay.fromMs, zone).date, "2026-06-11");
  assert.equal(marketDayAt(localDay.fromMs + 3_600_000, zone).date, "2026-06-12");
});

Deno.test("marketDayOf() refuses what is no date", () => {
  for (
    const text of ["", "2026-1-14", "2026-02-30", "2026-13-01", "tomorrow", "2026-01-14T00:00"]
  ) {
    assert.equal(marketDayOf(text, zone), null, text);
  }
});

Deno.test("shiftedDay() steps over switch days", () => {
  const saturday = marketDayOf("2026-10-24", zone)!;
  assert.equal(shiftedDay(saturday, 1, zone).date, "2026-10-25");
  assert.equal(shiftedDay(saturday, 2, zone).date, "2026-10-26");
  assert.equal(shiftedDay(saturday, -1, zone).date, "2026-10-23");
});

Deno.test("wholeMicro() rounds halves away from zero and knows no −0", () => {
  assert.deepEqual([2.5, -2.5, -0.4, 772515.05, -61022].map(wholeMicro), [
    3,
    -3,
    0,
    772515,
    -61022,
  ]);
  assert.ok(Object.is(wholeMicro(-0.4), 0));
});

Deno.test("currencyOf() knows its own codes and nothing inherited", () => {
  for (const code of Object.keys(CURRENCIES)) assert.equal(currencyOf(code), code);
  for (const code of ["nok", "USD", "", "constructor"]) assert.equal(currencyOf(code), null);
});
