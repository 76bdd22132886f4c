/**
 * porssisahko.net: Finland in cent with Finnish VAT, newest first (chapter 21 §7b). Only three
 * decimals are left and nobody says how VAT acts on negative prices, so it is taken only when the
 * user names it, and its prices are marked as gross.
 */
import { instantOf, listAt, PER_KWH, scaled, valueAt } from "../json.ts";
import { good } from "#model/outcome.ts";
import { wantsQuarters } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

/** VAT in percent, newest first, by the first day that it holds. */
const VAT = [
  { from: "2024-09-01", percent: 25.5 },
  { from: "0000-00-00", percent: 24 },
];
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

export const porssisahko: PriceProvider = {
  id: "porssisahko",
  name: "porssisahko.net",
  attribution: "porssisahko.net",
  access: "named",
  codes: { FI: "FI" },
  isRolling: true,
  baseUrl: "https://api.porssisahko.net",
  request(wish) {
    const version = wantsQuarters(wish) ? "v2" : "v1";
    return requestOf(baseOf(wish, this), { path: `/${version}/latest-prices.json` });
  },
  format: "json",
  read(json, wish) {
    const list = listAt(json, "prices");
    if (!list.ok) return list;
    const percent = VAT.find(({ from }) => wish.day.date >= from)?.percent ?? 0;
    const lengthMs = wantsQuarters(wish) ? QUARTER_MS : HOUR_MS;
    const rows = list.value.map((entry) => {
      const fromMs = instantOf(valueAt(entry, "startDate"));
      const micro = scaled(valueAt(entry, "price"), PER_KWH / 100 / (1 + percent / 100));
      // Ends are not read: old hosts write 59:59.999.
      return { fromMs, toMs: fromMs + lengthMs, micro };
    });
    return good({ rows, currency: "EUR", marks: ["gross"] });
  },
};
