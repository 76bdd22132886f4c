/** What becomes of a quarter that is known already when new energy for it comes (20 §12.5). */
import type { ConflictPolicy, EnergyChange } from "#model/edits.ts";
import { type EnergyPoint, QUALITIES, type Quality } from "#model/energy.ts";

/**
 * The change that a policy lets pass: `null` when the quarter stays as it is. What agrees with the
 * meter needs no change; what agrees with an earlier change is kept, as that may be undone.
 *
 * @param shown The quarter as shown; `null` when nothing is known of it.
 * @param quality What the quarter would be worth then.
 */
export function allowedChange(
  change: EnergyChange,
  shown: EnergyPoint | null,
  { policy, quality }: { readonly policy: ConflictPolicy; readonly quality: Quality },
): EnergyChange | null {
  const { atMs, importWh, exportWh } = change;
  if (isSilent(change)) return null;
  if (shown === null || isEmpty(shown)) return change;
  if (policy === "keep") return null;
  if (policy === "keepBetter" && rank(quality) >= rank(shown.quality)) return null;
  const isMetered = rank(shown.quality) < rank("imported");
  if (isMetered && agrees(importWh, shown.importWh) && agrees(exportWh, shown.exportWh)) {
    return null;
  }
  if (policy === "replace" || policy === "keepBetter") return change;
  const larger = {
    atMs,
    importWh: (importWh ?? 0) > shown.importWh ? importWh : null,
    exportWh: (exportWh ?? 0) > shown.exportWh ? exportWh : null,
  };
  return isSilent(larger) ? null : larger;
}

function agrees(wh: number | null, shownWh: number): boolean {
  return wh === null || wh === shownWh;
}

/** A row is there, but nothing was heard in it: the quarter in which a gap began. */
function isEmpty({ importWh, exportWh, coverage }: EnergyPoint): boolean {
  return coverage === 0 && importWh === 0 && exportWh === 0;
}

function isSilent({ importWh, exportWh }: EnergyChange): boolean {
  return importWh === null && exportWh === null;
}

function rank(quality: Quality): number {
  return QUALITIES.indexOf(quality);
}
