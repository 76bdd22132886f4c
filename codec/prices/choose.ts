/**
 * Which of several answers for a market day counts (chapter 20 §2.5). Prices of two providers are
 * never blended inside a day unless that is marked.
 */
import type { PriceMark, PricePoint, PriceSeries } from "#model/price.ts";

/** Marks that make a series worse than one without, the worst first. */
const FLAWS: readonly PriceMark[] = [
  "partial",
  "simulated",
  "second-auction",
  "preliminary",
  "conflict",
  "mixed",
  "gross",
  "filled",
];

/** How a series is, to be compared: smaller is better. Missing prices count more than any mark. */
function flawOf({ marks }: PriceSeries): number {
  return FLAWS.reduce(
    (sum, mark, at) => sum + (marks.includes(mark) ? 2 ** (FLAWS.length - at) : 0),
    0,
  );
}

/**
 * Which of several answers for one day counts: the one with the fewest flaws, of partial ones the
 * one that has most of the day, of equal ones the first. `null` for an empty list.
 */
export function bestOf(answers: readonly PriceSeries[]): PriceSeries | null {
  return answers.reduce<PriceSeries | null>((best, other) => {
    if (best === null) return other;
    if (best.marks.includes("partial") && other.marks.includes("partial")) {
      return coveredMs(other.points) > coveredMs(best.points) ? other : best;
    }
    return flawOf(other) < flawOf(best) ? other : best;
  }, null);
}

/**
 * Whether a new answer takes the place of the one that is stored: when it is better, or when the
 * same provider has said something else since.
 */
export function replaces(next: PriceSeries, stored: PriceSeries | null): boolean {
  if (stored === null) return true;
  if (next.provider === stored.provider && flawOf(next) === flawOf(stored)) {
    return coveredMs(next.points) >= coveredMs(stored.points);
  }
  return bestOf([stored, next]) === next;
}

/**
 * A partial day whose holes are filled from another answer of the same currency and length, marked
 * as mixed; the first one itself when nothing can be filled.
 */
export function completed(series: PriceSeries, other: PriceSeries): PriceSeries {
  const fits = series.date === other.date && series.area === other.area &&
    series.currency === other.currency && series.resolutionMin === other.resolutionMin;
  if (!fits || series.exportPoints !== null || other.exportPoints !== null) return series;
  const known = new Set(series.points.map(({ fromMs }) => fromMs));
  const extra = other.points.filter(({ fromMs }) => !known.has(fromMs));
  if (extra.length === 0) return series;
  const points = [...series.points, ...extra].sort((a, b) => a.fromMs - b.fromMs);
  const isWhole = coveredMs(points) === series.toMs - series.fromMs;
  const kept = series.marks.filter((mark) => mark !== "mixed" && !(isWhole && mark === "partial"));
  return { ...series, points, marks: [...kept, "mixed"] };
}

function coveredMs(points: readonly PricePoint[]): number {
  return points.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

/** Upstream's short names of sources (20 §1.2); ours go by their id where it has none. */
const CODES: Readonly<Record<string, string>> = {
  "entsoe": "EOE",
  "hvakosterstrommen": "HKS",
  "energidataservice": "EDS",
  "fixed": "FIX",
};

/** The source of some days as upstream's JSON says it: `MIX` when they differ, `null` for none. */
export function sourceCode(days: readonly PriceSeries[]): string | null {
  const codes = new Set(
    days.map(({ provider, marks }) =>
      marks.includes("mixed") ? "MIX" : CODES[provider] ?? provider
    ),
  );
  if (codes.size > 1) return "MIX";
  return [...codes][0] ?? null;
}
