/**
 * The disk side of history: database and journal together, so that every accepted reading is in
 * exactly one of them. Made from a directory, it replays what the last run left in the journal;
 * each commit moves the waiting rows, every meter's state and the journal's place in one
 * transaction.
 */
import type { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Energy } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import type { MeterReading } from "#model/reading.ts";
import { Zone } from "#model/zone.ts";
import { assert } from "#runtime/assert.ts";
import { closeDatabase, DATABASE_NAME, openDatabase, storeFault } from "./database.ts";
import { Days } from "./days.ts";
import type { HistoryMeter } from "./history_meter.ts";
import { Journal } from "./journal.ts";
import { MeterLedger, type MeterState, newMeterState } from "./meter_ledger.ts";
import { Pending } from "./pending.ts";
import { Rows } from "./rows/rows.ts";

/** A meter's books, its number in the database and its days there. */
export type Book = { readonly number: number; readonly ledger: MeterLedger; readonly days: Days };

export type StoreOptions = {
  readonly directory: string;
  readonly meters: readonly HistoryMeter[];
  readonly nowMs: number;
};

const NOTHING: Energy = { importWh: 0, exportWh: 0 };
const PROBE_NAME = "meterd.probe";
/** Enough for a commit and the log of it. */
const PROBE_BYTES = 262_144;
const METERS_MAX = 255;
const PRUNE_EVERY_MS = 3_600_000;
/** Changed quarters of two months and more. */
const OVERLAYS_MAX = 10_000;
/** A batch of changes that nobody finished in this time was given up. */
const STAGED_MS = 3_600_000;

export class Store implements Disposable {
  /** By meter: those of the settings, and any that only the journal still knew. */
  readonly books: ReadonlyMap<string, Book>;
  readonly rows: Rows;
  /** What opening found: how the last run ended, and what the journal held. */
  readonly found: {
    readonly wasClean: boolean;
    readonly replayed: number;
    readonly tornBytes: number;
  };
  readonly #journal: Journal;
  readonly #database: DatabaseSync;
  readonly #walPath: string;
  readonly #held = new DisposableStack();
  #prunedMs = 0;
  #broken: { readonly thrown: unknown } | null = null;

