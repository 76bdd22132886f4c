/**
 * The areas in which electricity has one price (chapter 20 §1.7): code, zone, market zone and
 * currency. Which provider serves which area stands with the provider (`providers/`).
 */
import type { Currency } from "#model/price.ts";

/** A bidding zone. */
export type PriceArea = {
  /** Short name, as people and most providers say it. */
  readonly id: string;
  readonly name: string;
  /** The code of ENTSO-E, 16 characters with a check character at the end. */
  readonly eic: string;
  /** ISO 3166, the first country where there are several; XK for Kosovo. */
  readonly country: string;
  /** The zone of its households. */
  readonly zone: string;
  /** The zone in whose days it is traded: CET/CEST, but for markets of their own. */
  readonly marketZone: string;
  /** What households pay in. */
  readonly currency: Currency;
  /** Other codes that mean it. */
  readonly aliases: readonly string[];
};

/** Single day-ahead coupling and all that follow its days; any zone of CET/CEST says the same. */
const CET = "Europe/Brussels";

type Row = readonly [id: string, name: string, eic: string, zone: string, currency: Currency];

/** Id, name, EIC, zone, currency. The country is the first two letters of the id. */
const ROWS = [
  ["NO1", "Norway NO1, Oslo", "10YNO-1--------2", "Europe/Oslo", "NOK"],
  ["NO2", "Norway NO2, Kristiansand", "10YNO-2--------T", "Europe/Oslo", "NOK"],
  ["NO3", "Norway NO3, Trondheim", "10YNO-3--------J", "Europe/Oslo", "NOK"],
  ["NO4", "Norway NO4, Tromsø", "10YNO-4--------9", "Europe/Oslo", "NOK"],
  ["NO5", "Norway NO5, Bergen", "10Y1001A1001A48H", "Europe/Oslo", "NOK"],
  ["SE1", "Sweden SE1, Luleå", "10Y1001A1001A44P", "Europe/Stockholm", "SEK"],
  ["SE2", "Sweden SE2, Sundsvall", "10Y1001A1001A45N", "Europe/Stockholm", "SEK"],
  ["SE3", "Sweden SE3, Stockholm", "10Y1001A1001A46L", "Europe/Stockholm", "SEK"],
  ["SE4", "Sweden SE4, Malmö", "10Y1001A1001A47J", "Europe/Stockholm", "SEK"],
  ["DK1", "Denmark DK1, west", "10YDK-1--------W", "Europe/Copenhagen", "DKK"],
  ["DK2", "Denmark DK2, east", "10YDK-2--------M", "Europe/Copenhagen", "DKK"],
  ["AT", "Austria", "10YAT-APG------L", "Europe/Vienna", "EUR"],
  ["BE", "Belgium", "10YBE----------2", "Europe/Brussels", "EUR"],
  ["CZ", "Czech Republic", "10YCZ-CEPS-----N", "Europe/Prague", "CZK"],
  ["EE", "Estonia", "10Y1001A1001A39I", "Europe/Tallinn", "EUR"],
  ["FI", "Finland", "10YFI-1--------U", "Europe/Helsinki", "EUR"],
  ["FR", "France", "10YFR-RTE------C", "Europe/Paris", "EUR"],
  ["DE-LU", "Germany and Luxembourg", "10Y1001A1001A82H", "Europe/Berlin", "EUR"],
  ["GB", "Great Britain", "10YGB----------A", "Europe/London", "GBP"],
  ["LV", "Latvia", "10YLV-1001A00074", "Europe/Riga", "EUR"],
  ["LT", "Lithuania", "10YLT-1001A0008Q", "Europe/Vilnius", "EUR"],
  ["NL", "Netherlands", "10YNL----------L", "Europe/Amsterdam", "EUR"],
  ["PL", "Poland", "10YPL-AREA-----S", "Europe/Warsaw", "PLN"],
  ["SI", "Slovenia", "10YSI-ELES-----O", "Europe/Ljubljana", "EUR"],
  ["CH", "Switzerland", "10YCH-SWISSGRIDZ", "Europe/Zurich", "CHF"],
  ["ES", "Spain", "10YES-REE------0", "Europe/Madrid", "EUR"],
  ["PT", "Portugal", "10YPT-REN------W", "Europe/Lisbon", "EUR"],
  ["HU", "Hungary", "10YHU-MAVIR----U", "Europe/Budapest", "HUF"],
  ["SK", "Slovakia", "10YSK-SEPS-----K", "Europe/Bratislava", "EUR"],
  ["HR", "Croatia", "10YHR-HEP------M", "Europe/Zagreb", "EUR"],
  ["RO", "Romania", "10YRO-TEL------P", "Europe/Bucharest", "RON"],
  ["BG", "Bulgaria", "10YCA-BULGARIA-R", "Europe/Sofia", "EUR"],
  ["GR", "Greece", "10YGR-HTSO-----Y", "Europe/Athens", "EUR"],
  ["IE", "Ireland (SEM)", "10Y1001A1001A59C", "Europe/Dublin", "EUR"],
  ["RS", "Serbia", "10YCS-SERBIATSOV", "Europe/Belgrade", "RSD"],
  ["ME", "Montenegro", "10YCS-CG-TSO---S", "Europe/Podgorica", "EUR"],
  ["MK", "North Macedonia", "10YMK-MEPSO----8", "Europe/Skopje", "MKD"],
  ["AL", "Albania", "10YAL-KESH-----5", "Europe/Tirane", "ALL"],
  ["XK", "Kosovo", "10Y1001C--00100H", "Europe/Belgrade", "EUR"],
  ["BA", "Bosnia and Herzegovina", "10YBA-JPCC-----D", "Europe/Sarajevo", "BAM"],
  ["MD", "Moldova", "10Y1001A1001A990", "Europe/Chisinau", "MDL"],
  ["UA", "Ukraine", "10Y1001C--00003F", "Europe/Kyiv", "UAH"],
  ["CY", "Cyprus", "10YCY-1001A0003J", "Asia/Nicosia", "EUR"],
  ["MT", "Malta", "10Y1001A1001A93C", "Europe/Malta", "EUR"],
  ["GE", "Georgia", "10Y1001A1001B012", "Asia/Tbilisi", "GEL"],
  ["TR", "Türkiye", "10YTR-TEIAS----W", "Europe/Istanbul", "TRY"],
  ["IT-North", "Italy, north", "10Y1001A1001A73I", "Europe/Rome", "EUR"],
  ["IT-Centre-North", "Italy, centre north", "10Y1001A1001A70O", "Europe/Rome", "EUR"],
  ["IT-Centre-South", "Italy, centre south", "10Y1001A1001A71M", "Europe/Rome", "EUR"],
  ["IT-South", "Italy, south", "10Y1001A1001A788", "Europe/Rome", "EUR"],
  ["IT-Calabria", "Italy, Calabria", "10Y1001C--00096J", "Europe/Rome", "EUR"],
  ["IT-Sicily", "Italy, Sicily", "10Y1001A1001A75E", "Europe/Rome", "EUR"],
  ["IT-Sardinia", "Italy, Sardinia", "10Y1001A1001A74G", "Europe/Rome", "EUR"],
] as const satisfies readonly Row[];

