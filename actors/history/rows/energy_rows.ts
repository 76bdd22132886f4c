/** The table of quarters as the meter gave them; what people changed lies above it. */
import type { Energy } from "#model/energy.ts";
import type { Quarter } from "#energy/quarter.ts";
import type { PendingQuarter } from "../pending.ts";
import type { RowRange } from "./range.ts";
import type { Row, Statements } from "./statements.ts";

/** A quarter with its start, ms UTC. */
export type QuarterRow = Quarter & { readonly atMs: number };

const COLUMNS = "at, import_wh, export_wh, covered_ms, quality, open";

export class EnergyRows {
  constructor(readonly sql: Statements) {}

  quarter(meter: number, atMs: number): Quarter | null {
    const text = `SELECT ${COLUMNS} FROM energy_15min WHERE meter = ? AND at = ?`;
    const row = this.sql.first(text, meter, atMs / 1000);
    return row === null ? null : quarterOf(row);
  }

  quarters({ meter, fromMs, toMs, limit }: RowRange): QuarterRow[] {
    const text = `SELECT ${COLUMNS} FROM energy_15min
      WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit)
      .map((row) => ({ atMs: Number(row[0]) * 1000, ...quarterOf(row) }));
  }

  sum(meter: number, span: { readonly fromMs: number; readonly toMs: number }): Energy {
    const text = `SELECT total(import_wh), total(export_wh)
      FROM energy_15min WHERE meter = ? AND at >= ? AND at < ?`;
    const row = this.sql.first(text, meter, span.fromMs / 1000, span.toMs / 1000);
    return { importWh: Number(row?.[0]), exportWh: Number(row?.[1]) };
  }

  /** The first and the last quarter from an instant on, metered or entered by a person. */
  bounds(meter: number, fromMs: number): { firstMs: number; lastMs: number } | null {
    const of = (least: string) =>
      `(SELECT ${least}(at) FROM energy_15min WHERE meter = ?1 AND at >= ?2) AS a,
       (SELECT ${least}(at) FROM edit_row WHERE meter = ?1 AND at >= ?2) AS b`;
    const both = (least: string) =>
      `(SELECT ${least}(ifnull(a, b), ifnull(b, a)) FROM (SELECT ${of(least)}))`;
    const text = `SELECT ${both("min")}, ${both("max")}`;
    const row = this.sql.first(text, meter, fromMs / 1000);
    if (row === null || row[0] === null) return null;
    return { firstMs: Number(row[0]) * 1000, lastMs: Number(row[1]) * 1000 };
  }

  write(meter: number, quarters: ReadonlyMap<number, PendingQuarter>): void {
    const text = "INSERT OR REPLACE INTO energy_15min VALUES (?, ?, ?, ?, ?, ?, ?)";
    for (const [atMs, { quarter }] of quarters) {
      const { importWh, exportWh, coveredMs, quality, open } = quarter;
      this.sql.run(text, meter, atMs / 1000, importWh, exportWh, coveredMs, quality, open);
    }
  }
}

function quarterOf(row: Row): Quarter {
  return {
    importWh: Number(row[1]),
    exportWh: Number(row[2]),
    coveredMs: Number(row[3]),
    quality: Number(row[4]),
    open: Number(row[5]),
  };
}
