/** hvakosterstrommen.no: Norway, hours in kroner, one static file for each day (chapter 21 §2). */
import { kroneDay, kroneDayPath, sameCodes } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const hvakosterstrommen: PriceProvider = {
  id: "hvakosterstrommen",
  name: "hvakosterstrommen.no",
  attribution: "Strømpriser levert av Hva koster strømmen.no",
  access: "open",
  codes: sameCodes("NO1", "NO2", "NO3", "NO4", "NO5"),
  baseUrl: "https://www.hvakosterstrommen.no",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), { path: kroneDayPath(wish) });
  },
  format: "json",
  read: (json, wish) => kroneDay(json, wish, "NOK"),
};
