/**
 * What every provider of chapter 21 would send: prices of a day written in its own shape, by code
 * that shares nothing with the readers. Servers of tests play these.
 */
import { DLMS_TABLE_KEY, hubReply } from "#tests/support/price_hub.ts";
import type { PriceReply, PriceWish, ProviderSettings } from "#codec/prices/provider.ts";

/** A price as the market cleared it. */
export type Cleared = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly eurPerMwh: number;
};

export type Twin = {
  readonly id: string;
  readonly area: string;
  /** The length that it gives however it is asked. */
  readonly minutes?: 15 | 60;
  readonly settings?: ProviderSettings;
  /** Units of the currency that the reply is in for a euro. */
  readonly rate?: number;
  /** Millionths for a kWh that its own rounding may cost. */
  readonly tolerance?: number;
  readonly contentType: string;
  /** The reply to a request. */
  readonly body: (prices: readonly Cleared[], wish: PriceWish, url: string) => string | Uint8Array;
  /** What it sends before publication, where that is not the same shape with nothing in it. */
  readonly unpublished?: Partial<PriceReply>;
  /** Where a missing price in the middle is no fault. */
  readonly isRolling?: boolean;
};

export const NOK = 11.7215;
const SEK = 10.984;
const DKK = 7.4715;
const PLN = 4.2205;
const JSON_TYPE = "application/json; charset=utf-8";

function local(atMs: number, zone: string, separator = "T"): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  return zoned.toString({ timeZoneName: "never", smallestUnit: "second" }).replace("T", separator);
}

const utc = (atMs: number) => new Date(atMs).toISOString().slice(0, 19);
const iso = (atMs: number) => new Date(atMs).toISOString();
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

function kroneDay(currency: string, rate: number, zone: string): Twin["body"] {
  return (prices) =>
    JSON.stringify(prices.map(({ fromMs, toMs, eurPerMwh }) => ({
      [`${currency}_per_kWh`]: rounded(eurPerMwh * rate / 1000, 5),
      EUR_per_kWh: rounded(eurPerMwh / 1000, 5),
      EXR: rate,
      time_start: local(fromMs, zone),
      time_end: local(toMs, zone),
    })));
}

function place(fromMs: number, { day }: PriceWish, minutes: number): number {
  return (fromMs - day.fromMs) / (minutes * 60_000) + 1;
}

/** A44 with repeated prices left out, as curve A03 does. */
function a44(prices: readonly Cleared[], wish: PriceWish): string {
  const stamp = (atMs: number) => `${iso(atMs).slice(0, 16)}Z`;
  const points = prices
    .filter(({ eurPerMwh }, at) => at === 0 || prices[at - 1]!.eurPerMwh !== eurPerMwh)
    .map(({ fromMs, eurPerMwh }) =>
      `<Point><position>${place(fromMs, wish, 15)}</position>` +
      `<price.amount>${eurPerMwh.toFixed(2)}</price.amount></Point>`
    ).join("\n        ");
  return `<?xml version="1.0" encoding="utf-8"?>
<Publication_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3">
  <mRID>1</mRID><revisionNumber>1</revisionNumber><type>A44</type>
  <createdDateTime>2026-01-13T12:04:33Z</createdDateTime>
  <TimeSeries>
    <mRID>1</mRID><auction.type>A01</auction.type><businessType>A62</businessType>
    <in_Domain.mRID codingScheme="A01">${wish.area.eic}</in_Domain.mRID>
    <out_Domain.mRID codingScheme="A01">${wish.area.eic}</out_Domain.mRID>
    <contract_MarketAgreement.type>A01</contract_MarketAgreement.type>
    <currency_Unit.name>EUR</currency_Unit.name>
    <price_Measure_Unit.name>MWH</price_Measure_Unit.name>
    <curveType>A03</curveType>
    <Period>
      <timeInterval>
        <start>${stamp(wish.day.fromMs)}</start><end>${stamp(wish.day.toMs)}</end>
      </timeInterval>
      <resolution>PT15M</resolution>
        ${points}
    </Period>
  </TimeSeries>
</Publication_MarketDocument>`;
}

