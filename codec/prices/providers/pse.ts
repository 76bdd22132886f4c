/**
 * RCE of PSE: Poland in zloty, what export is paid by (chapter 21 §12). It is the price of the
 * balancing market, so it is taken only when the user names it. Times are the ends of quarters.
 */
import { good } from "#model/outcome.ts";
import { listAt, PER_MWH, scaled, utcOf, valueAt } from "../json.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const QUARTER_MS = 900_000;
const COLUMNS = "dtime,dtime_utc,period,rce_pln,business_date,publication_ts_utc";

export const pse: PriceProvider = {
  id: "pse",
  name: "PSE RCE",
  attribution: "PSE S.A.",
  access: "named",
  codes: { PL: "PL" },
  baseUrl: "https://api.raporty.pse.pl",
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/api/rce-pln",
      query: {
        $filter: `business_date eq '${wish.day.date}'`,
        $select: COLUMNS,
        $orderby: "dtime_utc asc",
        $first: "400",
      },
    });
  },
  format: "json",
  read(json) {
    const list = listAt(json, "value");
    if (!list.ok) return list;
    const rows = list.value.map((entry) => {
      const toMs = utcOf(valueAt(entry, "dtime_utc"));
      return {
        fromMs: toMs - QUARTER_MS,
        toMs,
        micro: scaled(valueAt(entry, "rce_pln"), PER_MWH),
      };
    });
    return good({ rows, currency: "PLN" });
  },
};