  /** Opens the directory, replays and commits; throws a `store-…` fault. */
  constructor({ directory, meters, nowMs }: StoreOptions) {
    assert(meters.length <= METERS_MAX, "a database holds 255 meters");
    using held = new DisposableStack();
    try {
      Deno.mkdirSync(directory, { recursive: true });
      const { database, wasClean } = openDatabase(join(directory, DATABASE_NAME));
      this.#database = held.adopt(database, (database) => database.isOpen && database.close());
      this.#journal = held.use(new Journal(directory));
      this.#walPath = join(directory, `${DATABASE_NAME}-wal`);
      this.rows = new Rows(database, (thrown) => this.#suspect(thrown));
      const books = new Map(meters.map((meter) => [meter.id, this.#book(meter)]));
      this.books = books;
      this.found = { wasClean, ...this.#replay(books, nowMs) };
    } catch (thrown) {
      throw storeFault(thrown, directory);
    }
    this.#held = held.move();
  }

  /** Bytes waiting in the journal. */
  get journalBytes(): number {
    return this.#journal.length;
  }

  /**
   * Makes an entered reading survive the death of the process; answers the bytes it took. After a
   * throw this store must be closed and opened anew.
   */
  append(reading: MeterReading): number {
    if (this.#broken !== null) throw this.#broken.thrown;
    return this.#journal.append(reading);
  }

  /** Makes all appended readings survive a power cut. */
  async sync(): Promise<void> {
    await this.#journal.sync();
  }

  /** Writes what waits. `settle` must follow. */
  commit(nowMs: number): void {
    this.#write(this.#journal.sequence, nowMs);
    this.#journal.turn();
  }

  /** Makes the last commit survive a power cut, then forgets the readings it holds. */
  async settle(): Promise<void> {
    await this.syncLog();
    this.#journal.release();
  }

  /** Does all of some work in the database or nothing of it; after a throw as after `append`. */
  transaction<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (thrown) {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw thrown;
    }
  }

  /** Builds the next part of what is derived; `false` when there was nothing to build. */
  build(nowMs: number): boolean {
    return this.transaction(() =>
      [...this.books.values()].some(({ days }) => days.build()) ||
      this.rows.edits.clearStaged(nowMs - STAGED_MS)
    );
  }

  /** Makes what is committed survive a power cut. */
  async syncLog(): Promise<void> {
    using wal = Deno.openSync(this.#walPath, { write: true });
    await wal.syncData();
  }

  /** The last commit of an orderly end. */
  finish(nowMs: number): void {
    const { sequence } = this.#journal;
    this.#write(sequence, nowMs);
    closeDatabase(this.#database);
    this.#journal.restart(sequence);
  }

  /** Closes everything as it is. */
  [Symbol.dispose](): void {
    this.#held.dispose();
  }

  #book(meter: HistoryMeter): Book {
    const { rows } = this;
    const { id: number, state } = rows.meter(meter.id);
    // What an older version did not remember yet begins empty.
    const known = { ...newMeterState(), ...parsed(state ?? "{}", meter.id) };
    const ledger = new MeterLedger(meter, known, {
      quarter: (atMs) => this.#look(() => rows.energy.quarter(number, atMs), null),
      sum: (fromMs, toMs) => this.#look(() => rows.energy.sum(number, { fromMs, toMs }), NOTHING),
      overlays: (fromMs, toMs) => {
        const range = { meter: number, fromMs, toMs, limit: OVERLAYS_MAX };
        return this.#look(() => rows.edits.overlays(range), new Map());
      },
    });
    return { number, ledger, days: new Days(rows, number, meter.zone) };
  }

  /**
   * A disk that cannot even be read must not stop the readings. The books are wrong from here on,
   * so this store takes nothing more and is opened anew.
   */
  #look<T>(lookUp: () => T, nothing: T): T {
    if (!this.#database.isOpen) return nothing;
    try {
      return lookUp();
    } catch (thrown) {
      this.#broken = { thrown };
      return nothing;
    }
  }

  /** A damaged file may first be found by a question; then nothing more is entrusted to it. */
  #suspect(thrown: unknown): void {
    if (storeFault(thrown, this.#walPath).code === "store-corrupt") this.#broken = { thrown };
  }

  #replay(books: Map<string, Book>, nowMs: number): { replayed: number; tornBytes: number } {
    const stored = this.rows.sequence;
    const { readings, tornBytes } = this.#journal.replay(stored);
    for (const { reading } of readings) {
      const { meter } = reading;
      // A meter that has left the settings since; its zone no longer matters.
      if (!books.has(meter)) books.set(meter, this.#book({ id: meter, zone: new Zone("UTC") }));
      books.get(meter)?.ledger.accept(reading);
    }
    const sequence = readings.at(-1)?.sequence ?? stored;
    if (readings.length > 0) {
      this.#write(sequence, nowMs);
      using wal = Deno.openSync(this.#walPath, { write: true });
      wal.syncDataSync();
    }
    this.#journal.restart(sequence);
    return { replayed: readings.length, tornBytes };
  }

  #write(sequence: number, nowMs: number): void {
    if (this.#broken !== null) throw this.#broken.thrown;
    const isPruning = nowMs - this.#prunedMs >= PRUNE_EVERY_MS;
    this.transaction(() => {
      for (const { number, ledger, days } of this.books.values()) {
        if (isPruning) this.rows.prune(number, nowMs);
        if (ledger.pending.isEmpty) continue;
        this.rows.write(number, ledger.pending);
        days.refresh(ledger.pending.quarters.keys());
        this.rows.saveState(number, JSON.stringify(ledger.state));
      }
      this.rows.saveSequence(sequence);
    });
    if (isPruning) this.#prunedMs = nowMs;
    for (const { ledger } of this.books.values()) ledger.pending = new Pending();
  }
}

function parsed(state: string, meter: string): Partial<MeterState> {
  try {
    return JSON.parse(state);
  } catch (cause) {
    throw new Fault("store-corrupt", { what: `the state of ${meter} cannot be read`, cause });
  }
}

/** Throws when the directory does not take data; costs nothing when it does. */
export function probe(directory: string): void {
  const path = join(directory, PROBE_NAME);
  try {
    Deno.writeFileSync(path, new Uint8Array(PROBE_BYTES));
  } finally {
    try {
      Deno.removeSync(path);
    } catch {
      // It was never made.
    }
  }
}
