/**
 * Prices of the day-ahead market (chapter 20 §1–§3): what one kWh costs in a span of time, in whole
 * millionths of a currency, without VAT, taxes and fees. Rules that make a household's price of it
 * are not here, and neither is who is asked for prices (`codec/prices/`).
 */
import type { Zone } from "./zone.ts";

/**
 * Currencies by the code of ISO 4217. `roughPerEur` is what a euro is worth to within a third: it
 * bounds what can be a price, and never converts one.
 */
export const CURRENCIES = {
  EUR: { roughPerEur: 1 },
  NOK: { roughPerEur: 11.5 },
  SEK: { roughPerEur: 11 },
  DKK: { roughPerEur: 7.46 },
  CHF: { roughPerEur: 0.95 },
  GBP: { roughPerEur: 0.87 },
  PLN: { roughPerEur: 4.25 },
  CZK: { roughPerEur: 24.5 },
  HUF: { roughPerEur: 390 },
  RON: { roughPerEur: 5.1 },
  BGN: { roughPerEur: 1.956 },
  RSD: { roughPerEur: 117 },
  MKD: { roughPerEur: 61.5 },
  ALL: { roughPerEur: 98 },
  BAM: { roughPerEur: 1.956 },
  MDL: { roughPerEur: 19.8 },
  UAH: { roughPerEur: 48 },
  GEL: { roughPerEur: 3.15 },
  TRY: { roughPerEur: 49 },
} as const satisfies Record<string, { readonly roughPerEur: number }>;

export type Currency = keyof typeof CURRENCIES;

/** The currency of a code in capital letters; `null` for one that is not known here. */
export function currencyOf(code: string): Currency | null {
  return Object.hasOwn(CURRENCIES, code) ? code as Currency : null;
}

/** The price of one span of time; `fromMs` belongs to it, `toMs` does not. */
export type PricePoint = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Millionths of the currency for a kWh, whole; may be 0 or negative. */
  readonly microPerKwh: number;
  /** The same in euro before it was converted; `null` where the source has none. */
  readonly eurMicroPerKwh: number | null;
};

/** Lengths of prices in minutes: most markets 15, Ireland 30, Switzerland and the Balkans 60. */
export const RESOLUTIONS_MIN = [15, 30, 60] as const;
export type ResolutionMin = typeof RESOLUTIONS_MIN[number];

/**
 * What is to be known about where prices come from:
 * `partial` some of the day is missing · `derived` written out from longer spans than
 * the market's ·
 * `converted` by our own exchange rate · `late-rate` by a rate that was not known at the auction ·
 * `gross` VAT was taken off by us · `mixed` of two sources · `second-auction` not the coupled
 * auction (ENTSO-E sequence 2) · `preliminary` the source will replace it · `filled` holes were
 * filled although the source does not say so · `conflict` the source gives two values, the last
 * counts · `simulated` made up.
 */
export type PriceMark =
  | "partial"
  | "derived"
  | "converted"
  | "late-rate"
  | "gross"
  | "mixed"
  | "second-auction"
  | "preliminary"
  | "filled"
  | "conflict"
  | "simulated";

/** The prices of one area and one market day by one source. */
export type PriceSeries = {
  /** Id of the area, for example `NO1`. */
  readonly area: string;
  /** The market day as `2026-01-14`, and its bounds. */
  readonly date: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly currency: Currency;
  /** The length of every point. */
  readonly resolutionMin: ResolutionMin;
  /** In order, without overlaps; holes are spans without a point. */
  readonly points: readonly PricePoint[];
  /** Where the source pays another price for export; else `null` and `points` are for both. */
  readonly exportPoints: readonly PricePoint[] | null;
  /** Id of the provider. */
  readonly provider: string;
  readonly marks: readonly PriceMark[];
  /** The rate by which it was converted, if it was. */
  readonly rate: UsedRate | null;
  /** When the source made it, where it says so. */
  readonly publishedAtMs: number | null;
  /** What the source says about its licence in the reply itself. */
  readonly licence: string | null;
};

/** The exchange rates of one day by one bank. */
export type FxRates = {
  /** The business day, as `2026-01-13`. */
  readonly date: string;
  readonly source: string;
  /** Units of a currency for one euro; EUR itself is 1. */
  readonly perEur: Readonly<Record<string, number>>;
};

/** One rate out of them. */
export type UsedRate = {
  readonly date: string;
  readonly source: string;
  readonly from: Currency;
  readonly to: Currency;
  /** Units of `to` for one unit of `from`. */
  readonly value: number;
};

/** A day of the market: 23, 24 or 25 hours, so 92, 96 or 100 quarters (20 §13.4). */
export type MarketDay = {
  readonly date: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The market day that holds an instant; `zone` is the zone of the market, mostly CET/CEST. */
export function marketDayAt(atMs: number, zone: Zone): MarketDay {
  const fromMs = zone.startOfMs("day", atMs);
  const { year, month, day } = zone.wallClock(fromMs);
  return { date: dateText(year, month, day), fromMs, toMs: zone.endOfMs("day", atMs) };
}

/** The market day of a date as `2026-01-14`; `null` when the text is no date. */
export function marketDayOf(date: string, zone: Zone): MarketDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const noonMs = zone.instantMs({ year, month, day, hour: 12, minute: 0, second: 0 });
  const found = marketDayAt(noonMs, zone);
  return found.date === date ? found : null;
}

/** The market day before or after another. */
export function shiftedDay(day: MarketDay, days: number, zone: Zone): MarketDay {
  return marketDayAt(zone.shiftDayMs(day.fromMs, days), zone);
}

/** How many points of a length a day has. */
export function pointCount({ fromMs, toMs }: MarketDay, resolutionMin: ResolutionMin): number {
  return (toMs - fromMs) / (resolutionMin * 60_000);
}

/** To whole millionths, halves away from zero, so that income rounds like cost. Never −0. */
export function wholeMicro(micro: number): number {
  return Math.sign(micro) * Math.round(Math.abs(micro)) + 0;
}

function dateText(year: number, month: number, day: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}
