/** aWATTar: Austria and Germany in euro, still hours (chapter 21 §8a). */
import { Fault } from "#model/fault.ts";
import { bad } from "#model/outcome.ts";
import { epochOf, listAt, PER_MWH, scaled, textAt, valueAt } from "../json.ts";
import { euroRows } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const awattar: PriceProvider = {
  id: "awattar",
  name: "aWATTar",
  attribution: "aWATTar",
  access: "open",
  codes: { "AT": "at", "DE-LU": "de" },
  baseUrl: "https://api.awattar.{code}",
  request(wish) {
    const { fromMs, toMs } = wish.day;
    return requestOf(baseOf(wish, this), {
      path: "/v1/marketdata",
      query: { start: `${fromMs}`, end: `${toMs}` },
    });
  },
  format: "json",
  read(json) {
    const list = listAt(json, "data");
    const odd = list.ok
      ? list.value.find((entry) => textAt(entry, "unit").toLowerCase() !== "eur/mwh")
      : undefined;
    if (odd !== undefined) {
      const found = textAt(odd, "unit") || "no unit";
      return bad(new Fault("price-reply", { expected: "Eur/MWh", found }));
    }
    return euroRows(list, (entry) => ({
      fromMs: epochOf(valueAt(entry, "start_timestamp"), 1),
      toMs: epochOf(valueAt(entry, "end_timestamp"), 1),
      micro: scaled(valueAt(entry, "marketprice"), PER_MWH),
    }));
  },
};
