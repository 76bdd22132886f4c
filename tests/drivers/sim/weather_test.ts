import assert from "node:assert/strict";
import { Weather } from "#drivers/sim/weather.ts";

const dayOf = (iso: string) => Math.floor(Date.parse(iso) / 86_400_000);
const brightest = (month: string) => {
  const noons = Array.from({ length: 28 }, (_, day) => {
    return new Weather(1, dayOf(`2026-${month}-01`) + day).solarW(11 * 60 + 17);
  });
  return Math.max(...noons);
};

Deno.test("solarW() is high at noon in June, low in December and nothing at night", () => {
  assert.ok(brightest("06") > 5_000, `${brightest("06")} W`);
  assert.ok(brightest("12") < 0.5 * brightest("06"), `${brightest("12")} W`);
  assert.equal(new Weather(1, dayOf("2026-12-21")).solarW(0), 0);
  assert.equal(new Weather(1, dayOf("2026-12-21")).solarW(17 * 60), 0);
});

Deno.test("solarW() is never negative, on any minute of the year", () => {
  for (let day = dayOf("2026-01-01"); day < dayOf("2027-01-01"); day += 5) {
    const weather = new Weather(3, day);
    for (let minute = -120; minute < 1560; minute += 7) assert.ok(weather.solarW(minute) >= 0);
  }
});

Deno.test("outsideC() is colder in January than in July, and before dawn than at three", () => {
  const meanOf = (month: string) => {
    let sum = 0;
    for (let day = 0; day < 28; day++) {
      sum += new Weather(1, dayOf(`2026-${month}-01`) + day).outsideC(720) / 28;
    }
    return sum;
  };
  assert.ok(meanOf("01") < 0 && meanOf("07") > 12, `${meanOf("01")} and ${meanOf("07")} °C`);
  const day = new Weather(1, dayOf("2026-04-01"));
  assert.ok(day.outsideC(4 * 60) < day.outsideC(15 * 60));
});
