/** sahkotin.fi: Finland in euro without VAT, for use that earns nothing (chapter 21 §7c). */
import { instantOf, listAt, PER_MWH, scaled, valueAt } from "../json.ts";
import { euroRows, isoOf, wantsQuarters } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const sahkotin: PriceProvider = {
  id: "sahkotin",
  name: "sahkotin.fi",
  attribution: "sahkotin.fi",
  access: "open",
  codes: { FI: "FI" },
  baseUrl: "https://sahkotin.fi",
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/prices",
      query: {
        ...(wantsQuarters(wish) ? { quarter: "" } : {}),
        start: isoOf(wish.day.fromMs),
        end: isoOf(wish.day.toMs),
      },
    });
  },
  format: "json",
  read: (json) =>
    euroRows(listAt(json, "prices"), (entry) => ({
      fromMs: instantOf(valueAt(entry, "date")),
      toMs: null,
      micro: scaled(valueAt(entry, "value"), PER_MWH),
    })),
};
