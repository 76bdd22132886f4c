/**
 * What becomes of a damaged database: it is put aside under another name, and the newest backup
 * that is sound takes its place; without one a new database is begun.
 */
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { DATABASE_NAME } from "../database.ts";
import { backupsIn, stampOf } from "./backup_files.ts";

/** What was done about a damaged database. */
export type Repair = {
  /** Where the damaged file is now. */
  readonly corruptPath: string;
  /** The backup that took its place; `null` when there was none. */
  readonly backupPath: string | null;
};

/**
 * Puts the database aside and a backup in its place. Cut off anywhere, there is either the damaged
 * file or the sound one. Throws what the system throws.
 */
export function replaceDamaged(
  { dataDir, backupDir }: { readonly dataDir: string; readonly backupDir: string },
  nowMs: number,
): Repair {
  const path = join(dataDir, DATABASE_NAME);
  const corruptPath = `${path}.corrupt-${stampOf(nowMs)}`;
  const backupPath = newestSound(backupDir);
  // The log belongs to the damaged file; beside another one it would damage that.
  for (const suffix of ["-wal", "-shm"]) moveIfThere(path + suffix, corruptPath + suffix);
  if (backupPath === null) {
    moveIfThere(path, corruptPath);
    return { corruptPath, backupPath };
  }
  const next = `${path}.restored`;
  Deno.copyFileSync(backupPath, next);
  using file = Deno.openSync(next, { write: true });
  file.syncSync();
  Deno.linkSync(path, corruptPath);
  Deno.renameSync(next, path);
  return { corruptPath, backupPath };
}

function newestSound(directory: string): string | null {
  for (const { name } of backupsIn(directory)) {
    const path = join(directory, name);
    if (isSound(path)) return path;
  }
  return null;
}

/** Every backup was checked when it was made, but disks age. */
function isSound(path: string): boolean {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      return database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"] === "ok";
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    Deno.renameSync(from, to);
  } catch (thrown) {
    if (!(thrown instanceof Deno.errors.NotFound)) throw thrown;
  }
}
