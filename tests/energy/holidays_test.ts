import assert from "node:assert/strict";
import {
  dayNumber,
  easterSunday,
  HOLIDAY_COUNTRIES,
  holidaysOf,
  weekdayOf,
} from "#energy/holidays.ts";

const iso = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);

Deno.test("easterSunday() D26", () => {
  assert.deepEqual([2026, 2027, 2028].map(easterSunday).map(iso), [
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
  ]);
});

Deno.test("easterSunday() is a Sunday between 22 March and 25 April in every year", () => {
  for (let year = 1970; year < 2200; year++) {
    const easter = easterSunday(year);
    assert.equal(weekdayOf(easter), 7, `${year}`);
    assert.ok(easter >= dayNumber(year, 3, 22) && easter <= dayNumber(year, 4, 25), `${year}`);
  }
});

Deno.test("holidaysOf() Norway 2026", () => {
  assert.deepEqual([...holidaysOf("NO", 2026)].sort((a, b) => a - b).map(iso), [
    "2026-01-01",
    "2026-04-02",
    "2026-04-03",
    "2026-04-05",
    "2026-04-06",
    "2026-05-01",
    "2026-05-14",
    "2026-05-17",
    "2026-05-24",
    "2026-05-25",
    "2026-12-25",
    "2026-12-26",
  ]);
});

Deno.test("holidaysOf() Sweden: Midsummer and All Saints are Saturdays of their weeks", () => {
  const days = [...holidaysOf("SE", 2026)].map(iso);
  assert.ok(days.includes("2026-06-20"));
  assert.ok(days.includes("2026-10-31"));
});

Deno.test("holidaysOf() knows no holidays of a country without rules", () => {
  assert.equal(holidaysOf("XX", 2026).size, 0);
  assert.ok(HOLIDAY_COUNTRIES.every((country) => holidaysOf(country, 2026).size >= 8));
});
