/** Imported spans of energy as quarters, so that they can stand beside measured ones. */
import type { EnergyChange } from "#model/edits.ts";
import type { ImportedSpan } from "#model/imported.ts";
import { QUARTER_MS, quarterOfMs } from "./quarter.ts";
import { splitWhole } from "./split.ts";

/**
 * The quarters of spans, oldest first: each span in equal parts that add up to it exactly. A span
 * that begins or ends inside a quarter gives that quarter its share by time; what several spans
 * say of one quarter is summed. Quarters that spans cover only in part are given all the same.
 */
export function quartersOfSpans(spans: readonly ImportedSpan[]): EnergyChange[] {
  const quarters = new Map<number, { importWh: number | null; exportWh: number | null }>();
  for (const { fromMs, toMs, importWh, exportWh } of spans) {
    const parts = partsOf(fromMs, toMs);
    const weights = parts.map(({ ms }) => ms);
    const imports = importWh === null ? null : splitWhole(importWh, weights);
    const exports = exportWh === null ? null : splitWhole(exportWh, weights);
    parts.forEach(({ atMs }, at) => {
      const known = quarters.get(atMs) ?? { importWh: null, exportWh: null };
      known.importWh = sum(known.importWh, imports?.[at] ?? null);
      known.exportWh = sum(known.exportWh, exports?.[at] ?? null);
      quarters.set(atMs, known);
    });
  }
  return [...quarters].sort(([a], [b]) => a - b).map(([atMs, energy]) => ({ atMs, ...energy }));
}

function partsOf(fromMs: number, toMs: number): { atMs: number; ms: number }[] {
  const parts = [];
  for (let atMs = quarterOfMs(fromMs); atMs < toMs; atMs += QUARTER_MS) {
    parts.push({ atMs, ms: Math.min(atMs + QUARTER_MS, toMs) - Math.max(atMs, fromMs) });
  }
  return parts;
}

function sum(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : a + b;
}
