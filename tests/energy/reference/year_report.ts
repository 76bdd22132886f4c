/**
 * Lives some months and compares what the engine says with the truth: the energy of each month, and
 * the peaks that the Norwegian tariff would count.
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { Peak } from "#model/tariff.ts";
import type { Zone } from "#model/zone.ts";
import { IntervalRules, newIntervalState } from "#energy/intervals.ts";
import { DIRECTIONS, qualityOf } from "#energy/quarter.ts";
import { peakComponents } from "#energy/tariff/effective.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { rank } from "#energy/tariff/ranking.ts";
import { QuarterShelf } from "#tests/support/quarter_shelf.ts";
import { type HouseYear, liveYear, type Truth } from "./house_year.ts";

export type YearReport = {
  readonly readings: number;
  readonly months: number;
  /** Largest difference of a month's energy from its registers, Wh. */
  readonly worstWh: number;
  /** By how much a counted peak exceeds the truth at most, Wh; negative when none does. */
  readonly excessWh: number;
  /** Counted peaks, and how many of them are the true ones to 50 Wh. */
  readonly peaks: number;
  readonly truePeaks: number;
  readonly interpolatedPeaks: number;
  readonly interpolatedHours: number;
};

/** What an hour may be off at most before it must not count (chapter 20 §8.3 rule 10). */
const UNSURE_WH = 50;

type Energies = Pick<EnergyPoint, "atMs" | "importWh" | "quality">;

export function reportOf(year: Omit<HouseYear, "hear">): YearReport {
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf, mainFuseA: 63 });
  let readings = 0;
  const truth = liveYear({
    ...year,
    hear: (entry) => {
      readings++;
      rules.take(entry);
    },
  });
  const { months, worstWh } = conservation(shelf, truth);
  return { readings, months, worstWh, ...peaksOf(shelf, truth, year) };
}

/** Months, or several in a row where the register at the border between them is not known. */
function conservation(
  shelf: QuarterShelf,
  { borders }: Truth,
): { months: number; worstWh: number } {
  let worstWh = 0;
  borders.slice(1).forEach((to, at) => {
    const from = borders[at]!;
    for (const direction of DIRECTIONS) {
      const key = `${direction}Wh` as const;
      let wh = 0;
      for (const [atMs, quarter] of shelf.quarters) {
        if (atMs >= from.atMs && atMs < to.atMs) wh += quarter[key];
      }
      worstWh = Math.max(worstWh, Math.abs(wh - (to[key] - from[key])));
    }
  });
  return { months: borders.length - 1, worstWh };
}

function peaksOf(
  shelf: QuarterShelf,
  truth: Truth,
  { zone, fromMs, toMs }: Omit<HouseYear, "hear">,
) {
  const own = [...shelf.quarters].map(([atMs, quarter]) => {
    return { atMs, importWh: quarter.importWh, quality: qualityOf(quarter) };
  });
  const real = [...truth.importWh].map(([atMs, importWh]) => {
    return { atMs, importWh, quality: "measured" as const };
  });
  let [peaks, truePeaks, interpolatedPeaks, excessWh] = [0, 0, 0, -Infinity];
  for (let monthMs = fromMs; monthMs < toMs; monthMs = zone.shiftMonthMs(monthMs, 1)) {
    const endMs = Math.min(toMs, zone.shiftMonthMs(monthMs, 1));
    const counted = countedIn(own, { zone, monthMs, endMs });
    const expected = countedIn(real, { zone, monthMs, endMs });
    counted.forEach((peak, at) => {
      const trueWh = wattHours(real, peak.atMs);
      const excess = Math.max(1000 * peak.kw - trueWh, 1000 * (peak.kw - (expected[at]?.kw ?? 0)));
      peaks++;
      if (Math.abs(1000 * (peak.kw - (expected[at]?.kw ?? 0))) <= 50) truePeaks++;
      if (peak.quality === "interpolated") interpolatedPeaks++;
      excessWh = Math.max(excessWh, excess);
    });
  }
  const hours = new Set(
    own.filter(({ quality }) => quality === "interpolated").map(({ atMs }) =>
      Math.floor(atMs / 3_600_000)
    ),
  );
  return { peaks, truePeaks, interpolatedPeaks, excessWh, interpolatedHours: hours.size };
}

function countedIn(
  quarters: readonly Energies[],
  { zone, monthMs, endMs }: { zone: Zone; monthMs: number; endMs: number },
): readonly Peak[] {
  const [component] = peakComponents(presetOf("no-standard")!);
  const points = quarters.filter(({ atMs }) => atMs >= monthMs && atMs < endMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map((quarter) => ({ ...quarter, exportWh: 0, coverage: 1, estimatedWh: 0 }));
  return rank(points, component!, new LocalCalendar(zone, "NO")).counted;
}

function wattHours(quarters: readonly Energies[], hourMs: number): number {
  return quarters.filter(({ atMs }) => atMs >= hourMs && atMs < hourMs + 3_600_000)
    .reduce((sum, { importWh }) => sum + importWh, 0);
}

/** Whether no month lost more than 1 Wh, and no peak is false. */
export function isTrue({ worstWh, excessWh, interpolatedPeaks }: YearReport): boolean {
  return worstWh <= 1 && excessWh <= UNSURE_WH && interpolatedPeaks === 0;
}
