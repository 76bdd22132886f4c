/** The table of local days, derived from the quarters, and how far it is built. */
import { QUALITIES } from "#model/energy.ts";
import type { DayPoint } from "#energy/group.ts";
import type { RowRange } from "./range.ts";
import type { Statements } from "./statements.ts";

/** How far the days of a meter are built, ms UTC: starts of local days, or 0. */
export type DayState = {
  /** Name of the zone whose days they are. */
  readonly zone: string;
  /** Days before this are right. */
  readonly builtMs: number;
  /** Days before this are in the table. */
  readonly untilMs: number;
};

export class DayRows {
  constructor(readonly sql: Statements) {}

  state(meter: number): DayState | null {
    const text = "SELECT zone, built, until FROM day_state WHERE meter = ?";
    const row = this.sql.first(text, meter);
    if (row === null) return null;
    return {
      zone: String(row[0]),
      builtMs: Number(row[1]) * 1000,
      untilMs: Number(row[2]) * 1000,
    };
  }

  saveState(meter: number, { zone, builtMs, untilMs }: DayState): void {
    const text = "INSERT OR REPLACE INTO day_state VALUES (?, ?, ?, ?)";
    this.sql.run(text, meter, zone, builtMs / 1000, untilMs / 1000);
  }

  days({ meter, fromMs, toMs, limit }: RowRange): DayPoint[] {
    const text = `SELECT at, import_wh, export_wh, estimated_wh, covered_s, length_s, quality
      FROM energy_day WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit).map((row) => ({
      atMs: Number(row[0]) * 1000,
      importWh: Number(row[1]),
      exportWh: Number(row[2]),
      estimatedWh: Number(row[3]),
      coverage: Number(row[4]) / Number(row[5]),
      lengthMs: Number(row[5]) * 1000,
      quality: QUALITIES[Number(row[6])] ?? "edited",
    }));
  }

  /** Writes the days of a span anew; those that are not given any more go. */
  replace(meter: number, span: { fromMs: number; toMs: number }, days: readonly DayPoint[]): void {
    const clear = "DELETE FROM energy_day WHERE meter = ? AND at >= ? AND at < ?";
    this.sql.run(clear, meter, span.fromMs / 1000, span.toMs / 1000);
    const text = "INSERT INTO energy_day VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    for (const { atMs, importWh, exportWh, estimatedWh, coverage, lengthMs, quality } of days) {
      const lengthS = lengthMs / 1000;
      const coveredS = Math.round(coverage * lengthS);
      const energy = [importWh, exportWh, estimatedWh];
      const rest = [coveredS, lengthS, QUALITIES.indexOf(quality)];
      this.sql.run(text, meter, atMs / 1000, ...energy, ...rest);
    }
  }

  /** Takes all days of a meter away. */
  clear(meter: number): void {
    this.sql.run("DELETE FROM energy_day WHERE meter = ?", meter);
  }
}
