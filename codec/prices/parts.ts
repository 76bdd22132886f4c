/** Small parts that several providers share: codes of areas, dates in addresses, rows of lists. */
import { Fault } from "#model/fault.ts";
import type { Currency } from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { instantOf, listAt, numberOf, PER_KWH, scaled, valueAt } from "./json.ts";
import type { Found, PriceRow, PriceWish } from "./provider.ts";

/** Areas whose code at a provider is their id. */
export function sameCodes(...ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [id, id]));
}

/** Parts of a market day's date as text: `2026`, `01`, `14`. */
export function dateParts({ day }: PriceWish): readonly [string, string, string] {
  return [day.date.slice(0, 4), day.date.slice(5, 7), day.date.slice(8, 10)];
}

/** An instant as `2026-01-13T23:00:00.000Z`. */
export function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** Whether the wish is for quarters. */
export function wantsQuarters({ resolutionMin }: PriceWish): boolean {
  return resolutionMin === 15;
}

/** A token that only the user has; the fault `price-settings` when it is missing. */
export function tokenOf({ settings }: PriceWish, provider: string): Outcome<string> {
  const token = settings.token?.trim() ?? "";
  if (token !== "" && !/[\s\p{Cc}]/u.test(token)) return good(token);
  const what = `price.token of ${provider}`;
  return bad(new Fault("price-settings", { field: "price.token", what }));
}

/** The rows of a list in JSON in euro, each read by `rowOf`. */
export function euroRows(
  list: Outcome<readonly unknown[]>,
  rowOf: (entry: unknown, at: number) => PriceRow,
): Outcome<Found> {
  return list.ok ? good({ rows: list.value.map(rowOf), currency: "EUR" }) : list;
}

/** What price and euro times the rate may differ by; more and somebody serves øre. */
const KRONE_TOLERANCE = 0.0005;

/** Where hvakosterstrommen.no and elprisetjustnu.se have a day; month and day with two digits. */
export function kroneDayPath(wish: PriceWish): string {
  const [year, month, day] = dateParts(wish);
  return `/api/v1/prices/${year}/${month}-${day}_${wish.area.id}.json`;
}

/**
 * The files of hvakosterstrommen.no and elprisetjustnu.se, which have one shape (chapter 21 §2 and
 * §3): price in kroner and in euro, rate, start and end with offsets.
 */
export function kroneDay(json: unknown, wish: PriceWish, local: "NOK" | "SEK"): Outcome<Found> {
  const list = listAt(json);
  if (!list.ok) return list;
  const odd = list.value.findIndex((entry) => !agrees(entry, local));
  if (odd >= 0) {
    const what = `row ${odd + 1}: ${local}, EUR and rate contradict each other`;
    return bad(new Fault("price-reply", { what }));
  }
  const currency: Currency = wish.currency === "EUR" ? "EUR" : local;
  const rows = list.value.map((entry) => ({
    fromMs: instantOf(valueAt(entry, "time_start")),
    toMs: instantOf(valueAt(entry, "time_end")),
    micro: scaled(valueAt(entry, `${currency}_per_kWh`), PER_KWH),
    eurMicro: scaled(valueAt(entry, "EUR_per_kWh"), PER_KWH),
  }));
  return good({ rows, currency });
}

function agrees(entry: unknown, local: string): boolean {
  const price = numberOf(valueAt(entry, `${local}_per_kWh`));
  const euro = numberOf(valueAt(entry, "EUR_per_kWh"));
  const rate = numberOf(valueAt(entry, "EXR"));
  if (price === null || euro === null || rate === null) return true;
  return Math.abs(price - euro * rate) < KRONE_TOLERANCE;
}
