/** The tables of power in short buckets. */
import type { PowerPoint } from "#model/energy.ts";
import type { PowerBucket } from "#energy/power_bucket.ts";
import { type RowRange, secondsOf } from "./range.ts";
import { numberOrNull, type Statements } from "./statements.ts";

/** The table of a kind of bucket. */
export type PowerTable = "power_10s" | "power_1min";

/** How long its rows are kept, and how wide a span one pruning takes away at most. */
const KEPT: Record<PowerTable, { readonly keptMs: number; readonly spanMs: number }> = {
  power_10s: { keptMs: 7 * 86_400_000, spanMs: 2 * 3_600_000 },
  power_1min: { keptMs: 400 * 86_400_000, spanMs: 12 * 3_600_000 },
};

export class PowerRows {
  constructor(readonly sql: Statements) {}

  points(table: PowerTable, { meter, fromMs, toMs, limit }: RowRange): PowerPoint[] {
    const text = `SELECT at, import_w - export_w, net_w_min, net_w_max
      FROM ${table} WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit).map((row) => ({
      atMs: Number(row[0]) * 1000,
      netW: row[2] === null ? null : Number(row[1]),
      netWMin: numberOrNull(row[2]),
      netWMax: numberOrNull(row[3]),
    }));
  }

  write(table: PowerTable, meter: number, buckets: ReadonlyMap<number, PowerBucket>): void {
    const text = `INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?, ?, ?)`;
    for (const [atMs, bucket] of buckets) {
      const importW = Math.round(bucket.importWSum / bucket.count);
      const exportW = Math.round(bucket.exportWSum / bucket.count);
      const [netWMin, netWMax] = [wholeW(bucket.netWMin), wholeW(bucket.netWMax)];
      this.sql.run(text, meter, atMs / 1000, importW, exportW, netWMin, netWMax);
    }
  }

  /** Takes away rows that are too old, a few hours' worth at most, so that it never takes long. */
  prune(meter: number, nowMs: number): void {
    for (const table of ["power_10s", "power_1min"] as const) {
      const { keptMs, spanMs } = KEPT[table];
      const text = `DELETE FROM ${table} WHERE meter = ?1
        AND at < min(?2, (SELECT min(at) FROM ${table} WHERE meter = ?1) + ?3)`;
      this.sql.run(text, meter, secondsOf(nowMs - keptMs), spanMs / 1000);
    }
  }
}

function wholeW(powerW: number | null): number | null {
  return powerW === null ? null : Math.round(powerW);
}
