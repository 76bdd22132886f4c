/** The tables of what flowed through sub-meters: gas, water, heat … by the quarter. */
import { QUALITIES } from "#model/energy.ts";
import type { SubMeterName, SubMeterPoint } from "#model/sub_meter.ts";
import { type RowRange, secondsOf } from "./range.ts";
import { numberOrNull, type Row, type Statements } from "./statements.ts";

export class SubMeterRows {
  constructor(readonly sql: Statements) {}

  points({ meter, fromMs, toMs, limit }: RowRange): SubMeterPoint[] {
    const text = `SELECT channel, kind, name, unit, at, amount, quality FROM sub_energy
      CROSS JOIN sub_meter ON id = sub
      WHERE meter = ? AND at >= ? AND at < ? ORDER BY at, sub LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit).map(pointOf);
  }

  /** The first quarter in a range of all meters; `null` when there is none. */
  firstMs({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): number | null {
    const text = "SELECT min(at) FROM sub_energy WHERE at >= ? AND at < ?";
    const at = numberOrNull(this.sql.first(text, fromMs / 1000, toMs / 1000)?.[0]);
    return at === null ? null : at * 1000;
  }

  /** Each sub-meter over a whole span: the sum, and the worst quality. */
  over({ meter, fromMs, toMs }: Omit<RowRange, "limit">): SubMeterPoint[] {
    const text = `SELECT channel, kind, name, unit, ?2, sum(amount), max(quality) FROM sub_energy
      CROSS JOIN sub_meter ON id = sub
      WHERE meter = ?1 AND at >= ?2 AND at < ?3 GROUP BY sub`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000).map(pointOf);
  }

  /** Adds amounts to their quarters; of several qualities the worst stands. */
  write(meter: number, points: Iterable<SubMeterPoint>): void {
    for (const { atMs, amount, quality, ...name } of points) {
      const text = `INSERT INTO sub_energy VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
        SET amount = amount + excluded.amount, quality = max(quality, excluded.quality)`;
      const sub = this.#number(meter, name);
      this.sql.run(text, secondsOf(atMs), sub, amount, QUALITIES.indexOf(quality));
    }
  }

  #number(meter: number, { channel, kind, id, unit }: SubMeterName): number {
    const values = [meter, channel, kind, id ?? "", unit];
    const enter = `INSERT INTO sub_meter (meter, channel, kind, name, unit)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
    this.sql.run(enter, ...values);
    const find = `SELECT id FROM sub_meter
      WHERE meter = ? AND channel = ? AND kind = ? AND name = ? AND unit = ?`;
    return Number(this.sql.first(find, ...values)?.[0]);
  }
}

function pointOf([channel, kind, name, unit, at, amount, quality]: Row): SubMeterPoint {
  return {
    channel: Number(channel),
    kind: kind as SubMeterPoint["kind"],
    id: name === "" ? null : String(name),
    unit: unit as SubMeterPoint["unit"],
    atMs: Number(at) * 1000,
    amount: Number(amount),
    quality: QUALITIES[Number(quality)] ?? "interpolated",
  };
}
