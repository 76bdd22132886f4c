/**
 * energy-charts.info of Fraunhofer ISE: most of Europe in euro (chapter 21 §5). It follows ENTSO-E
 * and fails with it. Fifteen areas are free (CC BY 4.0), the others for private use only.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { epochOf, listAt, PER_MWH, scaled, textAt } from "../json.ts";
import { sameCodes } from "../parts.ts";
import type { Found, PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const FREE = [
  "AT",
  "BE",
  "CH",
  "CZ",
  "DE-LU",
  "DK1",
  "DK2",
  "FR",
  "HU",
  "IT-North",
  "NL",
  "NO2",
  "PL",
  "SE4",
  "SI",
];
const PRIVATE = [
  ...["BG", "EE", "ES", "FI", "GR", "HR", "LT", "LV", "ME", "PT", "RO", "RS", "SK"],
  ...["NO1", "NO3", "NO4", "NO5", "SE1", "SE2", "SE3"],
  ...["IT-Calabria", "IT-Centre-North", "IT-Centre-South", "IT-Sardinia", "IT-Sicily", "IT-South"],
];
const UNITS = ["eur/mwh", "eur/megawatt_hour"];

export const energyCharts: PriceProvider = {
  id: "energy-charts",
  name: "Energy-Charts",
  attribution: "Bundesnetzagentur | SMARD.de (CC BY 4.0), via energy-charts.info (Fraunhofer ISE)",
  access: "open",
  consentAreas: PRIVATE,
  codes: sameCodes(...FREE, ...PRIVATE),
  baseUrl: "https://api.energy-charts.info",
  unpublished: [404],
  request(wish) {
    const { fromMs, toMs } = wish.day;
    return requestOf(baseOf(wish, this), {
      path: "/price",
      query: { bzn: wish.area.id, start: `${fromMs / 1000}`, end: `${toMs / 1000}` },
    });
  },
  format: "json",
  read,
};

/** Two lists of one length; a price may be `null`. The row at `end` is surplus. */
function read(json: unknown): Outcome<Found> {
  const unit = textAt(json, "unit").replaceAll(/\s/g, "").toLowerCase();
  if (!UNITS.includes(unit)) {
    return bad(new Fault("price-reply", { expected: "EUR/MWh", found: unit || "no unit" }));
  }
  const [starts, prices] = [listAt(json, "unix_seconds"), listAt(json, "price")];
  if (!starts.ok) return starts;
  if (!prices.ok) return prices;
  if (starts.value.length !== prices.value.length) {
    const expected = `${starts.value.length} prices`;
    return bad(new Fault("price-reply", { expected, found: `${prices.value.length}` }));
  }
  const rows = starts.value.map((start, at) => ({
    fromMs: epochOf(start, 1000),
    toMs: null,
    micro: scaled(prices.value[at] ?? null, PER_MWH),
  }));
  return good({ rows, currency: "EUR", licence: textAt(json, "license_info") || null });
}
