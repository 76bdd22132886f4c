/**
 * elprisetjustnu.se: Sweden, quarters in kronor, one static file for each day (chapter 21 §3). It
 * is fed by ENTSO-E and fails with it.
 */
import { kroneDay, kroneDayPath, sameCodes } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const elprisetjustnu: PriceProvider = {
  id: "elprisetjustnu",
  name: "elprisetjustnu.se",
  attribution: "Elpriser tillhandahålls av Elpriset just nu.se",
  access: "open",
  codes: sameCodes("SE1", "SE2", "SE3", "SE4"),
  baseUrl: "https://www.elprisetjustnu.se",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), { path: kroneDayPath(wish) });
  },
  format: "json",
  read: (json, wish) => kroneDay(json, wish, "SEK"),
};
