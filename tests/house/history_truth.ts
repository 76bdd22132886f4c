/** What must be true of a history directory whatever happened to the process that wrote it. */
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { DATABASE_NAME } from "#actors/history/database.ts";
import { backupsIn } from "#actors/history/care/backup_files.ts";
import { qualityOf } from "#energy/quarter.ts";
import type { EditBatch } from "#model/edits.ts";
import { HISTORY_ROWS_MAX, type HistoryQuestions } from "#model/history.ts";
import type { MeterReading } from "#model/reading.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { changesOf } from "#tests/support/history_hands.ts";
import { CHILD_METERS } from "#tests/support/history_household.ts";
import { historyLife } from "#tests/support/history_life.ts";

/** The energy of one quarter of one meter. */
export type MeteredQuarter = {
  readonly meter: string;
  readonly atMs: number;
  readonly importWh: number;
  readonly exportWh: number;
  readonly quality: string;
};

/** What a directory holds once a new history has recovered it and ended. */
export type Found = {
  /** `meter receivedAtMs` of every stored reading. */
  readonly names: readonly string[];
  readonly readings: readonly MeterReading[];
  /** What the meters said, beneath all edits. */
  readonly metered: readonly MeteredQuarter[];
  readonly batches: readonly EditBatch[];
  /** Backups that say they are whole. */
  readonly backups: number;
  /** What is wrong in itself, each in words; nothing if all is well. */
  readonly faults: readonly string[];
};

const ALL = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** A reading's own name: no meter says two things in one second. */
export function nameOf({ meter, reading }: MeterReading): string {
  return `${meter} ${reading.receivedAtMs}`;
}

/**
 * Opens a directory as a restarted process would, hands it what is heard then, ends it, and looks
 * at what is there.
 */
export async function foundIn(
  dataDir: string,
  { nowMs, heard = [] }: { readonly nowMs: number; readonly heard?: readonly MeterReading[] },
): Promise<Found> {
  const { history, statuses } = historyLife(dataDir, new VirtualClock(nowMs));
  for (const reading of heard) history.accept(reading);
  // Until nothing is left to build.
  do await history.tend(); while (history.isUrgent);
  const { answers } = history;
  const batches = CHILD_METERS.map(({ id: meter }) =>
    answers.batches({ meter, limit: HISTORY_ROWS_MAX })
  );
  const shown = CHILD_METERS.flatMap(({ id: meter }) =>
    answers.energy({ meter, ...ALL, step: "15min" }).map((point) => ({ ...point, meter }))
  );
  const faults = [
    ...statuses.flatMap(({ state, text }) => state === "ok" ? [] : [`history says: ${text}`]),
    ...batches.flatMap((of, at) => tornBatches(answers, CHILD_METERS[at]!.id, of)),
    ...wrongDays(answers),
  ];
  history.finish();
  const backups = backupPaths(dataDir);
  for (const path of [join(dataDir, DATABASE_NAME), ...backups]) {
    const said = integrity(path);
    if (said !== "ok") faults.push(`SQLite says of ${path}: ${said}`);
  }
  const metered = meteredQuarters(dataDir);
  const live = batches.map((of) => of.filter(({ undoneAtMs }) => undoneAtMs === null));
  faults.push(...differences("shown", withEdits(metered, live), shown));
  const { readings } = historyDump(dataDir);
  return {
    names: readings.map(nameOf),
    readings,
    metered,
    batches: batches.flat(),
    backups: backups.length,
    faults,
  };
}

/** The quarters that readings make when nothing ever happens to the process. */
export function undisturbedQuarters(readings: readonly MeterReading[]): MeteredQuarter[] {
  const directory = Deno.makeTempDirSync();
  const { history } = historyLife(directory);
  for (const reading of readings) history.accept(reading);
  const quarters = quartersOf(history.answers);
  history.close();
  Deno.removeSync(directory, { recursive: true });
  return quarters;
}

