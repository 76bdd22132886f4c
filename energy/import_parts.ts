/** What a file holds, made fit for history: what cannot be true is left out, the rest in parts. */
import type { EnergyChange } from "#model/edits.ts";
import { OLDEST_MS } from "#model/energy.ts";
import type { ImportedSpan } from "#model/imported.ts";
import { quartersOfSpans } from "./imported.ts";
import { QUARTER_MS, quarterOfMs } from "./quarter.ts";

/** Quarters of one part: little enough that history has time for others in between. */
export const PART_QUARTERS = 2_000;
const YEAR_MS = 366 * 86_400_000;
/** As much as may be typed: no house uses more, and it is far from what numbers lose digits at. */
const WH_MAX = 1_000_000_000;

/**
 * The spans that history can take: those that are over, of this century, not longer than a year,
 * and neither negative nor more than any house can use.
 */
export function fittingSpans(spans: readonly ImportedSpan[], nowMs: number): ImportedSpan[] {
  const openMs = quarterOfMs(nowMs);
  const isEnergy = (wh: number | null) => wh === null || (wh >= 0 && wh <= WH_MAX);
  return spans.filter(({ fromMs, toMs, importWh, exportWh }) =>
    fromMs >= OLDEST_MS && toMs <= openMs && toMs - fromMs <= YEAR_MS &&
    isEnergy(importWh) && isEnergy(exportWh)
  );
}

/**
 * The quarters of spans in parts of about `PART_QUARTERS`, each quarter in one part only.
 *
 * @param spans Oldest first, without overlap.
 */
export function* changeParts(spans: readonly ImportedSpan[]): Generator<EnergyChange[]> {
  let part: ImportedSpan[] = [];
  let count = 0;
  for (const span of spans) {
    const lastMs = part.at(-1)?.toMs ?? -Infinity;
    if (count >= PART_QUARTERS && quarterOfMs(span.fromMs) >= lastMs) {
      yield* slices(quartersOfSpans(part));
      [part, count] = [[], 0];
    }
    part.push(span);
    count += (span.toMs - span.fromMs) / QUARTER_MS;
  }
  if (part.length > 0) yield* slices(quartersOfSpans(part));
}

/** A span of months makes a part that is too large. */
function* slices(changes: EnergyChange[]): Generator<EnergyChange[]> {
  for (let at = 0; at < changes.length; at += 2 * PART_QUARTERS) {
    yield changes.slice(at, at + 2 * PART_QUARTERS);
  }
}
