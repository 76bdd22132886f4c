/** The table of raw readings, a row for each minute. */
import type { MeterReading } from "#model/reading.ts";
import { MINUTE_MS, packMinute } from "../minute.ts";
import type { RowRange } from "./range.ts";
import type { Statements } from "./statements.ts";

/** Meters a database can hold: their number is one byte of a minute's key. */
const METERS = 256;
const KEPT_MS = 3 * 86_400_000;
/** One pruning takes away this much at most. */
const PRUNED_MS = 4 * 3_600_000;

export class MinuteRows {
  constructor(readonly sql: Statements) {}

  /** The stored minutes of a span, each as its packed readings. */
  *minutes({ meter, fromMs, toMs, limit }: RowRange): Generator<Uint8Array> {
    const text = `SELECT data FROM reading_minute
      WHERE id >= ? AND id < ? AND id % ${METERS} = ? ORDER BY id LIMIT ?`;
    const endId = Math.ceil(toMs / MINUTE_MS) * METERS;
    for (const [data] of this.sql.each(text, minuteId(0, fromMs), endId, meter, limit)) {
      yield data as Uint8Array;
    }
  }

  /** The first stored minute at or after an instant; `null` when there is none. */
  nextMs(meter: number, fromMs: number): number | null {
    const text = `SELECT id FROM reading_minute
      WHERE id >= ? AND id % ${METERS} = ? ORDER BY id LIMIT 1`;
    const row = this.sql.first(text, minuteId(0, fromMs), meter);
    return row === null ? null : Math.floor(Number(row[0]) / METERS) * MINUTE_MS;
  }

  /** Adds readings to their minutes. */
  write(meter: number, minutes: ReadonlyMap<number, readonly MeterReading[]>): void {
    for (const [atMs, readings] of minutes) {
      const id = minuteId(meter, atMs);
      const before = this.sql.first("SELECT data FROM reading_minute WHERE id = ?", id);
      const block = packMinute(readings);
      const data = before === null ? block : joined(before[0] as Uint8Array, block);
      this.sql.run("INSERT OR REPLACE INTO reading_minute VALUES (?, ?)", id, data);
    }
  }

  /** Takes away minutes that are too old, of all meters. */
  prune(nowMs: number): void {
    const text = `DELETE FROM reading_minute
      WHERE id < min(?, (SELECT min(id) FROM reading_minute) + ?)`;
    this.sql.run(text, minuteId(0, nowMs - KEPT_MS), minuteId(0, PRUNED_MS));
  }
}

function minuteId(meter: number, atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * METERS + meter;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
