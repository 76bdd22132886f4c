/** The tables that say what happened to the meter: its registers by the hour, events, epochs. */
import type { MeterEpoch, MeterEvent, RegisterPoint } from "#model/energy.ts";
import type { EnergyEvent } from "#energy/quarter.ts";
import { type RowRange, secondsOf } from "./range.ts";
import { numberOrNull, type Statements } from "./statements.ts";

/** Events are kept for ever, but a meter gone mad shall not fill the disk. */
const EVENTS_MAX = 20_000;

export class ChronicleRows {
  constructor(readonly sql: Statements) {}

  registers({ meter, fromMs, toMs, limit }: RowRange): RegisterPoint[] {
    const text = `SELECT at, import_wh, export_wh FROM register
      WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit).map((row) => ({
      atMs: Number(row[0]) * 1000,
      importWh: numberOrNull(row[1]),
      exportWh: numberOrNull(row[2]),
    }));
  }

  events({ meter, fromMs, toMs, limit }: RowRange): MeterEvent[] {
    const text = `SELECT at, kind, detail FROM event
      WHERE meter = ? AND at >= ? AND at < ? ORDER BY at, id LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit).map((row) => ({
      atMs: Number(row[0]) * 1000,
      kind: String(row[1]),
      detail: String(row[2]),
    }));
  }

  epochs({ meter, fromMs, toMs, limit }: RowRange): MeterEpoch[] {
    const text = `SELECT at, meter_id, import_wh_before, export_wh_before, import_wh, export_wh
      FROM epoch WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, limit).map((row) => ({
      atMs: Number(row[0]) * 1000,
      meterId: row[1] === null ? null : String(row[1]),
      before: { importWh: numberOrNull(row[2]), exportWh: numberOrNull(row[3]) },
      after: { importWh: numberOrNull(row[4]), exportWh: numberOrNull(row[5]) },
    }));
  }

  writeRegisters(meter: number, registers: readonly RegisterPoint[]): void {
    const text = "INSERT OR IGNORE INTO register VALUES (?, ?, ?, ?)";
    for (const { atMs, importWh, exportWh } of registers) {
      this.sql.run(text, meter, secondsOf(atMs), importWh, exportWh);
    }
  }

  writeEvents(meter: number, events: readonly EnergyEvent[]): void {
    const text = "INSERT INTO event (meter, at, kind, detail) VALUES (?, ?, ?, ?)";
    for (const { atMs, kind, detail } of events) {
      this.sql.run(text, meter, secondsOf(atMs), kind, detail);
    }
  }

  writeEpochs(meter: number, epochs: readonly MeterEpoch[]): void {
    const text = "INSERT OR IGNORE INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?)";
    for (const { atMs, meterId, before, after } of epochs) {
      const values = [before.importWh, before.exportWh, after.importWh, after.exportWh];
      this.sql.run(text, meter, secondsOf(atMs), meterId, ...values);
    }
  }

  prune(): void {
    this.sql.run("DELETE FROM event WHERE id < (SELECT max(id) FROM event) - ?", EVENTS_MAX);
  }
}