/** All quarters of a history that nobody edited. */
export function quartersOf(answers: HistoryQuestions): MeteredQuarter[] {
  return CHILD_METERS.flatMap(({ id: meter }) =>
    answers.energy({ meter, ...ALL, step: "15min" }).map((point) => ({ ...point, meter }))
  );
}

/** Quarters of a list that the other does not have just so, in words. */
export function differences(
  what: string,
  expected: readonly MeteredQuarter[],
  found: readonly MeteredQuarter[],
): string[] {
  const lineOf = ({ meter, atMs, importWh, exportWh, quality }: MeteredQuarter) =>
    `${meter} ${new Date(atMs).toISOString()} ${importWh} ${exportWh} ${quality}`;
  const [wanted, got] = [new Set(expected.map(lineOf)), new Set(found.map(lineOf))];
  return [
    ...[...wanted.difference(got)].map((line) => `${what}, missing: ${line}`),
    ...[...got.difference(wanted)].map((line) => `${what}, wrong: ${line}`),
  ];
}

/** SQLite's own opinion of a database that nobody has open. */
function integrity(path: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return database.prepare("PRAGMA integrity_check").get()?.["integrity_check"];
  } catch (thrown) {
    return thrown;
  } finally {
    database.close();
  }
}

function backupPaths(dataDir: string): string[] {
  const directory = join(dataDir, "backups");
  return backupsIn(directory).map(({ name }) => join(directory, name));
}

function meteredQuarters(dataDir: string): MeteredQuarter[] {
  const database = new DatabaseSync(join(dataDir, DATABASE_NAME), { readOnly: true });
  try {
    const rows = database.prepare(`SELECT name, at, import_wh, export_wh, quality, open
      FROM energy_15min JOIN meter ON meter.id = energy_15min.meter`).all();
    return rows.map((row) => ({
      meter: String(row["name"]),
      atMs: Number(row["at"]) * 1000,
      importWh: Number(row["import_wh"]),
      exportWh: Number(row["export_wh"]),
      quality: qualityOf({ quality: Number(row["quality"]), open: Number(row["open"]) }),
    }));
  } finally {
    database.close();
  }
}

/** Batches of which not every change is there. */
function tornBatches(
  answers: HistoryQuestions,
  meter: string,
  batches: readonly EditBatch[],
): string[] {
  return batches.flatMap(({ batch, note }) => {
    const rows = answers.edited({ meter, batch, ...ALL })
      .map(({ atMs, importWh, exportWh }) => ({ atMs, importWh, exportWh }));
    const isWhole = JSON.stringify(rows) === JSON.stringify(changesOf(note));
    return isWhole ? [] : [`batch ${batch} of ${meter} has ${rows.length} changes`];
  });
}

/** The days must add up to the quarters. */
function wrongDays(answers: HistoryQuestions): string[] {
  return CHILD_METERS.flatMap(({ id: meter }) => {
    const sum = (step: "15min" | "day") =>
      answers.energy({ meter, ...ALL, step }).reduce((a, b) => a + b.importWh - b.exportWh, 0);
    return sum("day") === sum("15min") ? [] : [`the days of ${meter} are not its quarters`];
  });
}

/** @param live By meter the batches that count, the newest first. */
function withEdits(
  metered: readonly MeteredQuarter[],
  live: readonly (readonly EditBatch[])[],
): MeteredQuarter[] {
  const quarters = new Map(metered.map((row) => [`${row.meter} ${row.atMs}`, row]));
  CHILD_METERS.forEach(({ id: meter }, at) => {
    for (const { note, kind } of (live[at] ?? []).toReversed()) {
      for (const { atMs, importWh, exportWh } of changesOf(note)) {
        const beneath = quarters.get(`${meter} ${atMs}`);
        quarters.set(`${meter} ${atMs}`, {
          meter,
          atMs,
          importWh: importWh ?? beneath?.importWh ?? 0,
          exportWh: exportWh ?? beneath?.exportWh ?? 0,
          quality: kind === "edit" ? "edited" : "imported",
        });
      }
    }
  });
  return [...quarters.values()];
}
