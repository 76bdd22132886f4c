/**
 * Rows of a reply as the series of one market day, or what is wrong with them: sorted, repeated
 * rows dropped, cut to the day, one length, in the bounds of what can be a price (chapter 21 §0).
 */
import { Fault } from "#model/fault.ts";
import {
  CURRENCIES,
  type Currency,
  type MarketDay,
  pointCount,
  type PricePoint,
  type PriceSeries,
  type ResolutionMin,
  RESOLUTIONS_MIN,
  wholeMicro,
} from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { ROWS_MAX } from "./json.ts";
import type { FoundPrices, PriceProvider, PriceRow, PriceWish } from "./provider.ts";

const MINUTE_MS = 60_000;
/** The harmonised limits of the market are inside: −0.5 and 5 EUR/kWh. */
const EUR_MICRO_MIN = -1_000_000;
const EUR_MICRO_MAX = 10_000_000;

type Points = { readonly points: readonly PricePoint[]; readonly resolutionMin: ResolutionMin };
type Maker = Pick<PriceProvider, "id" | "isRolling">;

/**
 * The series of the wished day. Faults: `price-reply` for rows that cannot be, `price-unpublished`
 * when none is of the day, `price-incomplete` when some are missing and the provider is not one of
 * rolling windows.
 */
export function seriesOf(
  found: FoundPrices,
  wish: PriceWish,
  provider: Maker,
): Outcome<PriceSeries> {
  const read = pointsOf(found, wish);
  if (!read.ok) return read;
  const { points, resolutionMin } = read.value;
  const incomplete = lack(points, wish.day, resolutionMin);
  if (incomplete !== null && !(provider.isRolling ?? false)) return bad(incomplete);
  const exported = found.exportRows === undefined
    ? null
    : pointsOf({ ...found, rows: found.exportRows }, wish);
  if (exported !== null && !exported.ok) return exported;
  const { date, fromMs, toMs } = wish.day;
  return good({
    area: wish.area.id,
    date,
    fromMs,
    toMs,
    currency: found.currency,
    resolutionMin,
    points,
    exportPoints: exported?.value.points ?? null,
    provider: provider.id,
    marks: incomplete === null ? found.marks ?? [] : ["partial", ...found.marks ?? []],
    rate: null,
    publishedAtMs: found.publishedAtMs ?? null,
    licence: found.licence ?? null,
  });
}

/** What of a day is missing; `null` when it is whole. */
function lack(
  points: readonly PricePoint[],
  day: MarketDay,
  resolutionMin: ResolutionMin,
): Fault | null {
  const wanted = pointCount(day, resolutionMin);
  if (points.length === wanted) return null;
  const hole = points.findIndex(({ fromMs }, at) =>
    fromMs !== day.fromMs + at * resolutionMin * MINUTE_MS
  );
  const firstMs = day.fromMs + (hole < 0 ? points.length : hole) * resolutionMin * MINUTE_MS;
  return new Fault("price-incomplete", {
    what: `${day.date} has ${points.length} of ${wanted} prices, none for ${timeText(firstMs)}`,
  });
}

function pointsOf({ rows, currency }: FoundPrices, wish: PriceWish): Outcome<Points> {
  if (rows.length > ROWS_MAX) {
    const expected = `at most ${ROWS_MAX} rows`;
    return bad(new Fault("price-reply", { expected, found: `${rows.length}` }));
  }
  const wrong = rows.findIndex((row) => !isReadable(row));
  if (wrong >= 0) return bad(new Fault("price-reply", { what: wrongRow(rows[wrong]!, wrong) }));
  const sorted = [...rows].sort((a, b) => a.fromMs - b.fromMs);
  const resolutionMin = resolutionOf(sorted, wish);
  if (resolutionMin === null) {
    return bad(new Fault("price-reply", { what: "prices of unequal or unknown lengths" }));
  }
  return placed(sorted, { wish, resolutionMin, currency });
}

function isReadable({ fromMs, toMs, micro, eurMicro = null }: PriceRow): boolean {
  return Number.isFinite(fromMs) && (toMs === null || toMs > fromMs) &&
    !Number.isNaN(micro) && !Number.isNaN(eurMicro);
}

