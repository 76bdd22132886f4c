/**
 * Tariffs in which a power is agreed for each time block and only what exceeds it is charged
 * (Slovenia; chapter 20 §7).
 */
import type { EnergyPoint } from "#model/energy.ts";
import type { AgreedComponent, Peak } from "#model/tariff.ts";
import type { LocalCalendar } from "./local_calendar.ts";
import { INTERPOLATED, type PeakRules, peaksOf } from "./ranking.ts";

/** One time block over a span. */
export type BlockPeak = {
  readonly block: number;
  /** The highest interval of the block that is not only guessed; `null` when it had none. */
  readonly highest: Peak | null;
  /** By how much that exceeds the agreed power, kW; `null` when nothing is agreed. */
  readonly excessKw: number | null;
};

/**
 * The highest interval of each block and its excess.
 *
 * @param agreedKw Agreed power by block number.
 */
export function blockPeaks(
  quarters: readonly EnergyPoint[],
  component: AgreedComponent,
  { calendar, agreedKw }: {
    readonly calendar: LocalCalendar;
    readonly agreedKw: ReadonlyMap<number, number>;
  },
): BlockPeak[] {
  const everything: PeakRules = {
    intervalMin: component.intervalMin,
    candidate: "interval",
    windows: [],
    weights: [],
    netting: "none",
  };
  const highest = new Map<number, Peak>();
  for (const peak of peaksOf(quarters, everything, calendar)) {
    const block = blockAt(peak.atMs, component, calendar);
    if (block === null || peak.quality === INTERPOLATED) continue;
    const known = highest.get(block);
    if (known === undefined || peak.kw > known.kw) highest.set(block, peak);
  }
  return component.blocks.map(({ block }) => {
    const peak = highest.get(block) ?? null;
    const agreed = agreedKw.get(block);
    const excessKw = agreed === undefined ? null : Math.max(0, (peak?.kw ?? 0) - agreed);
    return { block, highest: peak, excessKw };
  });
}

/** The block that has an instant; `null` for none. */
export function blockAt(
  atMs: number,
  { blocks }: AgreedComponent,
  calendar: LocalCalendar,
): number | null {
  const found = blocks.find(({ windows }) =>
    windows.some((window) => calendar.isWithin(window, atMs))
  );
  return found?.block ?? null;
}
