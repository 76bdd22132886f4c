/** New sums for spans of time, typed by a person, as quarters that keep the shape they had. */
import type { EnergyPoint } from "#model/energy.ts";
import type { EnergyChange } from "#model/edits.ts";
import type { ImportedSpan } from "#model/imported.ts";
import { QUARTER_MS } from "./quarter.ts";
import { splitWhole } from "./split.ts";

/**
 * The quarters of a span with new energies that add up exactly and stand to each other as the known
 * ones do; where nothing flowed they are equal.
 *
 * @param span Of whole quarters.
 * @param known Quarters in any order, those outside the span among them.
 */
export function reshaped(span: ImportedSpan, known: Iterable<EnergyPoint>): EnergyChange[] {
  const { fromMs, toMs, importWh, exportWh } = span;
  const starts: number[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += QUARTER_MS) starts.push(atMs);
  const imports = starts.map(() => 0);
  const exports = starts.map(() => 0);
  for (const quarter of known) {
    if (quarter.atMs < fromMs || quarter.atMs >= toMs) continue;
    imports[(quarter.atMs - fromMs) / QUARTER_MS] = quarter.importWh;
    exports[(quarter.atMs - fromMs) / QUARTER_MS] = quarter.exportWh;
  }
  const newImports = importWh === null ? null : splitWhole(importWh, imports);
  const newExports = exportWh === null ? null : splitWhole(exportWh, exports);
  return starts.map((atMs, at) => ({
    atMs,
    importWh: newImports?.[at] ?? null,
    exportWh: newExports?.[at] ?? null,
  }));
}
