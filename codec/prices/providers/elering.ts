/** Elering: Estonia, Latvia, Lithuania and Finland in euro, all four in each reply (21 §6). */
import { Fault } from "#model/fault.ts";
import { bad, good } from "#model/outcome.ts";
import { epochOf, listAt, PER_MWH, scaled, textAt, valueAt } from "../json.ts";
import { euroRows, isoOf } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const elering: PriceProvider = {
  id: "elering",
  name: "Elering",
  attribution: "Elering",
  access: "open",
  codes: { EE: "ee", LV: "lv", LT: "lt", FI: "fi" },
  baseUrl: "https://dashboard.elering.ee",
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/api/nps/price",
      query: { start: isoOf(wish.day.fromMs), end: isoOf(wish.day.toMs) },
    });
  },
  format: "json",
  read(json, wish) {
    if (valueAt(json, "success") === false) {
      const what = textAt(json, "message") || textAt(json, "error") || "success: false";
      return bad(new Fault("price-rejected", { what }));
    }
    const code = this.codes?.[wish.area.id] ?? "";
    const data = valueAt(json, "data");
    const isEmpty = data !== null && valueAt(data, code) === null;
    return euroRows(isEmpty ? good([]) : listAt(json, "data", code), (entry) => ({
      fromMs: epochOf(valueAt(entry, "timestamp"), 1000),
      toMs: null,
      micro: scaled(valueAt(entry, "price"), PER_MWH),
    }));
  },
};
