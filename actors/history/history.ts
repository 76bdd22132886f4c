/**
 * History with and without its disk. A reading is entered into the books, made safe in the journal,
 * and only then handed out. When the disk fails, readings are still handed out and wait in memory;
 * when it is back, the store is opened anew from what it holds and the waiting readings are entered
 * into it. That one way covers every trouble: no right, no room, no disk, a damaged file.
 */
import { Fault } from "#model/fault.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { StoredReading } from "#model/energy.ts";
import type { MeterReading } from "#model/reading.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import { assert } from "#runtime/assert.ts";
import type { Context } from "#runtime/actor.ts";
import { quarterOfMs } from "#energy/quarter.ts";
import { historyAnswers } from "./answers.ts";
import { storeFault } from "./database.ts";
import { MeterLedger, newMeterState, NOTHING_STORED } from "./meter_ledger.ts";
import { type HistoryMeter, probe, Store } from "./store.ts";

export type HistoryOptions = {
  readonly dataDir: string;
  readonly meters: readonly HistoryMeter[];
  readonly context: Pick<Context, "clock" | "count" | "log">;
  /** Is told every change of how history fares. */
  readonly say: (status: PartStatus) => void;
};

/**
 * How often waiting rows are written, the journal is synced, and a bad disk is tried again. A
 * commit rewrites a dozen pages whatever it holds, so rare commits spare the flash; with the
 * actor's tick a power cut loses at most 60 s.
 */
const COMMIT_MS = 600_000;
const SYNC_MS = 45_000;
const RETRY_MS = 30_000;
/** A commit comes early when the journal has grown to this. */
const JOURNAL_BYTES_MAX = 1_048_576;
/** Readings kept while the disk is away: 14 hours of one a second. Later ones are not stored. */
export const BACKLOG_MAX = 50_000;
const PART = "history";

export class History {
  readonly answers: HistoryQuestions;
  /** Whether `tend` should be called at once rather than at its next turn. */
  isUrgent = false;
  readonly #options: HistoryOptions;
  #store: Store | null = null;
  /** The books while there is no store, or while the store is broken. */
  #ledgers = new Map<string, MeterLedger>();
  #fault: Fault | null = null;
  #backlog: MeterReading[] = [];
  #due = { commitMs: 0, syncMs: 0, retryMs: 0 };
  #quarterMs = 0;
  #isClosed = false;

  /** Opens the store if the disk lets it; otherwise begins without one. Never throws a fault. */
  constructor(options: HistoryOptions) {
    this.#options = options;
    this.answers = historyAnswers((meter) => {
      const ledger = this.#ledgers.get(meter);
      const book = this.#store?.books.get(meter);
      if (ledger === undefined) return null;
      if (this.#store === null || book === undefined) return { ledger, disk: null };
      return { ledger, disk: { rows: this.#store.rows, number: book.number } };
    });
    this.#open();
    if (this.#store === null) {
      this.#ledgers = new Map(
        options.meters.map(({ id, zone }) => [
          id,
          new MeterLedger(zone, newMeterState(), NOTHING_STORED),
        ]),
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
    return stored;
  }

  /** One turn of housekeeping: whatever is due of committing, syncing and trying again. */
  async tend(): Promise<void> {
    this.isUrgent = false;
    const nowMs = this.#options.context.clock.monotonicMs();
    if (this.#fault !== null) {
      if (nowMs >= this.#due.retryMs) this.#open();
      return;
    }
    const store = this.#store;
    assert(store !== null, "history without a fault has a store");
    try {
      if (nowMs >= this.#due.commitMs || store.journalBytes >= JOURNAL_BYTES_MAX) {
        this.#due.commitMs = nowMs + COMMIT_MS;
        this.#due.syncMs = nowMs + SYNC_MS;
        store.commit(this.#options.context.clock.nowMs());
        this.#options.context.count("commits");
        await store.settle();
      } else if (nowMs >= this.#due.syncMs) {
        this.#due.syncMs = nowMs + SYNC_MS;
        await store.sync();
      }
    } catch (thrown) {
      if (!this.#isClosed) this.#lose(thrown);
    }
  }

  /** The orderly end: everything is written and closed. */
  finish(): void {
    // The last chance of what waits, although its turn had not come.
    if (this.#backlog.length > 0) this.#open();
    try {
      if (this.#fault === null) this.#store?.finish(this.#options.context.clock.nowMs());
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
    this.#store?.[Symbol.dispose]();
    this.#store = null;
  }

  #keep(reading: MeterReading): void {
    const { count } = this.#options.context;
    if (this.#fault === null) {
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

  /** Opens the store, and enters what waited for it. */
  #open(): void {
    const { dataDir, meters, context } = this.#options;
    const { clock, count, log } = context;
    let store: Store;
    try {
      // As long as the disk takes nothing, the old store at least answers questions.
      if (this.#store !== null) probe(dataDir);
      this.#store?.[Symbol.dispose]();
      this.#store = null;
      store = new Store({ directory: dataDir, meters, nowMs: clock.nowMs() });
    } catch (thrown) {
      return this.#lose(thrown);
    }
    const { corruptPath, replayed, tornBytes } = store.found;
    count("replayed", replayed);
    count("tornBytes", tornBytes);
    if (replayed > 0 || tornBytes > 0) log.info("journal replayed", { replayed, tornBytes });
    this.#store = store;
    this.#fault = null;
    this.#ledgers = new Map([...store.books].map(([id, { ledger }]) => [id, ledger]));
    const nowMs = clock.monotonicMs();
    this.#due = { commitMs: nowMs + COMMIT_MS, syncMs: nowMs + SYNC_MS, retryMs: 0 };
    const waiting = this.#backlog;
    this.#backlog = [];
    for (const reading of waiting) this.accept(reading);
    if (this.#fault === null) this.#tell(corruptPath);
  }

  /** From here on readings wait in memory. */
  #lose(thrown: unknown): void {
    const fault = storeFault(thrown, this.#options.dataDir);
    const isNews = this.#fault?.code !== fault.code;
    this.#fault = fault;
    this.#due.retryMs = this.#options.context.clock.monotonicMs() + RETRY_MS;
    if (!isNews) return;
    this.#options.context.count("diskFaults");
    this.#options.context.log.error(fault);
    this.#options.say(faultStatus(PART, fault, this.#options.context.clock.nowMs()));
  }

  #tell(corruptPath: string | null): void {
    const { say, context } = this.#options;
    const sinceMs = context.clock.nowMs();
    if (corruptPath === null) {
      const text = "Every reading is stored";
      return say({ part: PART, state: "ok", text, fault: null, sinceMs });
    }
    const fault = new Fault("store-corrupt", { what: `kept as ${corruptPath}` });
    context.log.warn(fault);
    say({ ...faultStatus(PART, fault, sinceMs), state: "warning" });
  }
}
