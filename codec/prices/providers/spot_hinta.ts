/**
 * spot-hinta.fi: Nordics and Baltics in euro (chapter 21 §7a). It knows local days of the area: in
 * Finland and the Baltics the last hour of a market day comes only with the next day. One request a
 * minute for each internet address.
 */
import { instantOf, listAt, PER_KWH, scaled, valueAt } from "../json.ts";
import { euroRows, sameCodes } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const AREAS = [
  ...["FI", "EE", "LV", "LT", "DK1", "DK2"],
  ...["NO1", "NO2", "NO3", "NO4", "NO5", "SE1", "SE2", "SE3", "SE4"],
];

export const spotHinta: PriceProvider = {
  id: "spot-hinta",
  name: "spot-hinta.fi",
  attribution: "spot-hinta.fi",
  access: "open",
  codes: sameCodes(...AREAS),
  isRolling: true,
  baseUrl: "https://api.spot-hinta.fi",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/TodayAndDayForward",
      query: { region: wish.area.id, priceResolution: `${wish.resolutionMin}` },
    });
  },
  format: "json",
  read: (json) =>
    euroRows(listAt(json), (entry) => ({
      fromMs: instantOf(valueAt(entry, "DateTime")),
      toMs: null,
      micro: scaled(valueAt(entry, "PriceNoTax"), PER_KWH),
    })),
};
