/** Series of prices made for tests. */
import {
  marketDayOf,
  pointCount,
  type PricePoint,
  type PriceSeries,
  type ResolutionMin,
} from "#model/price.ts";
import { Zone } from "#model/zone.ts";

type Made = Partial<PriceSeries> & {
  readonly minutes?: ResolutionMin;
  /** Millionths by index; `null` is a hole. */
  readonly micro: (at: number) => number | null;
  readonly exported?: (at: number) => number | null;
};

const zone = new Zone("Europe/Brussels");

/** A series of a day in CET, in euro unless changed. */
export function seriesOn(date: string, made: Made): PriceSeries {
  const { minutes = 15, micro, exported, ...changes } = made;
  const day = marketDayOf(date, zone)!;
  const currency = changes.currency ?? "EUR";
  const pointsOf = (priceAt: (at: number) => number | null): PricePoint[] =>
    Array.from({ length: pointCount(day, minutes) }).flatMap((_, at) => {
      const microPerKwh = priceAt(at);
      if (microPerKwh === null) return [];
      const fromMs = day.fromMs + at * minutes * 60_000;
      const eurMicroPerKwh = currency === "EUR" ? microPerKwh : null;
      return [{ fromMs, toMs: fromMs + minutes * 60_000, microPerKwh, eurMicroPerKwh }];
    });
  return {
    area: "BE",
    ...day,
    currency,
    resolutionMin: minutes,
    points: pointsOf(micro),
    exportPoints: exported === undefined ? null : pointsOf(exported),
    provider: "entsoe",
    marks: [],
    rate: null,
    publishedAtMs: null,
    licence: null,
    ...changes,
  };
}
