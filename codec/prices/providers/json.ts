/**
 * Any service that gives JSON: the user names its address, where the rows are and what they mean
 * (chapter 20 §2.5). Its address may hold `{date}`, `{nextDate}`, `{year}`, `{month}`, `{day}`,
 * `{from}` and `{to}` (ISO), `{fromS}` and `{toS}`, `{fromMs}` and `{toMs}`, `{area}`, `{eic}`,
 * `{currency}`, `{minutes}` and `{token}`; of these headers may hold `{token}`.
 *
 * Rows are a list of objects or of lists; when the path of the rows leads to an object, `from` and
 * `price` lead to two lists of one length inside it.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { Zone } from "#model/zone.ts";
import { LocalTimes } from "../../import/local_times.ts";
import { timeOf } from "../../import/time_text.ts";
import { type JsonPath, listAt, PER_KWH, PER_MWH, scaled, valueAt } from "../json.ts";
import { dateParts, isoOf } from "../parts.ts";
import type { FoundPrices, JsonSource, PriceProvider, PriceUnit, PriceWish } from "../provider.ts";
import { isWebAddress, requestOf } from "../request.ts";

const FACTORS: Readonly<Record<PriceUnit, number>> = {
  perKwh: PER_KWH,
  perMwh: PER_MWH,
  centPerKwh: PER_KWH / 100,
};
const DAY_MS = 86_400_000;
/** Greater numbers are milliseconds, as seconds they would be in the year 5138. */
const SECONDS_MAX = 1e11;

export const json: PriceProvider = {
  id: "json",
  name: "Any JSON service",
  attribution: "",
  access: "named",
  codes: null,
  isRolling: true,
  baseUrl: "",
  unpublished: [204, 404],
  request(wish) {
    const source = sourceOf(wish);
    if (!source.ok) return source;
    const { token = "" } = wish.settings;
    const url = filledIn(source.value.url, wish);
    if (!isWebAddress(url)) return missing("price.json.url");
    const headers = Object.fromEntries(
      Object.entries(source.value.headers ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        value.replaceAll("{token}", token),
      ]),
    );
    if (!Object.entries(headers).every(isHeader)) return missing("price.json.headers");
    return requestOf(url, { path: "", headers, secrets: [token] });
  },
  format: "json",
  read(reply, wish) {
    const source = sourceOf(wish);
    return source.ok ? read(reply, source.value, wish) : source;
  },
};

function sourceOf({ settings }: PriceWish): Outcome<JsonSource> {
  return settings.json === undefined ? missing("price.json") : good(settings.json);
}

function missing(field: string): Outcome<never> {
  return bad(new Fault("price-settings", { field, what: field }));
}

function isHeader([name, value]: readonly [string, string]): boolean {
  return /^[a-z0-9-]+$/.test(name) && !/[^\x20-\xff]/.test(value);
}

function filledIn(template: string, wish: PriceWish): string {
  const { day, area, currency, resolutionMin, settings } = wish;
  const [year, month, dayOfMonth] = dateParts(wish);
  const values: Readonly<Record<string, string>> = {
    date: day.date,
    nextDate: isoOf(Date.parse(day.date) + DAY_MS).slice(0, 10),
    year,
    month,
    day: dayOfMonth,
    from: isoOf(day.fromMs),
    to: isoOf(day.toMs),
    fromS: `${day.fromMs / 1000}`,
    toS: `${day.toMs / 1000}`,
    fromMs: `${day.fromMs}`,
    toMs: `${day.toMs}`,
    area: area.id,
    eic: area.eic,
    currency,
    minutes: `${resolutionMin}`,
    token: encodeURIComponent(settings.token ?? ""),
  };
  return template.replaceAll(
    /\{(\w+)\}/g,
    (whole, name: string) => Object.hasOwn(values, name) ? values[name]! : whole,
  );
}

function read(reply: unknown, source: JsonSource, wish: PriceWish): Outcome<FoundPrices> {
  const entries = entriesOf(reply, source);
  if (!entries.ok) return entries;
  const factor = FACTORS[source.unit] / (1 + (source.vatPercent ?? 0) / 100);
  const zone = new Zone(source.zone ?? wish.area.zone);
  const starts = new LocalTimes(zone);
  const ends = new LocalTimes(zone);
  const rows = entries.value.map(({ from, to, price }) => ({
    fromMs: instantIn(from, starts),
    toMs: source.to === undefined ? null : instantIn(to, ends),
    micro: scaled(price, factor),
  }));
  const marks = (source.vatPercent ?? 0) === 0 ? [] : ["gross" as const];
  return good({ rows, currency: source.currency, marks });
}

type Entry = { readonly from: unknown; readonly to: unknown; readonly price: unknown };

function entriesOf(reply: unknown, source: JsonSource): Outcome<Entry[]> {
  const root = valueAt(reply, ...pathOf(source.rows));
  const [from, to, price] = [source.from, source.to ?? "", source.price].map(pathOf) as [
    JsonPath,
    JsonPath,
    JsonPath,
  ];
  if (typeof root !== "object" || root === null || Array.isArray(root)) {
    const list = listAt(reply, ...pathOf(source.rows));
    if (!list.ok) return list;
    return good(list.value.map((entry) => ({
      from: valueAt(entry, ...from),
      to: valueAt(entry, ...to),
      price: valueAt(entry, ...price),
    })));
  }
  const [froms, prices] = [listAt(root, ...from), listAt(root, ...price)];
  if (!froms.ok) return froms;
  if (!prices.ok) return prices;
  if (froms.value.length === prices.value.length) {
    return good(froms.value.map((start, at) => ({
      from: start,
      to: valueAt(root, ...to, at),
      price: prices.value[at] ?? null,
    })));
  }
  const expected = `${froms.value.length} prices`;
  return bad(new Fault("price-reply", { expected, found: `${prices.value.length}` }));
}

/** Parts of a path; digits are places in lists. */
function pathOf(path: string): JsonPath {
  return path.split(".").filter((part) => part !== "")
    .map((part) => /^\d{1,6}$/.test(part) ? Number(part) : part);
}

/** Seconds, milliseconds, ISO with an offset, or a wall clock of the zone. */
function instantIn(value: unknown, times: LocalTimes): number {
  if (typeof value === "number") return Math.abs(value) < SECONDS_MAX ? value * 1000 : value;
  const time = typeof value === "string" ? timeOf(value) : null;
  return time === null ? NaN : times.instantMs(time);
}
