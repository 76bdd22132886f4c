/** The directory of backups: their names, the newest ones, and which are too many. */
import { join } from "node:path";
import type { Backup } from "#model/backup.ts";

const NAME = /^meterd-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;

/** An instant as it stands in the names of files, for example `20260310T090507Z`. */
export function stampOf(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** A name that tells when it was made. */
export function backupName(atMs: number): string {
  return `meterd-${stampOf(atMs)}.db`;
}

/** The whole backups of a directory, the newest first; none if there is no such directory. */
export function backupsIn(directory: string): Backup[] {
  const found: Backup[] = [];
  for (const name of namesIn(directory)) {
    const match = NAME.exec(name);
    if (match === null) continue;
    const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
    const atMs = Date.UTC(year!, month! - 1, day, hour, minute, second);
    found.push({ name, atMs, bytes: Deno.statSync(join(directory, name)).size });
  }
  return found.sort((a, b) => b.atMs - a.atMs);
}

/** Removes the oldest backups beyond a number, and what was never finished. */
export function removeOldBackups(directory: string, keep: number): void {
  for (const { name } of backupsIn(directory).slice(keep)) Deno.removeSync(join(directory, name));
  for (const name of namesIn(directory)) {
    if (/^meterd-.*\.part(-journal)?$/.test(name)) Deno.removeSync(join(directory, name));
  }
}

function namesIn(directory: string): string[] {
  try {
    return [...Deno.readDirSync(directory)].map(({ name }) => name);
  } catch (thrown) {
    const { NotFound, NotADirectory } = Deno.errors;
    if (thrown instanceof NotFound || thrown instanceof NotADirectory) return [];
    throw thrown;
  }
}
