/** Hours and days out of quarters, along the local calendar: a day may have 23, 24 or 25 hours. */
import { type EnergyPoint, QUALITIES } from "#model/energy.ts";
import type { Zone } from "#model/zone.ts";
import { QUARTER_MS } from "./quarter.ts";

const HOUR_MS = 3_600_000;

/**
 * Sums quarters into local hours or days. Quarters come oldest first; buckets without any are
 * absent. The coverage is that of the whole bucket, the quality that of the worst quarter.
 */
export function* groupQuarters(
  quarters: Iterable<EnergyPoint>,
  step: "hour" | "day",
  zone: Zone,
): Generator<EnergyPoint> {
  let open: EnergyPoint | null = null;
  let endMs = -Infinity;
  let coveredMs = 0;
  const closed = (point: EnergyPoint): EnergyPoint => {
    return { ...point, coverage: Math.min(1, coveredMs / (endMs - point.atMs)) };
  };
  for (const quarter of quarters) {
    if (open === null || quarter.atMs >= endMs) {
      if (open !== null) yield closed(open);
      const atMs = zone.startOfMs(step, quarter.atMs);
      endMs = step === "hour" ? atMs + HOUR_MS : zone.shiftDayMs(quarter.atMs, 1);
      coveredMs = 0;
      open = { atMs, importWh: 0, exportWh: 0, coverage: 0, quality: "measured" };
    }
    open.importWh += quarter.importWh;
    open.exportWh += quarter.exportWh;
    coveredMs += quarter.coverage * QUARTER_MS;
    if (QUALITIES.indexOf(quarter.quality) > QUALITIES.indexOf(open.quality)) {
      open.quality = quarter.quality;
    }
  }
  if (open !== null) yield closed(open);
}
