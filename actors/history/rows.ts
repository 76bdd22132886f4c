/** Every SQL statement of history, as methods in ms and Wh. Knows rows, not rules. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Energy, EnergyPoint, PowerPoint } from "#model/energy.ts";
import type { PowerBucket } from "#energy/power_bucket.ts";
import { qualityOf, type Quarter, QUARTER_MS } from "#energy/quarter.ts";
import { MINUTE_MS, packMinute } from "./minute.ts";
import type { Pending } from "./pending.ts";

/** The table of a kind of bucket. */
export type PowerTable = "power_10s" | "power_1min";

/** A meter's rows in `[fromMs, toMs)`, oldest first, at most so many. */
export type RowRange = {
  readonly meter: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
};

/** Meters a database can hold: their number is one byte of a minute's key. */
const METERS = 256;
/** How long rows of each kind are kept, and how wide a span one pruning takes away at most. */
const KEPT = {
  readingsMs: 3 * 86_400_000,
  power10sMs: 7 * 86_400_000,
  power1minMs: 400 * 86_400_000,
};
const PRUNE_READINGS_MS = 4 * 3_600_000;
const PRUNE_10S_MS = 2 * 3_600_000;
const PRUNE_1MIN_MS = 12 * 3_600_000;

type Row = Record<string, unknown>;

export class Rows {
  readonly #statements = new Map<string, StatementSync>();

  constructor(readonly database: DatabaseSync) {}

  /** Number of the last journal record in the database; 0 in a new one. */
  get sequence(): number {
    return Number(
      this.#sql("SELECT value FROM mark WHERE name = 'sequence'").get()?.["value"] ?? 0,
    );
  }

  /** A meter's number and saved state; the meter is entered when it is new. */
  meter(name: string): { id: number; state: string | null } {
    this.#sql("INSERT INTO meter (name) VALUES (?) ON CONFLICT DO NOTHING").run(name);
    const row = this.#sql("SELECT id, state FROM meter WHERE name = ?").get(name) as Row;
    return { id: Number(row["id"]), state: row["state"] as string | null };
  }

  quarter(meter: number, atMs: number): Quarter | null {
    const row = this.#sql("SELECT * FROM energy_15min WHERE meter = ? AND at = ?")
      .get(meter, atMs / 1000) as Row | undefined;
    return row === undefined ? null : {
      importWh: Number(row["import_wh"]),
      exportWh: Number(row["export_wh"]),
      coveredMs: Number(row["covered_ms"]),
      quality: Number(row["quality"]),
      open: Number(row["open"]),
    };
  }

