/**
 * History with and without its disk. A reading is entered into the books, made safe in the journal,
 * and only then handed out. When the disk fails, readings are still handed out and wait in memory;
 * when it is back, the store is opened anew from what it holds and the waiting readings are entered
 * into it. That one way covers every trouble: no right, no room, no disk, a damaged file.
 */
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import { assert } from "#runtime/assert.ts";
import type { Context } from "#runtime/actor.ts";
import { turn } from "#runtime/turn.ts";
import { quarterOfMs } from "#energy/quarter.ts";
import { backupDirectory, type BackupPlan, Caretaker } from "./care/caretaker.ts";
import { Condition } from "./condition.ts";
import { storeFault } from "./database.ts";
import { historyDesk } from "./desk.ts";
import type { HistoryMeter } from "./history_meter.ts";
import { MeterLedger, newMeterState, NOTHING_STORED } from "./meter_ledger.ts";
import { openStore } from "./open_store.ts";
import type { Shelf } from "./shelf.ts";
import { probe, type Store } from "./store.ts";

export type HistoryOptions = {
  readonly dataDir: string;
  readonly meters: readonly HistoryMeter[];
  readonly backups: BackupPlan;
  readonly context: Pick<Context, "clock" | "count" | "log">;
  /** Is told every change of how history fares. */
  readonly say: (status: PartStatus) => void;
  /** Is told when closed energy is no longer what it was. */
  readonly changed: (change: EnergyChanged) => void;
};

/**
 * How often waiting rows are written, the journal is synced, and a bad disk is tried again. A
 * commit rewrites a dozen pages whatever it holds, so rare commits spare the flash; with the
 * actor's tick a power cut loses at most 60 s.
 */
const COMMIT_MS = 600_000;
const SYNC_MS = 40_000;
const RETRY_MS = 30_000;
/** A commit comes early when the journal has grown to this. */
const JOURNAL_BYTES_MAX = 1_048_576;
/** Readings kept while the disk is away: 14 hours of one a second. Later ones are not stored. */
export const BACKLOG_MAX = 50_000;
/** Temperatures kept while the disk is away: a day of a house full of thermometers. */
const UNSTORED_MAX = 10_000;

export class History {
  readonly answers: HistoryQuestions;
  /** Whether `tend` should be called at once rather than at its next turn. */
  isUrgent = false;
  readonly #options: HistoryOptions;
  readonly #condition: Condition;
  readonly #caretaker: Caretaker;
  #store: Store | null = null;
  /** The books while there is no store, or while the store is broken. */
  #ledgers = new Map<string, MeterLedger>();
  #backlog: MeterReading[] = [];
  #unstored: TemperaturePoint[] = [];
  #due = { commitMs: 0, syncMs: 0, retryMs: 0 };
  #quarterMs = 0;
  /** Whether something derived may have to be built. */
  #hasChores = true;
  #isClosed = false;

