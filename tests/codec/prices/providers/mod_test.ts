/** The requests and replies of chapter 21 as they are written there, a few rows of each. */
import assert from "node:assert/strict";
import type { FoundPrices, HttpProvider, PriceWish } from "#codec/prices/provider.ts";
import { PROVIDER_IDS, providerOf, PROVIDERS } from "#codec/prices/providers/mod.ts";
import { AREAS } from "#codec/prices/areas.ts";
import { begin } from "#codec/prices/ask.ts";
import { currencyOf } from "#model/price.ts";
import { wishFor } from "#tests/support/price_wish.ts";

const DATE = "2026-01-14";

type Sample = {
  readonly id: string;
  readonly area: string;
  readonly changes?: Partial<PriceWish>;
  /** The address, decoded. */
  readonly url: string;
  readonly reply?: string;
  /** Start, length in minutes (`null`: by the neighbours), millionths, millionths of euro. */
  readonly rows?: readonly (readonly [string, number | null, number | null, (number | null)?])[];
  readonly currency?: string;
};

const SAMPLES: readonly Sample[] = [
  {
    id: "hvakosterstrommen",
    area: "NO1",
    url: "https://www.hvakosterstrommen.no/api/v1/prices/2026/01-14_NO1.json",
    reply: `[
  {"NOK_per_kWh": 0.57095, "EUR_per_kWh": 0.04871, "EXR": 11.7215,
   "time_start": "2026-01-14T00:00:00+01:00", "time_end": "2026-01-14T01:00:00+01:00"},
  {"NOK_per_kWh": -0.02485, "EUR_per_kWh": -0.00212, "EXR": 11.7215,
   "time_start": "2026-01-14T02:00:00+01:00", "time_end": "2026-01-14T03:00:00+01:00"}]`,
    rows: [["2026-01-13T23:00", 60, 570950, 48710], ["2026-01-14T01:00", 60, -24850, -2120]],
    currency: "NOK",
  },
  {
    id: "elprisetjustnu",
    area: "SE3",
    url: "https://www.elprisetjustnu.se/api/v1/prices/2026/01-14_SE3.json",
    reply: `[{"SEK_per_kWh": 0.53503, "EUR_per_kWh": 0.04871, "EXR": 10.984,
    "time_start": "2026-01-14T00:00:00+01:00", "time_end": "2026-01-14T00:15:00+01:00"}]`,
    rows: [["2026-01-13T23:00", 15, 535030, 48710]],
    currency: "SEK",
  },
  {
    id: "energidataservice",
    area: "DK1",
    url: "https://api.energidataservice.dk/dataset/DayAheadPrices?start=2026-01-13T23:00" +
      '&end=2026-01-14T23:00&filter={"PriceArea":["DK1"]}' +
      "&columns=TimeUTC,TimeDK,PriceArea,DayAheadPriceEUR,DayAheadPriceDKK" +
      "&sort=TimeUTC asc&timezone=utc&limit=0",
    reply: `{"total": 2, "dataset": "DayAheadPrices", "records": [
  {"TimeUTC": "2026-01-13T23:00:00", "TimeDK": "2026-01-14T00:00:00", "PriceArea": "DK1",
   "DayAheadPriceEUR": 48.709999, "DayAheadPriceDKK": 363.936758},
  {"TimeUTC": "2026-01-13T23:15:00", "TimeDK": "2026-01-14T00:15:00", "PriceArea": "DK1",
   "DayAheadPriceEUR": 46.33, "DayAheadPriceDKK": 346.154595}]}`,
    rows: [["2026-01-13T23:00", null, 363937, 48710], ["2026-01-13T23:15", null, 346155, 46330]],
    currency: "DKK",
  },
  {
    id: "energy-charts",
    area: "DE-LU",
    url: "https://api.energy-charts.info/price?bzn=DE-LU&start=1768345200&end=1768431600",
    reply: `{"license_info": "CC BY 4.0", "unix_seconds": [1768345200, 1768346100, 1768347000],
  "price": [48.71, null, -2.12], "unit": "EUR / MWh", "deprecated": false}`,
    rows: [
      ["2026-01-13T23:00", null, 48710],
      ["2026-01-13T23:15", null, null],
      ["2026-01-13T23:30", null, -2120],
    ],
  },
  {
    id: "elering",
    area: "FI",
    url: "https://dashboard.elering.ee/api/nps/price?start=2026-01-13T23:00:00.000Z" +
      "&end=2026-01-14T23:00:00.000Z",
    reply: `{"success": true, "data": {"ee": [{"timestamp": 1768345200, "price": 48.71}],
  "fi": [{"timestamp": 1768345200, "price": 31.4}, {"timestamp": 1768346100, "price": 0}]}}`,
    rows: [["2026-01-13T23:00", null, 31400], ["2026-01-13T23:15", null, 0]],
  },
  {
    id: "spot-hinta",
    area: "FI",
    url: "https://api.spot-hinta.fi/TodayAndDayForward?region=FI&priceResolution=15",
    reply: `[{"Rank": 43, "DateTime": "2026-01-14T00:00:00+02:00", "PriceNoTax": 0.0314,
    "PriceWithTax": 0.03941}]`,
    rows: [["2026-01-13T22:00", null, 31400]],
  },
  {
    id: "porssisahko",
    area: "FI",
    url: "https://api.porssisahko.net/v2/latest-prices.json",
    reply: `{"prices": [{"price": 3.941, "startDate": "2026-01-14T22:45:00.000Z",
    "endDate": "2026-01-14T23:00:00.000Z"}]}`,
    rows: [["2026-01-14T22:45", 15, 31402]],
  },
  {
    id: "sahkotin",
    area: "FI",
    url: "https://sahkotin.fi/prices?quarter&start=2026-01-13T23:00:00.000Z" +
      "&end=2026-01-14T23:00:00.000Z",
    reply: `{"prices": [{"date": "2026-01-13T22:15:00.000Z", "value": 29.04}]}`,
    rows: [["2026-01-13T22:15", null, 29040]],
  },
  {
    id: "awattar",
    area: "AT",
    url: "https://api.awattar.at/v1/marketdata?start=1768345200000&end=1768431600000",
    reply: `{"object": "list", "data": [{"start_timestamp": 1768345200000,
    "end_timestamp": 1768348800000, "marketprice": 48.71, "unit": "Eur/MWh"}]}`,
    rows: [["2026-01-13T23:00", 60, 48710]],
  },
  {
    id: "awattar",
    area: "DE-LU",
    url: "https://api.awattar.de/v1/marketdata?start=1768345200000&end=1768431600000",
  },
  {
    id: "smartenergy",
    area: "AT",
    url: "https://apis.smartenergy.at/market/v1/price",
    reply: `{"tariff": "EPEXSPOTAT", "unit": "ct/kWh", "interval": 15,
    "data": [{"date": "2026-01-14T00:00:00+01:00", "value": 5.845}]}`,
    rows: [["2026-01-13T23:00", 15, 48708]],
  },
  {
    id: "smard",
    area: "DE-LU",
    url: "https://www.smard.de/app/chart_data/4169/DE-LU/index_quarterhour.json",
    reply: `{"meta_data": {"version": 1}, "series": [[1768345200000, 48.71],
    [1768346100000, null]]}`,
    rows: [["2026-01-13T23:00", null, 48710], ["2026-01-13T23:15", null, null]],
  },
  {
    id: "energyzero",
    area: "NL",
    url: "https://public.api.energyzero.nl/public/v1/prices" +
      "?energyType=ENERGY_TYPE_ELECTRICITY&date=14-01-2026&interval=INTERVAL_QUARTER",
    reply: `{"interval": 1, "base": [{"start": "2026-01-13T23:00:00Z",
    "end": "2026-01-13T23:15:00Z", "price": {"value": "0.04871"}}],
    "base_with_vat": [{"start": "2026-01-13T23:00:00Z", "price": {"value": "0.0589391"}}]}`,
    rows: [["2026-01-13T23:00", 15, 48710]],
  },
  {
    id: "energyzero-old",
    area: "NL",
    url: "https://api.energyzero.nl/v1/energyprices?fromDate=2026-01-13T23:00:00.000Z" +
      "&tillDate=2026-01-14T22:59:59.999Z&interval=4&usageType=1&inclBtw=false",
    reply: `{"Prices": [{"price": 0.04871, "readingDate": "2026-01-13T23:00:00Z"}]}`,
    rows: [["2026-01-13T23:00", 60, 48710]],
  },
  {
    id: "easyenergy",
    area: "NL",
    url: "https://price-graph.mijn.easyenergy.com/api/prices?start=2026-01-14&end=2026-01-15" +
      "&type=electricity&granularity=quarter",
    reply: `{"prices": [{"from": "2026-01-14T00:15:00.0000000",
    "until": "2026-01-14T00:30:00.0000000", "price": -0.0021, "priceIncVat": -0.0021}]}`,
    rows: [["2026-01-13T23:15", null, -2100]],
  },
  {
    id: "nordpool",
    area: "NO1",
    url: "https://dataportal-api.nordpoolgroup.com/api/DayAheadPrices?date=2026-01-14" +
      "&market=DayAhead&deliveryArea=NO1&currency=NOK",
    reply: `{"updatedAt": "2026-01-13T11:55:58.9728151Z", "multiAreaEntries": [
    {"deliveryStart": "2026-01-13T23:00:00Z", "deliveryEnd": "2026-01-13T23:15:00Z",
     "entryPerArea": {"NO1": 570.95, "NO2": 584.6}}], "currency": "NOK",
    "exchangeRate": 11.7215, "areaStates": [{"state": "Final", "areas": ["NO1", "NO2"]}]}`,
    rows: [["2026-01-13T23:00", 15, 570950, 48710]],
    currency: "NOK",
  },
  {
    id: "omie",
    area: "ES",
    url: "https://www.omie.es/es/file-download?parents=marginalpdbc" +
      "&filename=marginalpdbc_20260114.1",
    reply: "MARGINALPDBC;\r\n2026;01;14;1;46.33;48.71;\r\n2026;01;14;30;-2.12;-2.12;\r\n*\r\n",
    rows: [["2026-01-13T23:00", 15, 48710], ["2026-01-14T06:15", 15, -2120]],
  },
  {
    id: "omie-rolling",
    area: "PT",
    url: "https://www.omie.es/sites/default/files/dados/NUEVA_SECCION/INT_PBC_EV_H_ACUM.TXT",
    reply: "OMIE\nFecha;Periodo\n14/01/2026;1;48,71;46,33;0;\n14/01/2026;30;-2,12;-2,12;0;\n",
    rows: [["2026-01-13T23:00", 15, 46330], ["2026-01-14T06:15", 15, -2120]],
  },
  {
    id: "pse",
    area: "PL",
    url: "https://api.raporty.pse.pl/api/rce-pln?$filter=business_date eq '2026-01-14'" +
      "&$select=dtime,dtime_utc,period,rce_pln,business_date,publication_ts_utc" +
      "&$orderby=dtime_utc asc&$first=400",
    reply: `{"value": [{"dtime": "2026-01-14 00:15:00", "period": "00:00 - 00:15",
    "rce_pln": 205.61, "dtime_utc": "2026-01-13 23:15:00", "business_date": "2026-01-14"}]}`,
    rows: [["2026-01-13T23:00", 15, 205610]],
    currency: "PLN",
  },
  {
    id: "ote",
    area: "CZ",
    url: "https://www.ote-cr.cz/cs/kratkodobe-trhy/elektrina/denni-trh/@@chart-data" +
      "?report_date=2026-01-14",
    reply: `{"data": {"dataLine": [
    {"title": "Množství (MWh)", "point": [{"x": "1", "y": 812.4}]},
    {"title": "15min cena (EUR/MWh)", "point": [{"x": "1", "y": 48.71}, {"x": "30", "y": 46.33}]},
    {"title": "60min cena (EUR/MWh)", "point": [{"x": "1", "y": 47.52}]}]}}`,
    rows: [["2026-01-13T23:00", 15, 48710], ["2026-01-14T06:15", 15, 46330]],
  },
  {
    id: "entsoe",
    area: "BE",
    changes: { settings: { token: "secret" } },
    url: "https://web-api.tp.entsoe.eu/api?securityToken=secret&documentType=A44" +
      "&in_Domain=10YBE----------2&out_Domain=10YBE----------2&periodStart=202601132300" +
      "&periodEnd=202601142300&contract_MarketAgreement.type=A01",
  },
  {
    id: "tibber",
    area: "NO1",
    changes: { settings: { token: "secret" } },
    url: "https://api.tibber.com/v1-beta/gql",
  },
  {
    id: "hub",
    area: "NO1",
    changes: {
      settings: { baseUrl: "http://hub.example", encryptionKey: "00".repeat(16) },
      resolutionMin: 60,
    },
    url: "http://hub.example/hub/price/10YNO-1--------2/2026/1/14/pt60m?currency=NOK",
  },
];

