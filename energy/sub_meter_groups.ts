/** Local hours, days and months of sub-meters out of their quarters. */
import { QUALITIES } from "#model/energy.ts";
import type { SubMeterPoint } from "#model/sub_meter.ts";
import type { LocalUnit, Zone } from "#model/zone.ts";
import { localSpans } from "./local_spans.ts";

/**
 * Sums quarters into local spans, each sub-meter apart; the quality is that of the worst quarter.
 * Spans come in the order in which their first quarters do; those without any are absent.
 */
export function groupSubMeters(
  points: Iterable<SubMeterPoint>,
  step: LocalUnit,
  zone: Zone,
): SubMeterPoint[] {
  const startOfMs = localSpans(step, zone);
  const sums = new Map<string, SubMeterPoint>();
  for (const point of points) {
    const atMs = startOfMs(point.atMs);
    const key = [point.channel, point.kind, point.unit, point.id, atMs].join("/");
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { ...point, atMs });
      continue;
    }
    sum.amount += point.amount;
    if (QUALITIES.indexOf(point.quality) > QUALITIES.indexOf(sum.quality)) {
      sum.quality = point.quality;
    }
  }
  return [...sums.values()];
}
