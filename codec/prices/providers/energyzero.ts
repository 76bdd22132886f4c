/** EnergyZero: the Netherlands in euro as text, three days in a reply (chapter 21 §9a). */
import { instantOf, listAt, PER_KWH, scaled, valueAt } from "../json.ts";
import { dateParts, euroRows, wantsQuarters } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const energyzero: PriceProvider = {
  id: "energyzero",
  name: "EnergyZero",
  attribution: "EnergyZero",
  access: "open",
  codes: { NL: "NL" },
  baseUrl: "https://public.api.energyzero.nl",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/public/v1/prices",
      query: {
        energyType: "ENERGY_TYPE_ELECTRICITY",
        date: [...dateParts(wish)].reverse().join("-"),
        interval: wantsQuarters(wish) ? "INTERVAL_QUARTER" : "INTERVAL_HOUR",
      },
    });
  },
  format: "json",
  /** `base` is the market without VAT; the other lists hold fees. */
  read: (json) =>
    euroRows(listAt(json, "base"), (entry) => ({
      fromMs: instantOf(valueAt(entry, "start")),
      toMs: instantOf(valueAt(entry, "end")),
      micro: scaled(valueAt(entry, "price", "value"), PER_KWH),
    })),
};
