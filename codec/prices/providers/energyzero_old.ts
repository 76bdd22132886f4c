/** The older address of EnergyZero: hours only, on its way out (chapter 21 §9a). */
import { instantOf, listAt, PER_KWH, scaled, valueAt } from "../json.ts";
import { euroRows, isoOf } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const HOUR_MS = 3_600_000;

export const energyzeroOld: PriceProvider = {
  id: "energyzero-old",
  name: "EnergyZero (old address)",
  attribution: "EnergyZero",
  access: "open",
  codes: { NL: "NL" },
  baseUrl: "https://api.energyzero.nl",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/v1/energyprices",
      query: {
        fromDate: isoOf(wish.day.fromMs),
        tillDate: isoOf(wish.day.toMs - 1),
        interval: "4",
        usageType: "1",
        inclBtw: "false",
      },
    });
  },
  format: "json",
  read: (json) =>
    euroRows(listAt(json, "Prices"), (entry) => {
      const fromMs = instantOf(valueAt(entry, "readingDate"));
      const micro = scaled(valueAt(entry, "price"), PER_KWH);
      return { fromMs, toMs: fromMs + HOUR_MS, micro };
    }),
};
