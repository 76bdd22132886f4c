/** Hours of energy as quarters, for tests of tariffs. */
import type { EnergyPoint, Quality } from "#model/energy.ts";
import type { Zone } from "#model/zone.ts";

const QUARTER_MS = 900_000;

/** An hour of a month: day, local hour, kWh. */
export type HourRow = readonly [day: number, hour: number, kwh: number];

/** Local hours of one month as quarters, oldest first. */
export function hoursOf(
  rows: readonly HourRow[],
  { zone, year = 2026, month = 1 }: { zone: Zone; year?: number; month?: number },
): EnergyPoint[] {
  return rows.flatMap(([day, hour, kwh]) =>
    hourAt(zone.instantMs({ year, month, day, hour, minute: 0, second: 0 }), kwh)
  ).sort((a, b) => a.atMs - b.atMs);
}

/** One hour in four equal quarters, the odd Wh in the first. */
export function hourAt(atMs: number, kwh: number, quality: Quality = "measured"): EnergyPoint[] {
  const wh = Math.round(kwh * 1000);
  const quarterWh = Math.floor(wh / 4);
  return [0, 1, 2, 3].map((at) => ({
    atMs: atMs + at * QUARTER_MS,
    importWh: at === 0 ? wh - 3 * quarterWh : quarterWh,
    exportWh: 0,
    coverage: 1,
    quality,
    estimatedWh: quality === "measured" || quality === "scaled"
      ? 0
      : at === 0
      ? wh - 3 * quarterWh
      : quarterWh,
  }));
}
