/** The table of temperatures, five minutes a row. They belong to the house, not to a meter. */
import type { SQLOutputValue } from "node:sqlite";
import type { TemperaturePoint } from "#model/temperature.ts";
import { type RowRange, secondsOf } from "./range.ts";
import { numberOrNull, type Row, type Statements } from "./statements.ts";

/** Degrees are stored in thousandths. */
const PER_DEGREE = 1000;

export class TemperatureRows {
  constructor(readonly sql: Statements) {}

  points({ fromMs, toMs, limit }: Omit<RowRange, "meter">): TemperaturePoint[] {
    const text = `SELECT at, name, mean, least, most FROM temperature_5min
      CROSS JOIN sensor ON id = sensor WHERE at >= ? AND at < ? ORDER BY at, sensor LIMIT ?`;
    return this.sql.all(text, fromMs / 1000, toMs / 1000, limit).map(pointOf);
  }

  /** The first point in a range; `null` when there is none. */
  firstMs({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): number | null {
    const text = "SELECT min(at) FROM temperature_5min WHERE at >= ? AND at < ?";
    const at = numberOrNull(this.sql.first(text, fromMs / 1000, toMs / 1000)?.[0]);
    return at === null ? null : at * 1000;
  }

  /** Each sensor over a whole span: the mean of the means, the extremes of the extremes. */
  over({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): TemperaturePoint[] {
    const text = `SELECT ?1, name, round(avg(mean)), min(least), max(most) FROM temperature_5min
      CROSS JOIN sensor ON id = sensor WHERE at >= ?1 AND at < ?2 GROUP BY sensor`;
    return this.sql.all(text, fromMs / 1000, toMs / 1000).map(pointOf);
  }

  write(points: readonly TemperaturePoint[]): void {
    for (const { atMs, sensor, meanC, minC, maxC } of points) {
      this.sql.run("INSERT INTO sensor (name) VALUES (?) ON CONFLICT DO NOTHING", sensor);
      const text = `INSERT OR REPLACE INTO temperature_5min
        SELECT ?, id, ?, ?, ? FROM sensor WHERE name = ?`;
      const values = [meanC, minC, maxC].map(thousandths);
      this.sql.run(text, secondsOf(atMs), ...values, sensor);
    }
  }
}

function pointOf([at, sensor, mean, least, most]: Row): TemperaturePoint {
  return {
    atMs: Number(at) * 1000,
    sensor: String(sensor),
    meanC: degrees(mean),
    minC: degrees(least),
    maxC: degrees(most),
  };
}

function degrees(thousandths: SQLOutputValue | undefined): number | null {
  return typeof thousandths === "number" ? thousandths / PER_DEGREE : null;
}

function thousandths(valueC: number | null): number | null {
  return valueC === null ? null : Math.round(valueC * PER_DEGREE);
}
