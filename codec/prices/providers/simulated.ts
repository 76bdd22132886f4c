/**
 * Prices made up for the demo and for tests: the same day and area always has the same ones. Dear
 * mornings and evenings, cheap nights, and sunny noons that go below zero; every day of its own.
 */
import { good } from "#model/outcome.ts";
import { CURRENCIES, pointCount } from "#model/price.ts";
import { Zone } from "#model/zone.ts";
import type { PriceProvider, PriceWish } from "../provider.ts";

const MINUTE_MS = 60_000;
/** Euro for a kWh by the local hour, of a mean day. */
const HOURS_EUR = [
  ...[0.058, 0.054, 0.051, 0.05, 0.052, 0.062, 0.083, 0.102],
  ...[0.108, 0.094, 0.078, 0.066, 0.058, 0.055, 0.059, 0.07],
  ...[0.09, 0.116, 0.128, 0.121, 0.102, 0.086, 0.073, 0.064],
] as const;
/** What the sun takes off at noon on a clear day in June. */
const SUN_EUR = 0.11;
const SUNRISE_HOUR = 7;
const DAYLIGHT_HOURS = 12;

export const simulated: PriceProvider = {
  id: "simulated",
  name: "Simulated prices",
  attribution: "",
  access: "named",
  codes: null,
  format: "none",
  prices(wish) {
    const { day, resolutionMin, currency } = wish;
    const lengthMs = resolutionMin * MINUTE_MS;
    const priceOf = pricer(wish);
    const { roughPerEur } = CURRENCIES[currency];
    const rows = Array.from({ length: pointCount(day, resolutionMin) }, (_, at) => {
      const fromMs = day.fromMs + at * lengthMs;
      const eurMicro = priceOf(fromMs) * 1e6;
      return { fromMs, toMs: fromMs + lengthMs, micro: eurMicro * roughPerEur, eurMicro };
    });
    return good({ rows, currency, marks: ["simulated"] });
  },
};

/** The price in euro at an instant of a day. */
function pricer({ area, day }: PriceWish): (atMs: number) => number {
  const zone = new Zone(area.zone);
  const chance = (what: string) => fraction(`${area.id} ${day.date} ${what}`);
  const level = 0.6 + 0.9 * chance("level");
  const sun = chance("sun") ** 0.7;
  const month = Number(day.date.slice(5, 7));
  // 0 in December, 1 in June.
  const summer = (1 - Math.cos(2 * Math.PI * (month / 12))) / 2;
  const winter = 0.8 + 0.5 * (1 - summer);
  return (atMs) => {
    const { hour, minute } = zone.wallClock(atMs);
    const clock = hour + minute / 60;
    const from = HOURS_EUR[hour] ?? 0;
    const mean = from + ((HOURS_EUR[(hour + 1) % 24] ?? 0) - from) * (minute / 60);
    const height = Math.sin(Math.PI * (clock - SUNRISE_HOUR) / DAYLIGHT_HOURS);
    const wobble = 0.008 * (chance(`${hour}:${minute}`) - 0.5);
    return mean * level * winter - Math.max(0, height) * sun * summer * SUN_EUR + wobble;
  };
}

/** A text as a number in [0, 1): FNV-1a, mixed once more. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