  /** Opens the store if the disk lets it; otherwise begins without one. Never throws a fault. */
  constructor(options: HistoryOptions) {
    this.#options = options;
    const { dataDir, backups: plan, meters, context } = options;
    this.#condition = new Condition(options);
    this.#caretaker = new Caretaker({
      dataDir,
      plan,
      zone: meters[0]!.zone,
      context,
      damaged: (fault) => this.#lose(fault),
      backedUp: (fault) => this.#condition.backedUp(fault),
    });
    this.answers = historyDesk({
      shelfOf: (meter) => this.#shelf(meter),
      unstored: () => this.#unstored,
      caretaker: this.#caretaker,
      nowMs: () => context.clock.nowMs(),
      change: (work) => this.#change(work),
      entered: (store, change) => this.#entered(store, change),
    });
    this.#open();
    if (this.#store === null) {
      this.#ledgers = new Map(
        meters.map((meter) => [meter.id, new MeterLedger(meter, newMeterState(), NOTHING_STORED)]),
      );
    }
  }

  /** Enters a reading and makes it safe; `null` for one that was accepted before. */
  accept(reading: MeterReading): StoredReading | null {
    const { count } = this.#options.context;
    const ledger = this.#ledgers.get(reading.meter);
    assert(ledger !== undefined, `history knows the meter ${reading.meter}`);
    if (ledger.isKnown(reading.frame)) {
      count("duplicates");
      return null;
    }
    const stored = ledger.accept(reading);
    this.#keep(reading);
    const quarterMs = quarterOfMs(reading.reading.receivedAtMs);
    if (quarterMs !== this.#quarterMs) {
      this.#quarterMs = quarterMs;
      this.#due.syncMs = 0;
      this.isUrgent = true;
    }
    this.#tellChanges(ledger);
    return stored;
  }

  /** Keeps closed five minutes of thermometers. */
  keepTemperatures(points: readonly TemperaturePoint[]): void {
    this.#unstored.push(...points);
    const tooMany = this.#unstored.length - UNSTORED_MAX;
    if (tooMany > 0) this.#options.context.count("temperaturesNotStored", tooMany);
    this.#unstored.splice(0, tooMany);
    this.#storeTemperatures();
  }

  /** One turn of housekeeping: whatever is due of committing, syncing and trying again. */
  async tend(): Promise<void> {
    this.isUrgent = false;
    const { clock, count } = this.#options.context;
    const nowMs = clock.monotonicMs();
    if (this.#condition.fault !== null) {
      if (nowMs >= this.#due.retryMs) this.#open();
      return;
    }
    const store = this.#store;
    assert(store !== null, "history without a fault has a store");
    try {
      if (nowMs >= this.#due.commitMs || store.journalBytes >= JOURNAL_BYTES_MAX) {
        this.#due.commitMs = nowMs + COMMIT_MS;
        this.#due.syncMs = nowMs + SYNC_MS;
        store.commit(clock.nowMs());
        count("commits");
        this.#hasChores = true;
        await store.settle();
      } else if (nowMs >= this.#due.syncMs) {
        this.#due.syncMs = nowMs + SYNC_MS;
        await store.sync();
      }
      if (this.#hasChores && store === this.#store) {
        this.isUrgent = this.#hasChores = store.build(clock.nowMs());
        await turn();
      }
      this.#caretaker.tend();
    } catch (thrown) {
      if (!this.#isClosed) this.#lose(thrown);
    }
  }

  /** The orderly end: everything is written and closed. */
  finish(): void {
    this.#caretaker.stop();
    // The last chance of what waits, although its turn had not come.
    if (this.#backlog.length > 0) this.#open();
    try {
      if (this.#condition.fault === null) this.#store?.finish(this.#options.context.clock.nowMs());
    } catch (thrown) {
      this.#lose(thrown);
    }
    const lost = this.#backlog.length;
    if (lost > 0) this.#options.context.log.error(`${lost} readings could not be stored`);
    this.close();
  }

  /** Lets go of the files as they are. */
  close(): void {
    this.#isClosed = true;
    this.#caretaker.stop();
    this.#store?.[Symbol.dispose]();
    this.#store = null;
  }

  #shelf(meter: string): Shelf | null {
    const ledger = this.#ledgers.get(meter);
    if (ledger === undefined) return null;
    const book = this.#store?.books.get(meter);
    if (this.#store === null || book === undefined) return { ledger, disk: null };
    return { ledger, disk: { rows: this.#store.rows, number: book.number, days: book.days } };
  }

  /** Changes what is stored; without a disk nothing can be changed. */
  async #change<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = this.#store;
    const { fault } = this.#condition;
    if (fault !== null || store === null) throw fault ?? new Fault("store-unwritable");
    try {
      return await work(store);
    } catch (thrown) {
      const fault = storeFault(thrown, this.#options.dataDir);
      if (fault.code.startsWith("store-") && store === this.#store) this.#lose(fault);
      throw fault;
    }
  }

  async #entered(store: Store, change: EnergyChanged): Promise<void> {
    this.#ledgers.get(change.meter)?.forgetSums();
    this.#hasChores = true;
    this.#options.changed(change);
    await store.syncLog();
  }

  #tellChanges({ changed, meter }: MeterLedger): void {
    const span = changed.take();
    if (span !== null) this.#options.changed({ meter: meter.id, ...span });
  }

  #keep(reading: MeterReading): void {
    const { count } = this.#options.context;
    if (this.#condition.fault === null) {
      try {
        const bytes = this.#store?.append(reading) ?? 0;
        count("readings");
        count("journalBytes", bytes);
        if ((this.#store?.journalBytes ?? 0) >= JOURNAL_BYTES_MAX) this.isUrgent = true;
        return;
      } catch (thrown) {
        this.#lose(thrown);
      }
    }
    if (this.#backlog.length < BACKLOG_MAX) {
      this.#backlog.push(reading);
    } else {
      count("readingsNotStored");
      this.#ledgers.get(reading.meter)?.pending.minutes.clear();
    }
  }

  /** They are few, so each is stored at once. */
  #storeTemperatures(): void {
    const store = this.#store;
    if (this.#condition.fault !== null || store === null || this.#unstored.length === 0) return;
    try {
      store.transaction(() => store.rows.temperatures.write(this.#unstored));
      this.#unstored = [];
    } catch (thrown) {
      this.#lose(thrown);
    }
  }

  /** Opens the store, and enters what waited for it. */
  #open(): void {
    const { dataDir, meters, context, backups } = this.#options;
    const { clock, count, log } = context;
    const isDamaged = this.#condition.fault?.code === "store-corrupt";
    this.#caretaker.stop();
    let opened: ReturnType<typeof openStore>;
    try {
      // As long as the disk takes nothing, the old store at least answers questions.
      if (this.#store !== null) probe(dataDir);
      this.#store?.[Symbol.dispose]();
      this.#store = null;
      const backupDir = backupDirectory(dataDir, backups);
      opened = openStore({ dataDir, backupDir, meters, nowMs: clock.nowMs(), isDamaged });
    } catch (thrown) {
      return this.#lose(thrown);
    }
    const { store, repair } = opened;
    const { wasClean, replayed, tornBytes } = store.found;
    count("replayed", replayed);
    count("tornBytes", tornBytes);
    if (replayed > 0 || tornBytes > 0) log.info("journal replayed", { replayed, tornBytes });
    if (!wasClean) this.#caretaker.doubt();
    this.#store = store;
    this.#condition.opened(repair);
    this.#hasChores = true;
    this.#ledgers = new Map([...store.books].map(([id, { ledger }]) => [id, ledger]));
    const tickMs = clock.monotonicMs();
    this.#due = { commitMs: tickMs + COMMIT_MS, syncMs: tickMs + SYNC_MS, retryMs: 0 };
    const waiting = this.#backlog;
    this.#backlog = [];
    for (const reading of waiting) this.accept(reading);
    for (const ledger of this.#ledgers.values()) this.#tellChanges(ledger);
    this.#storeTemperatures();
    this.#condition.tell();
  }

  /** From here on readings wait in memory. */
  #lose(thrown: unknown): void {
    const { context, dataDir } = this.#options;
    const fault = storeFault(thrown, dataDir);
    const isNews = this.#condition.lost(fault);
    // Damage is mended at once, everything else gets time to pass.
    const isMended = isNews && fault.code === "store-corrupt";
    this.#due.retryMs = context.clock.monotonicMs() + (isMended ? 0 : RETRY_MS);
    if (isMended) this.isUrgent = true;
  }
}