function wrongRow({ fromMs, toMs }: PriceRow, at: number): string {
  const timed = Number.isFinite(fromMs) && (toMs === null || toMs > fromMs);
  return `row ${at + 1} has no ${timed ? "number as its price" : "span of time"}`;
}

/**
 * The one length that the rows of the day have. Starts alone are as far apart as most neighbours
 * are; a single row has the length that was asked for.
 */
function resolutionOf(sorted: readonly PriceRow[], wish: PriceWish): ResolutionMin | null {
  const lengths = sorted.every(({ toMs }) => toMs === null)
    ? [mostCommonStepMs(sorted) ?? wish.resolutionMin * MINUTE_MS]
    : sorted.filter(({ fromMs }) => isInside(fromMs, wish.day))
      .map(({ fromMs, toMs }) => (toMs ?? NaN) - fromMs);
  const [first = wish.resolutionMin * MINUTE_MS] = lengths;
  if (lengths.some((lengthMs) => lengthMs !== first)) return null;
  return RESOLUTIONS_MIN.find((minutes) => minutes * MINUTE_MS === first) ?? null;
}

function mostCommonStepMs(sorted: readonly PriceRow[]): number | null {
  const counts = new Map<number, number>();
  for (let at = 1; at < sorted.length; at++) {
    const stepMs = sorted[at]!.fromMs - sorted[at - 1]!.fromMs;
    if (stepMs > 0) counts.set(stepMs, (counts.get(stepMs) ?? 0) + 1);
  }
  return [...counts].reduce<readonly [number | null, number]>(
    (best, [stepMs, count]) => count > best[1] ? [stepMs, count] : best,
    [null, 0],
  )[0];
}

type Place = {
  readonly wish: PriceWish;
  readonly resolutionMin: ResolutionMin;
  readonly currency: Currency;
};

function placed(
  sorted: readonly PriceRow[],
  { wish, resolutionMin, currency }: Place,
): Outcome<Points> {
  const stepMs = resolutionMin * MINUTE_MS;
  const points: PricePoint[] = [];
  for (const { fromMs, micro, eurMicro = null } of sorted) {
    if (!isInside(fromMs, wish.day) || micro === null) continue;
    if ((fromMs - wish.day.fromMs) % stepMs !== 0) {
      return bad(new Fault("price-reply", { what: `a price begins at ${timeText(fromMs)}` }));
    }
    const microPerKwh = wholeMicro(micro);
    const eur = currency === "EUR" ? micro : eurMicro;
    const eurMicroPerKwh = eur === null ? null : wholeMicro(eur);
    if (!isPossible(microPerKwh, currency)) {
      return impossible(`${microPerKwh / 1e6} ${currency}/kWh at ${timeText(fromMs)}`);
    }
    if (eurMicroPerKwh !== null && !isPossible(eurMicroPerKwh, "EUR")) {
      return impossible(`${eurMicroPerKwh / 1e6} EUR/kWh at ${timeText(fromMs)}`);
    }
    const last = points.at(-1);
    if (last?.fromMs === fromMs) {
      if (last.microPerKwh === microPerKwh) continue;
      return bad(new Fault("price-reply", { what: `two prices for ${timeText(fromMs)}` }));
    }
    points.push({ fromMs, toMs: fromMs + stepMs, microPerKwh, eurMicroPerKwh });
  }
  if (points.length > 0) return good({ points, resolutionMin });
  return bad(new Fault("price-unpublished", { what: wish.day.date }));
}

function impossible(price: string): Outcome<Points> {
  return bad(new Fault("price-reply", { what: `${price} cannot be` }));
}

function isInside(fromMs: number, day: MarketDay): boolean {
  return fromMs >= day.fromMs && fromMs < day.toMs;
}

function isPossible(microPerKwh: number, currency: Currency): boolean {
  const { roughPerEur } = CURRENCIES[currency];
  return microPerKwh >= EUR_MICRO_MIN * roughPerEur && microPerKwh <= EUR_MICRO_MAX * roughPerEur;
}

/** An instant in range as `2026-01-14T00:15Z`. */
function timeText(atMs: number): string {
  const isDate = Math.abs(atMs) <= 8.64e15;
  return isDate ? `${new Date(atMs).toISOString().slice(0, 16)}Z` : String(atMs);
}
