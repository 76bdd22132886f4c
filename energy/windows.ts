/** A long range in parts that history answers quickly, so that years can be read part by part. */
import type { EnergyStep } from "#model/energy.ts";
import type { LocalUnit, Zone } from "#model/zone.ts";

/** What one part of each step is: a few thousand rows at most. */
const PART_OF: Partial<Record<EnergyStep, LocalUnit>> = {
  "15min": "month",
  hour: "month",
  day: "year",
};

/**
 * Cuts a range where local months or years begin, so that no span of the step is cut in two. Months
 * and years are few enough for one part.
 */
export function* windowsOf(
  step: EnergyStep,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  zone: Zone,
): Generator<{ fromMs: number; toMs: number }> {
  const unit = PART_OF[step];
  for (let startMs = fromMs; startMs < toMs;) {
    const endMs = unit === undefined ? toMs : Math.min(toMs, zone.endOfMs(unit, startMs));
    yield { fromMs: startMs, toMs: endMs };
    startMs = endMs;
  }
}
