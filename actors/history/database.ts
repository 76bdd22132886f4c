/**
 * The database file: opened with the pragmas that spare the flash, checked after an unclean end,
 * put aside when it is damaged, and brought to the newest shape.
 */
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { asFault, Fault, type FaultCode } from "#model/fault.ts";
import { MIGRATIONS } from "./migrations.ts";

export const DATABASE_NAME = "meterd.db";

const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 2000;
  PRAGMA cache_size = -1024;
  PRAGMA temp_store = MEMORY;
`;

/** An open database, and where a damaged one was put, if there was one. */
export type Opened = { readonly database: DatabaseSync; readonly corruptPath: string | null };

/** Opens the database of a data directory; throws a `store-…` fault when that cannot be. */
export function openDatabase(directory: string, nowMs: number): Opened {
  const path = join(directory, DATABASE_NAME);
  try {
    return { database: open(path), corruptPath: null };
  } catch (thrown) {
    const fault = storeFault(thrown, path);
    if (fault.code !== "store-corrupt") throw fault;
  }
  try {
    const corruptPath = putAside(path, nowMs);
    return { database: open(path), corruptPath };
  } catch (thrown) {
    throw storeFault(thrown, path);
  }
}

/** Closes it so that the next start need not check it; the write-ahead log is emptied. */
export function closeDatabase(database: DatabaseSync): void {
  database.exec("INSERT OR REPLACE INTO mark VALUES ('clean', 1)");
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

/**
 * What the system or SQLite threw, as the fault that says what the owner can do. A mistake of our
 * own is `internal`; it must not stop the readings either.
 */
export function storeFault(thrown: unknown, what: string): Fault {
  if (thrown instanceof Fault) return thrown;
  if (MISTAKES.some((mistake) => thrown instanceof mistake)) return asFault(thrown);
  const { code, message } = thrown as { code?: string; message?: string };
  const said = `${code ?? ""} ${message ?? thrown}`;
  return new Fault(codeOf(said), { what: `${what} (${message ?? thrown})`, cause: thrown });
}

const MISTAKES = [TypeError, RangeError, ReferenceError];

/** node:sqlite tells its result codes apart only by SQLite's own fixed texts. */
function codeOf(said: string): FaultCode {
  if (/ENOSPC|EDQUOT|database or disk is full/.test(said)) return "store-full";
  if (/malformed|not a database/.test(said)) return "store-corrupt";
  if (/database is locked/.test(said)) return "store-busy";
  return "store-unwritable";
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(PRAGMAS);
    migrate(database);
    const clean = database.prepare("SELECT value FROM mark WHERE name = 'clean'").get();
    if (clean?.["value"] !== 1) check(database);
    database.exec("INSERT OR REPLACE INTO mark VALUES ('clean', 0)");
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  for (let step = version; step < MIGRATIONS.length; step++) {
    database.exec(`BEGIN; ${MIGRATIONS[step]}; PRAGMA user_version = ${step + 1}; COMMIT`);
  }
}

function check(database: DatabaseSync): void {
  const found = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  if (found !== "ok") throw new Fault("store-corrupt", { what: String(found) });
}

/** Renames the file and its companions; answers the new name. */
function putAside(path: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, "");
  for (const suffix of ["", "-wal", "-shm"]) {
    try {
      Deno.renameSync(path + suffix, `${path}.corrupt-${stamp}${suffix}`);
    } catch (thrown) {
      if (!(thrown instanceof Deno.errors.NotFound)) throw thrown;
    }
  }
  return `${path}.corrupt-${stamp}`;
}