  sum(meter: number, span: { readonly fromMs: number; readonly toMs: number }): Energy {
    const row = this.#sql(`SELECT total(import_wh) AS import_wh, total(export_wh) AS export_wh
      FROM energy_15min WHERE meter = ? AND at >= ? AND at < ?`)
      .get(meter, span.fromMs / 1000, span.toMs / 1000) as Row;
    return { importWh: Number(row["import_wh"]), exportWh: Number(row["export_wh"]) };
  }

  quarters({ meter, fromMs, toMs, limit }: RowRange): EnergyPoint[] {
    const rows = this.#sql(`SELECT at, import_wh, export_wh, covered_ms, quality, open
      FROM energy_15min WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`)
      .all(meter, fromMs / 1000, toMs / 1000, limit);
    return rows.map((row) => ({
      atMs: Number(row["at"]) * 1000,
      importWh: Number(row["import_wh"]),
      exportWh: Number(row["export_wh"]),
      coverage: Math.min(1, Number(row["covered_ms"]) / QUARTER_MS),
      quality: qualityOf({ quality: Number(row["quality"]), open: Number(row["open"]) }),
    }));
  }

  power(table: PowerTable, { meter, fromMs, toMs, limit }: RowRange): PowerPoint[] {
    const rows = this.#sql(`SELECT at, import_w - export_w AS net_w, net_w_min, net_w_max
      FROM ${table} WHERE meter = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`)
      .all(meter, fromMs / 1000, toMs / 1000, limit);
    return rows.map((row) => ({
      atMs: Number(row["at"]) * 1000,
      netW: row["net_w_min"] === null ? null : Number(row["net_w"]),
      netWMin: row["net_w_min"] as number | null,
      netWMax: row["net_w_max"] as number | null,
    }));
  }

  /** The stored minutes of a span, each as its packed readings. */
  *minutes({ meter, fromMs, toMs, limit }: RowRange): Generator<Uint8Array> {
    const rows = this.#sql(`SELECT data FROM reading_minute
      WHERE id >= ? AND id < ? AND id % ${METERS} = ? ORDER BY id LIMIT ?`)
      .iterate(minuteId(0, fromMs), Math.ceil(toMs / MINUTE_MS) * METERS, meter, limit);
    for (const row of rows) yield row["data"] as Uint8Array;
  }

  /** Writes a meter's waiting rows. Runs inside a transaction. */
  write(meter: number, { power10s, power1min, ...pending }: Pending): void {
    this.#writePower("power_10s", meter, power10s);
    this.#writePower("power_1min", meter, power1min);
    const quarterRow = this.#sql(
      "INSERT OR REPLACE INTO energy_15min VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    for (const [atMs, { quarter }] of pending.quarters) {
      const { importWh, exportWh, coveredMs, quality, open } = quarter;
      quarterRow.run(meter, atMs / 1000, importWh, exportWh, coveredMs, quality, open);
    }
    const before = this.#sql("SELECT data FROM reading_minute WHERE id = ?");
    const minuteRow = this.#sql("INSERT OR REPLACE INTO reading_minute VALUES (?, ?)");
    for (const [atMs, readings] of pending.minutes) {
      const id = minuteId(meter, atMs);
      const stored = before.get(id)?.["data"] as Uint8Array | undefined;
      const block = packMinute(readings);
      minuteRow.run(id, stored === undefined ? block : joined(stored, block));
    }
    const registerRow = this.#sql("INSERT OR IGNORE INTO register VALUES (?, ?, ?, ?)");
    for (const { atMs, importWh, exportWh } of pending.registers) {
      registerRow.run(meter, Math.floor(atMs / 1000), importWh, exportWh);
    }
    const eventRow = this.#sql("INSERT INTO event (meter, at, kind, detail) VALUES (?, ?, ?, ?)");
    for (const { atMs, kind, detail } of pending.events) {
      eventRow.run(meter, Math.floor(atMs / 1000), kind, detail);
    }
  }

  saveState(meter: number, state: string): void {
    this.#sql("UPDATE meter SET state = ? WHERE id = ?").run(state, meter);
  }

  saveSequence(sequence: number): void {
    this.#sql("INSERT OR REPLACE INTO mark VALUES ('sequence', ?)").run(sequence);
  }

  /** Takes away rows that are too old, a few hours' worth at most, so that it never takes long. */
  prune(meter: number, nowMs: number): void {
    this.#prunePower("power_10s", {
      meter,
      beforeMs: nowMs - KEPT.power10sMs,
      spanMs: PRUNE_10S_MS,
    });
    this.#prunePower("power_1min", {
      meter,
      beforeMs: nowMs - KEPT.power1minMs,
      spanMs: PRUNE_1MIN_MS,
    });
    this.#sql(`DELETE FROM reading_minute
      WHERE id < min(?, (SELECT min(id) FROM reading_minute) + ?)`)
      .run(minuteId(0, nowMs - KEPT.readingsMs), minuteId(0, PRUNE_READINGS_MS));
  }

  #prunePower(
    table: PowerTable,
    old: { readonly meter: number; readonly beforeMs: number; readonly spanMs: number },
  ): void {
    this.#sql(`DELETE FROM ${table} WHERE meter = ?1
      AND at < min(?2, (SELECT min(at) FROM ${table} WHERE meter = ?1) + ?3)`)
      .run(old.meter, Math.floor(old.beforeMs / 1000), old.spanMs / 1000);
  }

  #writePower(table: PowerTable, meter: number, buckets: ReadonlyMap<number, PowerBucket>): void {
    const row = this.#sql(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?, ?, ?)`);
    for (const [atMs, bucket] of buckets) {
      const importW = Math.round(bucket.importWSum / bucket.count);
      const exportW = Math.round(bucket.exportWSum / bucket.count);
      const [netWMin, netWMax] = [wholeW(bucket.netWMin), wholeW(bucket.netWMax)];
      row.run(meter, atMs / 1000, importW, exportW, netWMin, netWMax);
    }
  }

  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      this.#statements.set(text, statement = this.database.prepare(text));
    }
    return statement;
  }
}

function minuteId(meter: number, atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * METERS + meter;
}

function wholeW(powerW: number | null): number | null {
  return powerW === null ? null : Math.round(powerW);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
