/** A data directory as a house leaves it after years: every table filled as far as it is kept. */
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { closeDatabase, DATABASE_NAME, openDatabase } from "#actors/history/database.ts";
import { packMinute } from "#actors/history/minute.ts";
import { seeded } from "./random.ts";
import { p1Reading } from "./readings.ts";

const DAY_S = 86_400;

export type Years = {
  readonly directory: string;
  readonly years: number;
  /** The last instant, ms UTC. */
  readonly untilMs: number;
};

/** What a table was filled with. */
export type Filled = { readonly rows: number; readonly bytes: number };

/** Fills the database of a new directory; answers the growth of the file by table. */
export function fillYears({ directory, years, untilMs }: Years): Map<string, Filled> {
  Deno.mkdirSync(directory, { recursive: true });
  const path = join(directory, DATABASE_NAME);
  const { database } = openDatabase(path);
  database.exec("INSERT INTO meter (id, name) VALUES (1, 'main')");
  database.exec("INSERT INTO sensor VALUES (1, '28FF64A8B21603D2'), (2, 'board:cpu')");
  database.exec("INSERT INTO sub_meter VALUES (1, 1, 1, 'gas', 'G4-555', 'l')");
  const filled = new Map<string, Filled>();
  const untilS = untilMs / 1000;
  const random = seeded(1);
  const whole = (max: number) => Math.floor(random() * max);
  const fill = (
    table: string,
    { days, stepS }: { days: number; stepS: number },
    valuesOf: (at: number) => (number | null | Uint8Array)[],
  ) => {
    const before = pagesOf(database);
    const places = valuesOf(untilS).map(() => "?").join(", ");
    const row = database.prepare(`INSERT INTO ${table} VALUES (${places})`);
    database.exec("BEGIN");
    let rows = 0;
    for (let at = untilS - Math.floor(days) * DAY_S; at < untilS; at += stepS, rows++) {
      row.run(...valuesOf(at));
    }
    database.exec("COMMIT");
    filled.set(table, { rows, bytes: (pagesOf(database) - before) * 4096 });
  };
  const days = 365.25 * years;
  fill("energy_15min", { days, stepS: 900 }, (at) => [1, at, whole(900), whole(99), 9e5, 0, 0]);
  fill("register", { days, stepS: 3600 }, (at) => [1, at, at - 1e9, whole(9)]);
  fill("temperature_5min", { days, stepS: 300 }, (at) => [at, 1, whole(3e4), 19_000, 31_500]);
  fill("sub_energy", { days, stepS: 900 }, (at) => [at, 1, whole(300), 0]);
  fill("power_1min", { days: Math.min(400, days), stepS: 60 }, (at) => {
    return [1, at, whole(5e3), 0, whole(3e3), 5000 + whole(999)];
  });
  fill("power_10s", { days: 7, stepS: 10 }, (at) => [1, at, whole(5e3), 0, 0, 5000]);
  fill("reading_minute", { days: 3, stepS: 60 }, (at) => {
    const readings = Array.from({ length: 60 }, (_, s) => {
      return p1Reading((at + s) * 1000, { importWh: at, importW: whole(5e3), random });
    });
    return [Math.floor(at / 60) * 256 + 1, packMinute(readings)];
  });
  closeDatabase(database);
  return filled;
}

function pagesOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA page_count").get()?.["page_count"]);
}
