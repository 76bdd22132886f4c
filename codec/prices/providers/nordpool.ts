/**
 * The data portal of Nord Pool (chapter 21 §10): many areas, many currencies. Its terms allow
 * looking, not polling by machines, so it is asked only when the user says that he may.
 */
import { bad, good, type Outcome } from "#model/outcome.ts";
import { Fault } from "#model/fault.ts";
import { type Currency, currencyOf } from "#model/price.ts";
import { instantOf, listAt, numberOf, PER_MWH, scaled, textAt, valueAt } from "../json.ts";
import { sameCodes } from "../parts.ts";
import type { Found, PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const CURRENCIES: readonly Currency[] = ["NOK", "SEK", "DKK", "EUR", "PLN", "RON", "BGN"];
const SAME = [
  ...["EE", "LT", "LV", "AT", "BE", "FR", "NL", "PL", "BG", "DK1", "DK2", "FI"],
  ...["NO1", "NO2", "NO3", "NO4", "NO5", "SE1", "SE2", "SE3", "SE4"],
];

export const nordpool: PriceProvider = {
  id: "nordpool",
  name: "Nord Pool",
  attribution: "Nord Pool",
  access: "consent",
  codes: { ...sameCodes(...SAME), "DE-LU": "GER", "RO": "TEL" },
  baseUrl: "https://dataportal-api.nordpoolgroup.com",
  unpublished: [204],
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/api/DayAheadPrices",
      query: {
        date: wish.day.date,
        market: "DayAhead",
        deliveryArea: this.codes?.[wish.area.id] ?? "",
        currency: CURRENCIES.includes(wish.currency) ? wish.currency : "EUR",
      },
    });
  },
  format: "json",
  read(json, wish) {
    return read(json, this.codes?.[wish.area.id] ?? "");
  },
};

function read(json: unknown, code: string): Outcome<Found> {
  const entries = listAt(json, "multiAreaEntries");
  if (!entries.ok) return entries;
  const currency = currencyOf(textAt(json, "currency"));
  if (currency === null) {
    const found = textAt(json, "currency") || "none";
    return bad(new Fault("price-reply", { expected: "a known currency", found }));
  }
  const rate = numberOf(valueAt(json, "exchangeRate"));
  const rows = entries.value.map((entry) => {
    const micro = scaled(valueAt(entry, "entryPerArea", code), PER_MWH);
    return {
      fromMs: instantOf(valueAt(entry, "deliveryStart")),
      toMs: instantOf(valueAt(entry, "deliveryEnd")),
      micro,
      // The exchange's own rate gives back the euro price that was cleared.
      eurMicro: micro === null || rate === null || !(rate > 0) ? null : micro / rate,
    };
  });
  const states = listAt(json, "areaStates");
  const isPreliminary = states.ok &&
    states.value.some((state) => textAt(state, "state").toLowerCase() === "preliminary");
  const publishedAtMs = instantOf(valueAt(json, "updatedAt"));
  return good({
    rows,
    currency,
    marks: isPreliminary ? ["preliminary"] : [],
    publishedAtMs: Number.isNaN(publishedAtMs) ? null : publishedAtMs,
  });
}
