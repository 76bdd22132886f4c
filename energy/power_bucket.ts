/** Power over a short span: means, and the extremes of the net power. */
import { netWOf, type Power } from "./power.ts";

/** What is remembered of an open bucket. Sums are of readings, not of time. */
export type PowerBucket = {
  readonly atMs: number;
  count: number;
  importWSum: number;
  exportWSum: number;
  /** `null` while no reading told the direction. */
  netWMin: number | null;
  netWMax: number | null;
};

/** The bucket after one more power: the same one, or a new one when another span has begun. */
export function intoBucket(
  bucket: PowerBucket | null,
  power: Power,
  { atMs, spanMs }: { readonly atMs: number; readonly spanMs: number },
): PowerBucket {
  const startMs = Math.floor(atMs / spanMs) * spanMs;
  const open = bucket?.atMs === startMs ? bucket : {
    atMs: startMs,
    count: 0,
    importWSum: 0,
    exportWSum: 0,
    netWMin: null,
    netWMax: null,
  };
  const netW = netWOf(power);
  open.count++;
  open.importWSum += power.importW ?? 0;
  open.exportWSum += power.exportW ?? 0;
  if (netW !== null) {
    open.netWMin = Math.min(open.netWMin ?? netW, netW);
    open.netWMax = Math.max(open.netWMax ?? netW, netW);
  }
  return open;
}
