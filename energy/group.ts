/**
 * Local hours, days, months and years out of quarters, or out of days: along the local calendar, in
 * which a day may have 23, 24 or 25 hours.
 */
import { type EnergyPoint, QUALITIES, type Quality } from "#model/energy.ts";
import type { LocalUnit, Zone } from "#model/zone.ts";
import { QUARTER_MS } from "./quarter.ts";

/** A local day with its length: 23, 24 or 25 hours. */
export type DayPoint = EnergyPoint & { readonly lengthMs: number };

/**
 * Sums quarters into local spans. Quarters come oldest first; spans without any are absent. The
 * coverage is that of the whole span, the quality that of the worst quarter.
 */
export function groupQuarters(
  quarters: Iterable<EnergyPoint>,
  step: LocalUnit,
  zone: Zone,
): Generator<EnergyPoint> {
  return grouped(quarters, { step, zone });
}

/** Sums local days of the same zone into months or years, as `groupQuarters` does with quarters. */
export function groupDays(
  days: Iterable<DayPoint>,
  step: "month" | "year",
  zone: Zone,
): Generator<EnergyPoint> {
  return grouped(days, { step, zone });
}

/** The worse of two qualities. */
export function worstOf(one: Quality, other: Quality): Quality {
  return QUALITIES.indexOf(one) < QUALITIES.indexOf(other) ? other : one;
}

function* grouped(
  points: Iterable<EnergyPoint & { readonly lengthMs?: number }>,
  { step, zone }: { step: LocalUnit; zone: Zone },
): Generator<EnergyPoint> {
  let open: EnergyPoint | null = null;
  let endMs = -Infinity;
  let coveredMs = 0;
  const closed = (point: EnergyPoint): EnergyPoint => {
    return { ...point, coverage: Math.min(1, coveredMs / (endMs - point.atMs)) };
  };
  for (const point of points) {
    if (open === null || point.atMs >= endMs) {
      if (open !== null) yield closed(open);
      const atMs = zone.startOfMs(step, point.atMs);
      endMs = zone.endOfMs(step, point.atMs);
      coveredMs = 0;
      const { quality } = point;
      open = { atMs, importWh: 0, exportWh: 0, coverage: 0, quality, estimatedWh: 0 };
    }
    open.importWh += point.importWh;
    open.exportWh += point.exportWh;
    open.estimatedWh += point.estimatedWh;
    open.quality = worstOf(open.quality, point.quality);
    coveredMs += point.coverage * (point.lengthMs ?? QUARTER_MS);
  }
  if (open !== null) yield closed(open);
}
