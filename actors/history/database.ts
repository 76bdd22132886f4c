/**
 * The database file: opened with the pragmas that spare the flash and brought to the newest shape.
 * Opening looks only at what it needs, so it takes the same time for ten years as for a day.
 */
import { DatabaseSync } from "node:sqlite";
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

/** An open database, and whether its last use ended in order. */
export type Opened = { readonly database: DatabaseSync; readonly wasClean: boolean };

/** Opens the database of a path or makes a new one; throws a `store-…` fault when it cannot. */
export function openDatabase(path: string): Opened {
  try {
    return open(path);
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

function open(path: string): Opened {
  const database = new DatabaseSync(path);
  try {
    database.exec(PRAGMAS);
    migrate(database);
    const wasClean = hadCleanEnd(database);
    database.exec("INSERT OR REPLACE INTO mark VALUES ('clean', 0)");
    return { database, wasClean };
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

/** A database that was just made is clean, too. */
function hadCleanEnd(database: DatabaseSync): boolean {
  const row = database.prepare("SELECT value FROM mark WHERE name = 'clean'").get();
  return row === undefined || row["value"] === 1;
}
