/** What a source of exchange rates is: a request, and its answer as rates by day (20 §3). */
import { Fault } from "#model/fault.ts";
import { CURRENCIES, currencyOf, type FxRates } from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type { PriceReply, PriceRequest } from "../provider.ts";

/** Which rates are wanted. */
export type FxWish = {
  readonly currencies: readonly string[];
  /** How many of the last business days; more are given where the source has no such choice. */
  readonly days: number;
  /** Instead of the source's own address. */
  readonly baseUrl?: string;
};

export type FxSource = {
  readonly id: string;
  readonly attribution: string;
  readonly baseUrl: string;
  readonly request: (wish: FxWish) => Outcome<PriceRequest>;
  /** Rates by rising date. A day without a rate to the euro is left out. */
  readonly read: (reply: PriceReply) => Outcome<readonly FxRates[]>;
};

/** One observation: units of a currency for a euro, on a day. */
export type Observation = {
  readonly date: string;
  readonly currency: string;
  readonly perEur: number;
};

/** Norwegian kroner for units of a currency on a day, everything as text. */
export type KroneRate = {
  readonly currency: string;
  readonly date: string;
  readonly value: string;
  /** Power of ten of the units that it is for. */
  readonly unitMult: string;
};

/** A rate so far off what is known is none: units of hundreds, or nonsense. */
const FACTOR_MAX = 5;

/**
 * Observations as rates by day, rising. Currencies that no area has are dropped; the fault
 * `price-reply` names a rate that cannot be, and `price-unpublished` says that there is none.
 */
export function ratesOf(
  observations: readonly Observation[],
  source: string,
): Outcome<readonly FxRates[]> {
  const days = new Map<string, Record<string, number>>();
  for (const { date, currency: code, perEur } of observations) {
    const currency = currencyOf(code);
    if (currency === null) continue;
    const ratio = perEur / CURRENCIES[currency].roughPerEur;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !(ratio > 1 / FACTOR_MAX && ratio < FACTOR_MAX)) {
      const what = `${perEur} ${currency} for a euro on ${date || "no day"} cannot be`;
      return bad(new Fault("price-reply", { what }));
    }
    const rates = days.get(date) ?? { EUR: 1 };
    rates[currency] = perEur;
    days.set(date, rates);
  }
  const sorted = [...days].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([date, perEur]) => ({ date, source, perEur }));
  return sorted.length === 0
    ? bad(new Fault("price-unpublished", { what: `no rate of ${source}` }))
    : good(sorted);
}
