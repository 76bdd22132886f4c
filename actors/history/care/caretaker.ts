/**
 * Keeps the database well: makes backups when their time comes, checks every one of them, and looks
 * through the database after an end that was not orderly. One job at a time, none of them on the
 * way of a reading.
 */
import { join } from "node:path";
import type { Backup } from "#model/backup.ts";
import { asFault, Fault } from "#model/fault.ts";
import type { Zone } from "#model/zone.ts";
import type { Context } from "#runtime/actor.ts";
import { DATABASE_NAME, storeFault } from "../database.ts";
import { backupName, backupsIn, removeOldBackups } from "./backup_files.ts";
import { care, type CareJob } from "./care_job.ts";

export type BackupPlan = {
  /** Where backups are; empty for a directory beside the database. */
  readonly backupDir: string;
  /** Days between two; 0 for none. */
  readonly backupDays: number;
  /** Local hour at which they are made. */
  readonly backupHour: number;
  readonly backupKeep: number;
};

export type CaretakerOptions = {
  readonly dataDir: string;
  readonly plan: BackupPlan;
  readonly zone: Zone;
  readonly context: Pick<Context, "clock" | "count" | "log">;
  /** Is told that the database is damaged. */
  readonly damaged: (fault: Fault) => void;
  /** Is told how the last backup went; `null` is well. */
  readonly backedUp: (fault: Fault | null) => void;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A check begins so long after the start, when the house has settled. */
const CHECK_AFTER_MS = 60_000;

/** Where the backups of a data directory are. */
export function backupDirectory(dataDir: string, { backupDir }: Pick<BackupPlan, "backupDir">) {
  return backupDir === "" ? join(dataDir, "backups") : backupDir;
}

export class Caretaker {
  readonly #options: CaretakerOptions;
  readonly #directory: string;
  #job: { stop(): void } | null = null;
  /** When a check is due, on the monotonic clock; `null` when none is. */
  #checkMs: number | null = null;
  /** Not before this is a backup made: not in the first hour, and an hour after a failure. */
  #notBeforeMs: number;

  constructor(options: CaretakerOptions) {
    this.#options = options;
    this.#notBeforeMs = options.context.clock.monotonicMs() + HOUR_MS;
    this.#directory = backupDirectory(options.dataDir, options.plan);
  }

  get backups(): Backup[] {
    return backupsIn(this.#directory);
  }

  /** Asks for a check of the whole database. */
  doubt(): void {
    this.#checkMs = this.#options.context.clock.monotonicMs() + CHECK_AFTER_MS;
  }

  /** Begins what is due. */
  tend(): void {
    const nowMs = this.#options.context.clock.monotonicMs();
    if (this.#checkMs !== null && nowMs >= this.#checkMs && this.#job === null) {
      this.#checkMs = null;
      this.#run(null);
    } else if (nowMs >= this.#notBeforeMs) {
      try {
        if (this.#isBackupDue()) this.backUp();
      } catch (thrown) {
        this.#failed(thrown);
      }
    }
  }

  /** Begins a backup; `false` when a job is under way. */
  backUp(): boolean {
    if (this.#job !== null) return false;
    try {
      Deno.mkdirSync(this.#directory, { recursive: true });
      this.#run(join(this.#directory, backupName(this.#options.context.clock.nowMs())));
    } catch (thrown) {
      this.#failed(thrown);
    }
    return true;
  }

  /** Breaks off what is under way: the database is about to be another one. */
  stop(): void {
    this.#job?.stop();
    this.#job = null;
  }

  /** The hour has struck since the last backup, and enough days have gone. */
  #isBackupDue(): boolean {
    const { plan, zone, context } = this.#options;
    if (plan.backupDays === 0) return false;
    const atMs = context.clock.nowMs();
    const dueMs = zone.startOfMs("day", atMs) + plan.backupHour * HOUR_MS;
    const lastMs = this.backups[0]?.atMs ?? -Infinity;
    return atMs >= dueMs && lastMs < dueMs - (plan.backupDays - 1) * DAY_MS - HOUR_MS;
  }

  #run(copy: string | null): void {
    const { dataDir } = this.#options;
    const job = { source: join(dataDir, DATABASE_NAME), copy };
    const running = this.#job = care(job);
    running.result.then(({ damage }) => this.#ended(job, damage), (thrown) => {
      this.#job = null;
      if (copy === null) this.#options.context.log.warn(asFault(thrown));
      else this.#failed(thrown);
    });
  }

  #ended({ copy, source }: CareJob, damage: string | null): void {
    const { context, damaged, backedUp, plan } = this.#options;
    this.#job = null;
    if (damage !== null) {
      const fault = new Fault("store-corrupt", { what: damage });
      return copy === null ? damaged(fault) : this.#failed(fault);
    }
    if (copy === null) return context.log.info("database checked", { path: source });
    context.count("backups");
    context.log.info("backup made", { path: copy });
    try {
      removeOldBackups(this.#directory, plan.backupKeep);
    } catch (thrown) {
      return this.#failed(thrown);
    }
    backedUp(null);
  }

  #failed(thrown: unknown): void {
    const { context, backedUp } = this.#options;
    const nowMs = context.clock.monotonicMs();
    this.#notBeforeMs = nowMs + HOUR_MS;
    const cause = storeFault(thrown, this.#directory);
    // A damaged copy may be the fault of its disk alone: only a check of the database itself tells.
    if (cause.code === "store-corrupt") this.#checkMs = nowMs;
    const fault = new Fault("store-backup", { what: cause.message, cause });
    context.count("backupsFailed");
    context.log.warn(fault);
    backedUp(fault);
  }
}