export const NO_DATA = `<?xml version="1.0" encoding="UTF-8"?>
<Acknowledgement_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-1:acknowledgementdocument:7:0">
  <mRID>3c1f7a52-9d4e-4</mRID>
  <Reason>
    <code>999</code>
    <text>No matching data found for Data item ENERGY_PRICES [12.1.D] (10YNO-1--------2).</text>
  </Reason>
</Acknowledgement_MarketDocument>`;

function tibberHome(prices: readonly Cleared[]): string {
  const entries = prices.map(({ fromMs, eurPerMwh }) => {
    const energy = rounded(eurPerMwh * NOK / 1000, 4);
    const startsAt = local(fromMs, "Europe/Oslo").replace(/([+-]\d\d:\d\d)$/, ".000$1");
    return { total: energy + 0.1, energy, tax: 0.1, startsAt, currency: "NOK", level: "NORMAL" };
  });
  const priceInfo = { today: entries, tomorrow: [] };
  const currentSubscription = { status: "running", priceInfo };
  return JSON.stringify({
    data: { viewer: { home: { timeZone: "Europe/Oslo", currentSubscription } } },
  });
}

function smardFile(prices: readonly Cleared[], { day }: PriceWish, url: string): string {
  if (url.includes("/index_")) {
    const monday = (at: number) => day.fromMs - (7 * at + 2) * 86_400_000;
    return JSON.stringify({ timestamps: [monday(1), monday(0), day.toMs + 86_400_000] });
  }
  const known = prices.map(({ fromMs, eurPerMwh }) => [fromMs, eurPerMwh]);
  const padding = Array.from({ length: 8 }, (_, at) => [day.toMs + at * 900_000, null]);
  return JSON.stringify({ meta_data: { version: 1 }, series: [...known, ...padding] });
}

