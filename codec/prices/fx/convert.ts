/**
 * Prices in another currency (chapter 20 §3): by the last rate of a business day that was known
 * when the auction was held. The price in euro stays beside it, so that a corrected rate can be
 * applied to it again.
 */
import { Fault } from "#model/fault.ts";
import {
  type Currency,
  type FxRates,
  type PriceMark,
  type PricePoint,
  type PriceSeries,
  type UsedRate,
  wholeMicro,
} from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";

/** Between which currencies, and for prices of which market day. */
export type RateWish = {
  readonly from: Currency;
  readonly to: Currency;
  /** The market day, as `2026-01-14`. */
  readonly date: string;
};

/** A rate, and whether it was not yet known at the auction. */
export type FoundRate = { readonly rate: UsedRate; readonly isLate: boolean };

const DAY_MS = 86_400_000;

/**
 * The rate for a market day. The auction is at noon of the day before and rates are published in
 * the afternoon, so the newest of an earlier date counts. Where only later ones are known, as after
 * an installation, the earliest of them stands in; `null` when none has both currencies.
 */
export function rateFor(known: readonly FxRates[], wish: RateWish): FoundRate | null {
  const auctionDate = new Date(Date.parse(wish.date) - DAY_MS).toISOString().slice(0, 10);
  const usable = known.filter(({ perEur }) => wish.from in perEur && wish.to in perEur);
  const inTime = usable.filter(({ date }) => date < auctionDate)
    .reduce<FxRates | null>((a, b) => a === null || b.date > a.date ? b : a, null);
  const late = usable.reduce<FxRates | null>((a, b) => a === null || b.date < a.date ? b : a, null);
  const rates = inTime ?? late;
  if (rates === null) return null;
  const value = (rates.perEur[wish.to] ?? NaN) / (rates.perEur[wish.from] ?? NaN);
  const { date, source } = rates;
  return { rate: { date, source, from: wish.from, to: wish.to, value }, isLate: inTime === null };
}

/**
 * A series in another currency; itself when it has that already. The fault `price-no-rate` when no
 * rate is known.
 */
export function converted(
  series: PriceSeries,
  { currency, known }: { currency: Currency; known: readonly FxRates[] },
): Outcome<PriceSeries> {
  if (series.currency === currency) return good(series);
  const found = rateFor(known, { from: series.currency, to: currency, date: series.date });
  if (found === null) {
    return bad(new Fault("price-no-rate", { what: `${series.currency} to ${currency}` }));
  }
  const { rate, isLate } = found;
  const inOther = (point: PricePoint) => ({
    ...point,
    microPerKwh: wholeMicro(point.microPerKwh * rate.value),
  });
  const marks: PriceMark[] = isLate ? ["converted", "late-rate"] : ["converted"];
  return good({
    ...series,
    currency,
    points: series.points.map(inOther),
    exportPoints: series.exportPoints?.map(inOther) ?? null,
    marks: [...series.marks, ...marks],
    rate,
  });
}

/**
 * A converted series as it was in euro, to be converted again by a better rate; `null` when it was
 * not converted from euro by us.
 */
export function inEuro(series: PriceSeries): PriceSeries | null {
  if (series.rate === null || series.rate.from !== "EUR") return null;
  const back = (point: PricePoint) => ({
    ...point,
    microPerKwh: point.eurMicroPerKwh ?? wholeMicro(point.microPerKwh / series.rate!.value),
  });
  return {
    ...series,
    currency: "EUR",
    points: series.points.map(back),
    exportPoints: series.exportPoints?.map(back) ?? null,
    marks: series.marks.filter((mark) => mark !== "converted" && mark !== "late-rate"),
    rate: null,
  };
}
