/**
 * Prices of one length as prices of another, and where an instant is among them (chapter 20 §8.4,
 * §13.4). Everything counts elapsed time, so days of 23 and 25 hours need no care.
 */
import {
  type MarketDay,
  pointCount,
  type PricePoint,
  type PriceSeries,
  type ResolutionMin,
  wholeMicro,
} from "#model/price.ts";

const MINUTE_MS = 60_000;

/**
 * A series of another length. A longer price is the mean of the shorter ones and missing when one
 * of these is; shorter prices repeat the longer one and are marked as derived.
 */
export function resampled(series: PriceSeries, resolutionMin: ResolutionMin): PriceSeries {
  if (resolutionMin === series.resolutionMin) return series;
  const isFiner = resolutionMin < series.resolutionMin;
  const change = (points: readonly PricePoint[]) =>
    isFiner ? repeated(points, resolutionMin) : means(points, series, resolutionMin);
  return {
    ...series,
    resolutionMin,
    points: change(series.points),
    exportPoints: series.exportPoints === null ? null : change(series.exportPoints),
    marks: isFiner && !series.marks.includes("derived")
      ? [...series.marks, "derived"]
      : series.marks,
  };
}

function repeated(points: readonly PricePoint[], resolutionMin: ResolutionMin): PricePoint[] {
  const lengthMs = resolutionMin * MINUTE_MS;
  return points.flatMap((point) =>
    Array.from({ length: (point.toMs - point.fromMs) / lengthMs }, (_, at) => {
      const fromMs = point.fromMs + at * lengthMs;
      return { ...point, fromMs, toMs: fromMs + lengthMs };
    })
  );
}

function means(
  points: readonly PricePoint[],
  series: PriceSeries,
  resolutionMin: ResolutionMin,
): PricePoint[] {
  const lengthMs = resolutionMin * MINUTE_MS;
  const wanted = resolutionMin / series.resolutionMin;
  const groups = new Map<number, PricePoint[]>();
  for (const point of points) {
    const fromMs = point.fromMs - ((point.fromMs - series.fromMs) % lengthMs);
    const group = groups.get(fromMs);
    if (group === undefined) groups.set(fromMs, [point]);
    else group.push(point);
  }
  return [...groups].flatMap(([fromMs, group]) => {
    const micro = group.length === wanted ? meanOf(group.map((point) => point.microPerKwh)) : null;
    if (micro === null) return [];
    const eurMicroPerKwh = meanOf(group.map((point) => point.eurMicroPerKwh));
    return [{ fromMs, toMs: fromMs + lengthMs, microPerKwh: micro, eurMicroPerKwh }];
  });
}

function meanOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return wholeMicro(sum / values.length);
}

/** Which price of a day an instant is in, counted from 0; `null` outside of the day. */
export function indexAt(
  day: MarketDay,
  { atMs, resolutionMin }: { atMs: number; resolutionMin: ResolutionMin },
): number | null {
  if (atMs < day.fromMs || atMs >= day.toMs) return null;
  return Math.floor((atMs - day.fromMs) / (resolutionMin * MINUTE_MS));
}

/** The price that holds at an instant; `null` when there is none. Points are in order. */
export function pointAt(points: readonly PricePoint[], atMs: number): PricePoint | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (points[middle]!.toMs <= atMs) low = middle + 1;
    else high = middle;
  }
  const point = points[low];
  return point !== undefined && point.fromMs <= atMs ? point : null;
}

/** The prices of a whole day by their index, `null` where one is missing. */
export function gridOf(
  series: PriceSeries,
  points: readonly PricePoint[] = series.points,
): (number | null)[] {
  const lengthMs = series.resolutionMin * MINUTE_MS;
  const grid = new Array<number | null>(pointCount(series, series.resolutionMin)).fill(null);
  for (const { fromMs, microPerKwh } of points) {
    grid[(fromMs - series.fromMs) / lengthMs] = microPerKwh;
  }
  return grid;
}