export const TWINS: readonly Twin[] = [
  {
    id: "hvakosterstrommen",
    area: "NO1",
    minutes: 60,
    rate: NOK,
    tolerance: 10,
    contentType: JSON_TYPE,
    body: kroneDay("NOK", NOK, "Europe/Oslo"),
    unpublished: { status: 404 },
  },
  {
    id: "elprisetjustnu",
    area: "SE3",
    rate: SEK,
    tolerance: 10,
    contentType: JSON_TYPE,
    body: kroneDay("SEK", SEK, "Europe/Stockholm"),
    unpublished: { status: 404 },
  },
  {
    id: "energidataservice",
    area: "DK1",
    rate: DKK,
    tolerance: 1,
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        total: prices.length,
        dataset: "DayAheadPrices",
        records: prices.map(({ fromMs, eurPerMwh }) => ({
          TimeUTC: utc(fromMs),
          TimeDK: local(fromMs, "Europe/Copenhagen").slice(0, 19),
          PriceArea: "DK1",
          DayAheadPriceEUR: eurPerMwh,
          DayAheadPriceDKK: rounded(eurPerMwh * DKK, 6),
        })),
      }),
  },
  {
    id: "energy-charts",
    area: "DE-LU",
    contentType: JSON_TYPE,
    body: (prices, { day }) =>
      JSON.stringify({
        license_info: "CC BY 4.0 from Bundesnetzagentur | SMARD.de",
        unix_seconds: [...prices.map(({ fromMs }) => fromMs / 1000), day.toMs / 1000],
        price: [...prices.map(({ eurPerMwh }) => eurPerMwh), 77.7],
        unit: "EUR / MWh",
        deprecated: false,
      }),
    unpublished: { status: 404 },
  },
  {
    id: "elering",
    area: "FI",
    contentType: JSON_TYPE,
    body: (prices) => {
      const fi = prices.map(({ fromMs, eurPerMwh }) => ({
        timestamp: fromMs / 1000,
        price: eurPerMwh,
      }));
      return JSON.stringify({ success: true, data: { ee: [], fi, lv: [], lt: [] } });
    },
  },
  {
    id: "spot-hinta",
    area: "NO1",
    isRolling: true,
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify(prices.map(({ fromMs, eurPerMwh }, at) => ({
        Rank: at + 1,
        DateTime: local(fromMs, "Europe/Oslo"),
        PriceNoTax: rounded(eurPerMwh / 1000, 5),
        PriceWithTax: rounded(eurPerMwh / 800, 5),
      }))),
    unpublished: { status: 404 },
  },
  {
    id: "porssisahko",
    area: "FI",
    isRolling: true,
    tolerance: 5,
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        prices: prices.map(({ fromMs, toMs, eurPerMwh }) => ({
          price: rounded(eurPerMwh * 0.1255, 3),
          startDate: iso(fromMs),
          endDate: iso(toMs),
        })).reverse(),
      }),
  },
  {
    id: "sahkotin",
    area: "FI",
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        prices: prices.map(({ fromMs, eurPerMwh }) => ({ date: iso(fromMs), value: eurPerMwh })),
      }),
  },
  {
    id: "awattar",
    area: "AT",
    minutes: 60,
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        object: "list",
        data: prices.map(({ fromMs, toMs, eurPerMwh }) => ({
          start_timestamp: fromMs,
          end_timestamp: toMs,
          marketprice: eurPerMwh,
          unit: "Eur/MWh",
        })),
      }),
  },
  {
    id: "smartenergy",
    area: "AT",
    isRolling: true,
    tolerance: 5,
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        tariff: "EPEXSPOTAT",
        unit: "ct/kWh",
        interval: 15,
        data: prices.map(({ fromMs, eurPerMwh }) => ({
          date: local(fromMs, "Europe/Vienna"),
          value: rounded(eurPerMwh * 0.12, 3),
        })),
      }),
  },
  { id: "smard", area: "DE-LU", contentType: JSON_TYPE, body: smardFile },
  {
    id: "energyzero",
    area: "NL",
    contentType: JSON_TYPE,
    body: (prices) => {
      const base = prices.map(({ fromMs, toMs, eurPerMwh }) => ({
        start: `${utc(fromMs)}Z`,
        end: `${utc(toMs)}Z`,
        price: { value: (eurPerMwh / 1000).toFixed(5) },
      }));
      return JSON.stringify({ interval: 1, base, base_with_vat: [], all_in: [] });
    },
    unpublished: { status: 404 },
  },
  {
    id: "energyzero-old",
    area: "NL",
    minutes: 60,
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        Prices: prices.map(({ fromMs, eurPerMwh }) => ({
          price: rounded(eurPerMwh / 1000, 5),
          readingDate: `${utc(fromMs)}Z`,
        })),
        intervalType: 4,
      }),
  },
  {
    id: "easyenergy",
    area: "NL",
    contentType: JSON_TYPE,
    body: (prices) => {
      const naive = (atMs: number) => `${local(atMs, "Europe/Amsterdam").slice(0, 19)}.0000000`;
      return JSON.stringify({
        providedAt: "2026-01-13T22:16:43.9481189Z",
        prices: prices.map(({ fromMs, toMs, eurPerMwh }) => ({
          from: naive(fromMs),
          until: naive(toMs),
          price: rounded(eurPerMwh / 1000, 5),
          unit: "kWh",
        })),
      });
    },
  },
  {
    id: "omie",
    area: "ES",
    contentType: "text/plain",
    body: (prices, wish) => {
      const [year, month, day] = wish.day.date.split("-");
      const rows = prices.map(({ fromMs, eurPerMwh }) => {
        const period = place(fromMs, wish, 15);
        return `${year};${month};${day};${period};${(eurPerMwh + 5).toFixed(2)};${eurPerMwh};`;
      });
      return ["MARGINALPDBC;", ...rows, "*", ""].join("\r\n");
    },
    unpublished: { status: 404 },
  },
  {
    id: "omie-rolling",
    area: "ES",
    contentType: "text/plain",
    body: (prices, wish) => {
      const date = wish.day.date.split("-").reverse().join("/");
      const comma = (value: number) => value.toFixed(2).replace(".", ",");
      const rows = prices.map(({ fromMs, eurPerMwh }) =>
        `${date};${place(fromMs, wish, 15)};${comma(eurPerMwh)};${comma(eurPerMwh + 5)};1,0;`
      );
      const older = "01/01/2026;1;10,00;11,00;1,0;";
      return ["OMIE - Mercado de electricidad;", "Fecha;Periodo;ES;PT;", older, ...rows].join("\n");
    },
  },
  {
    id: "pse",
    area: "PL",
    rate: PLN,
    contentType: JSON_TYPE,
    body: (prices, { day }) =>
      JSON.stringify({
        value: prices.map(({ toMs, eurPerMwh }) => ({
          dtime: local(toMs, "Europe/Warsaw", " ").slice(0, 19),
          rce_pln: rounded(eurPerMwh * PLN, 2),
          dtime_utc: utc(toMs).replace("T", " "),
          business_date: day.date,
        })),
      }),
    tolerance: 5,
  },
  {
    id: "ote",
    area: "CZ",
    contentType: JSON_TYPE,
    body: (prices, wish) => {
      const line = (title: string, valueOf: (price: Cleared) => number) => ({
        title,
        type: "2",
        point: prices.map((price) => ({
          x: `${place(price.fromMs, wish, 15)}`,
          y: valueOf(price),
        })),
      });
      const dataLine = [
        line("Množství (MWh)", () => 812.4),
        line("15min cena (EUR/MWh)", ({ eurPerMwh }) => eurPerMwh),
        line("60min cena (EUR/MWh)", () => 47.52),
      ];
      return JSON.stringify({ data: { dataLine: prices.length === 0 ? [] : dataLine } });
    },
  },
  {
    id: "nordpool",
    area: "NO1",
    rate: NOK,
    tolerance: 5,
    contentType: JSON_TYPE,
    body: (prices, { day }) =>
      JSON.stringify({
        deliveryDateCET: day.date,
        updatedAt: "2026-01-13T11:55:58.9728151Z",
        multiAreaEntries: prices.map(({ fromMs, toMs, eurPerMwh }) => ({
          deliveryStart: `${utc(fromMs)}Z`,
          deliveryEnd: `${utc(toMs)}Z`,
          entryPerArea: { NO1: rounded(eurPerMwh * NOK, 2), NO2: 1 },
        })),
        currency: "NOK",
        exchangeRate: NOK,
        areaStates: [{ state: "Final", areas: ["NO1"] }],
      }),
    unpublished: { status: 204 },
  },
  {
    id: "entsoe",
    area: "BE",
    settings: { token: "0a1b2c3d-0000-4000-8000-00000000beef" },
    contentType: "text/xml",
    body: (prices, wish) => prices.length === 0 ? NO_DATA : a44(prices, wish),
  },
  {
    id: "tibber",
    area: "NO1",
    rate: NOK,
    tolerance: 50,
    isRolling: true,
    settings: { token: "tibber-token", homeId: "home-1" },
    contentType: JSON_TYPE,
    body: tibberHome,
  },
  {
    id: "json",
    area: "BE",
    isRolling: true,
    settings: {
      json: {
        url: "https://mine.example/prices?from={from}&day={date}",
        rows: "result.rows",
        from: "0",
        price: "1.value",
        unit: "centPerKwh",
        currency: "EUR",
      },
    },
    contentType: JSON_TYPE,
    body: (prices) =>
      JSON.stringify({
        result: {
          rows: prices.map(({ fromMs, eurPerMwh }) => [
            fromMs,
            { value: rounded(eurPerMwh / 10, 4) },
          ]),
        },
      }),
  },
  {
    id: "hub",
    area: "NO1",
    rate: NOK,
    tolerance: 50,
    settings: {
      baseUrl: "http://hub.example",
      encryptionKey: DLMS_TABLE_KEY.encryptionKey.toHex(),
      authenticationKey: DLMS_TABLE_KEY.authenticationKey.toHex(),
    },
    contentType: "application/octet-stream",
    body: (prices) => hubReply(prices.map(({ eurPerMwh }) => eurPerMwh * NOK / 1000), 15),
    unpublished: { status: 404 },
  },
];
