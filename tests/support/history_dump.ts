/** What a history database holds, read by a second connection and in comparable form. */
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { DATABASE_NAME } from "#actors/history/database.ts";
import { unpackMinute } from "#actors/history/minute.ts";
import type { MeterReading } from "#model/reading.ts";

const TABLES = [
  "power_10s",
  "power_1min",
  "energy_15min",
  "register",
  "event",
  "epoch",
  "edit_batch",
  "edit_row",
  "sub_energy",
  "temperature_5min",
];

/** Every row of the tables, and every stored reading in the order of its minutes. */
export function historyDump(directory: string): {
  tables: Record<string, unknown[]>;
  readings: MeterReading[];
} {
  const database = new DatabaseSync(join(directory, DATABASE_NAME), { readOnly: true });
  try {
    const rows = (table: string) =>
      database.prepare(`SELECT * FROM ${table}`).all().map((row) => ({ ...row }));
    return {
      tables: Object.fromEntries(TABLES.map((table) => [table, rows(table)])),
      readings: database.prepare("SELECT data FROM reading_minute ORDER BY id").all()
        .flatMap((row) => [...unpackMinute(row["data"] as Uint8Array)]),
    };
  } finally {
    database.close();
  }
}