export type AreaId = typeof ROWS[number][0];

/** Markets that trade their own local days. No source of chapter 20 says so; domain knowledge. */
const LOCAL_MARKETS: readonly AreaId[] = ["MD", "UA", "CY", "GE", "TR"];

/** Germany's country code is no bidding zone, but upstream's menu offers it. */
const ALIASES: Partial<Record<AreaId, readonly string[]>> = {
  "DE-LU": ["10Y1001A1001A83F", "DE", "LU", "GER"],
  "IT-North": ["IT-NORTH"],
  "IE": ["SEM", "IE(SEM)"],
};

/** All areas. */
export const AREAS: readonly PriceArea[] = ROWS.map(([id, name, eic, zone, currency]) => ({
  id,
  name,
  eic,
  country: id.slice(0, 2),
  zone,
  marketZone: LOCAL_MARKETS.includes(id) ? zone : CET,
  currency,
  aliases: ALIASES[id] ?? [],
}));

/** The ids, for settings. */
export const AREA_IDS: readonly string[] = AREAS.map(({ id }) => id);

/** What an area's text means. */
export type FoundArea = {
  readonly area: PriceArea;
  /**
   * Whether it was one of upstream's `NO1S` to `NO5S`, which mean "after strømstøtte". Our prices
   * never are: who imports such a setting adds the subsidy as a rule.
   */
  readonly withSupport: boolean;
};

const NORWEGIAN_WITH_SUPPORT = /^(NO[1-5])S$/;

/** The area of an id, an EIC code or an alias, in any case; `null` for anything else. */
export function areaOf(text: string): FoundArea | null {
  const wanted = text.trim().toUpperCase();
  const [, supported] = NORWEGIAN_WITH_SUPPORT.exec(wanted) ?? [];
  const id = supported ?? wanted;
  const area = AREAS.find((area) =>
    [area.id, area.eic, ...area.aliases].some((name) => name.toUpperCase() === id)
  );
  return area === undefined ? null : { area, withSupport: supported !== undefined };
}
