/** What a quarter of a weekday and an hour usually has: gives gaps their shape (20 §12.3). */
import { QUARTER_MS } from "#energy/quarter.ts";
import type { Zone } from "#model/zone.ts";

const WEEKS = 4;
const DAYS_OF_WEEK = 7;

/**
 * Mean Wh of the quarters at the same local time one to four weeks before; `null` when none of them
 * is known.
 *
 * @param whAt Energy of a quarter; `undefined` when it is not known.
 */
export function profileWh(
  { zone, quarterMs }: { readonly zone: Zone; readonly quarterMs: number },
  whAt: (quarterMs: number) => number | undefined,
): number | null {
  const offsetMs = zone.offsetMs(quarterMs);
  const known: number[] = [];
  for (let week = 1; week <= WEEKS; week++) {
    const sameUtcMs = quarterMs - week * DAYS_OF_WEEK * 86_400_000;
    const sameLocalMs = sameUtcMs + offsetMs - zone.offsetMs(sameUtcMs);
    const wh = whAt(Math.round(sameLocalMs / QUARTER_MS) * QUARTER_MS);
    if (wh !== undefined) known.push(wh);
  }
  return known.length === 0 ? null : known.reduce((sum, wh) => sum + wh) / known.length;
}
