/** Opening the store, and what to do when it is damaged. */
import type { HistoryMeter } from "./history_meter.ts";
import { type Repair, replaceDamaged } from "./care/damage.ts";
import { storeFault } from "./database.ts";
import { Store } from "./store.ts";

export type OpenOptions = {
  readonly dataDir: string;
  readonly backupDir: string;
  readonly meters: readonly HistoryMeter[];
  readonly nowMs: number;
  /** It is known to be damaged, although it may still open. */
  readonly isDamaged: boolean;
};

/** Opens the store, if need be after a repair; throws a `store-…` fault. */
export function openStore(
  { dataDir, backupDir, meters, nowMs, isDamaged }: OpenOptions,
): { store: Store; repair: Repair | null } {
  const open = () => new Store({ directory: dataDir, meters, nowMs });
  if (!isDamaged) {
    try {
      return { store: open(), repair: null };
    } catch (thrown) {
      if (storeFault(thrown, dataDir).code !== "store-corrupt") throw thrown;
    }
  }
  try {
    const repair = replaceDamaged({ dataDir, backupDir }, nowMs);
    return { store: open(), repair };
  } catch (thrown) {
    throw storeFault(thrown, dataDir);
  }
}
