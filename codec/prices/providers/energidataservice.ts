/**
 * Energi Data Service of Energinet: Denmark in kroner and euro, some neighbours (chapter 21 §4).
 * Days before October 2025 are in an older dataset of hours. The krone price may lag behind the
 * euro price; then the day is given in euro and converted like any other.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { listAt, numberOf, PER_MWH, scaled, textAt, utcOf, valueAt } from "../json.ts";
import { sameCodes } from "../parts.ts";
import type { Found, PriceProvider, PriceWish } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

type Dataset = {
  readonly name: string;
  readonly utc: string;
  readonly local: string;
  readonly eur: string;
  readonly dkk: string;
};

const DAY_AHEAD: Dataset = {
  name: "DayAheadPrices",
  utc: "TimeUTC",
  local: "TimeDK",
  eur: "DayAheadPriceEUR",
  dkk: "DayAheadPriceDKK",
};
const ELSPOT: Dataset = {
  name: "Elspotprices",
  utc: "HourUTC",
  local: "HourDK",
  eur: "SpotPriceEUR",
  dkk: "SpotPriceDKK",
};
const FIRST_QUARTER_DAY = "2025-10-01";

function datasetOf({ day }: PriceWish): Dataset {
  return day.date < FIRST_QUARTER_DAY ? ELSPOT : DAY_AHEAD;
}

export const energidataservice: PriceProvider = {
  id: "energidataservice",
  name: "Energi Data Service",
  attribution: "Source: Energinet (www.energidataservice.dk)",
  access: "open",
  codes: { ...sameCodes("DK1", "DK2", "NO2", "SE3", "SE4"), "DE-LU": "DE" },
  baseUrl: "https://api.energidataservice.dk",
  request(wish) {
    const { name, utc, local, eur, dkk } = datasetOf(wish);
    const minute = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);
    return requestOf(baseOf(wish, this), {
      path: `/dataset/${name}`,
      query: {
        start: minute(wish.day.fromMs),
        end: minute(wish.day.toMs),
        filter: JSON.stringify({ PriceArea: [this.codes?.[wish.area.id]] }),
        columns: [utc, local, "PriceArea", eur, dkk].join(","),
        sort: `${utc} asc`,
        timezone: "utc",
        limit: "0",
      },
    });
  },
  format: "json",
  read(json, wish) {
    return read(json, wish, this.codes?.[wish.area.id] ?? "");
  },
};

function read(json: unknown, wish: PriceWish, code: string): Outcome<Found> {
  const records = listAt(json, "records");
  if (!records.ok) return records;
  const total = numberOf(valueAt(json, "total"));
  if (total !== null && records.value.length < total) {
    const found = `${records.value.length}`;
    return bad(new Fault("price-reply", { expected: `${total} records`, found }));
  }
  const { utc, eur, dkk } = datasetOf(wish);
  const own = records.value.filter((record) => textAt(record, "PriceArea").toUpperCase() === code);
  const hasKroner = own.every((record) => valueAt(record, dkk) !== null);
  const currency = wish.currency === "DKK" && hasKroner ? "DKK" : "EUR";
  const rows = own.map((record) => ({
    fromMs: utcOf(valueAt(record, utc)),
    toMs: null,
    micro: scaled(valueAt(record, currency === "DKK" ? dkk : eur), PER_MWH),
    eurMicro: scaled(valueAt(record, eur), PER_MWH),
  }));
  return good({ rows, currency });
}
