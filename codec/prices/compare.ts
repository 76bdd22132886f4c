/** Two sources of one day held against each other: a mismatch is shown, not hidden (21 §19). */
import type { PricePoint, PriceSeries } from "#model/price.ts";
import { resampled } from "./resample.ts";

/** What two sources say about one span; millionths of the report's currency. */
export type Mismatch = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly firstMicro: number;
  readonly secondMicro: number;
};

export type Comparison = {
  readonly area: string;
  readonly date: string;
  readonly providers: readonly [string, string];
  readonly currency: string;
  /** Spans that both have. */
  readonly comparedCount: number;
  readonly mismatches: readonly Mismatch[];
  readonly differenceMicroMax: number;
};

/** Sources round by half a unit in the last digit: 1e-5 for a kWh is no difference (21 §0). */
const TOLERANCE_MICRO = 10;
/** Where rates of different banks are in it, so much more. */
const RATE_TOLERANCE = 0.01;

/**
 * Compares two series of the same area and day, on the longer of their lengths, in euro where both
 * have it; `null` when they have no currency or no day in common.
 */
export function compared(first: PriceSeries, second: PriceSeries): Comparison | null {
  if (first.area !== second.area || first.date !== second.date) return null;
  const hasEuro = [first, second].every(({ points }) =>
    points.every(({ eurMicroPerKwh }) => eurMicroPerKwh !== null)
  );
  if (!hasEuro && first.currency !== second.currency) return null;
  const resolutionMin = first.resolutionMin > second.resolutionMin
    ? first.resolutionMin
    : second.resolutionMin;
  const valueOf = ({ microPerKwh, eurMicroPerKwh }: PricePoint) =>
    hasEuro ? eurMicroPerKwh ?? microPerKwh : microPerKwh;
  const byRate = !hasEuro && (first.rate ?? second.rate) !== null;
  const others = new Map(
    resampled(second, resolutionMin).points.map((point) => [point.fromMs, valueOf(point)]),
  );
  const pairs = resampled(first, resolutionMin).points.flatMap((point): Mismatch[] => {
    const secondMicro = others.get(point.fromMs);
    if (secondMicro === undefined) return [];
    return [{ fromMs: point.fromMs, toMs: point.toMs, firstMicro: valueOf(point), secondMicro }];
  });
  const differenceOf = ({ firstMicro, secondMicro }: Mismatch) =>
    Math.abs(firstMicro - secondMicro);
  return {
    area: first.area,
    date: first.date,
    providers: [first.provider, second.provider],
    currency: hasEuro ? "EUR" : first.currency,
    comparedCount: pairs.length,
    mismatches: pairs.filter((pair) =>
      differenceOf(pair) >
        TOLERANCE_MICRO + (byRate ? RATE_TOLERANCE * Math.abs(pair.firstMicro) : 0)
    ),
    differenceMicroMax: Math.max(0, ...pairs.map(differenceOf)),
  };
}