for (const sample of SAMPLES) {
  const wish = wishFor(sample.area, DATE, sample.changes);
  const provider = providerOf(sample.id) as HttpProvider;

  Deno.test(`${sample.id} in ${sample.area}: the request of chapter 21`, () => {
    const step = begin(provider, wish);
    assert.ok(step.ok && step.value.kind === "ask");
    assert.equal(decodeURIComponent(step.value.request.url), sample.url);
    assert.ok(!/[\s"']/.test(step.value.request.url.replaceAll("'", "")));
  });

  if (sample.reply === undefined) continue;
  Deno.test(`${sample.id} in ${sample.area}: the reply of chapter 21`, () => {
    const found = rowsOf(provider, sample.reply ?? "", wish);
    assert.equal(found.currency, sample.currency ?? "EUR");
    const whole = (value: number | null) => value === null ? null : Math.round(value);
    assert.deepEqual(
      found.rows.map(({ fromMs, toMs, micro, eurMicro = null }) => [
        new Date(fromMs).toISOString().slice(0, 16),
        toMs === null ? null : (toMs - fromMs) / 60_000,
        whole(micro),
        whole(eurMicro),
      ]),
      sample.rows?.map(([from, minutes, micro, eur = null]) => [from, minutes, micro, eur]),
    );
  });
}

function rowsOf(provider: HttpProvider, reply: string, wish: PriceWish): FoundPrices {
  assert.ok(provider.format === "json" || provider.format === "text");
  const outcome = provider.format === "json"
    ? provider.read(JSON.parse(reply), wish)
    : provider.read(reply, wish);
  assert.ok(outcome.ok && "rows" in outcome.value);
  return outcome.value;
}

Deno.test("providers: ids are unique, areas exist, and each says what it is", () => {
  const areas = new Set(AREAS.map(({ id }) => id));
  assert.equal(new Set(PROVIDER_IDS).size, PROVIDERS.length);
  for (const { id, name, attribution, access, codes, consentAreas = [] } of PROVIDERS) {
    assert.match(id, /^[a-z][a-z-]*$/);
    assert.ok(name !== "" && (attribution !== "" || access === "named"), id);
    const served = Object.keys(codes ?? {});
    assert.deepEqual(served.filter((area) => !areas.has(area)), [], id);
    assert.deepEqual(consentAreas.filter((area) => !served.includes(area)), [], id);
  }
});

Deno.test("providers: who serves which area is as chapter 21 §18 says", () => {
  const serving = (area: string) =>
    PROVIDERS.filter(({ codes, access, consentAreas = [] }) =>
      codes !== null && area in codes && access === "open" && !consentAreas.includes(area)
    ).map(({ id }) => id);
  assert.deepEqual(serving("NO1"), ["hvakosterstrommen", "spot-hinta"]);
  assert.deepEqual(serving("NO2"), [
    "hvakosterstrommen",
    "energidataservice",
    "spot-hinta",
    "energy-charts",
    "smard",
  ]);
  assert.deepEqual(serving("SE1"), ["elprisetjustnu", "spot-hinta"]);
  assert.deepEqual(serving("FI"), ["elering", "spot-hinta", "sahkotin"]);
  assert.deepEqual(serving("CZ"), ["energy-charts", "smard", "ote"]);
  assert.deepEqual(serving("ES"), ["omie", "omie-rolling"]);
  assert.deepEqual(serving("GB"), []);
  assert.deepEqual(serving("TR"), []);
  assert.equal(currencyOf("toString"), null);
});
