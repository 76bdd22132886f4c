/**
 * The disk side of history: database and journal together, so that every accepted reading is in
 * exactly one of them. Made from a directory, it replays what the last run left in the journal;
 * each commit moves the waiting rows, every meter's state and the journal's place in one
 * transaction.
 */
import type { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Energy } from "#model/energy.ts";
import type { MeterReading } from "#model/reading.ts";
import { Zone } from "#model/zone.ts";
import { assert } from "#runtime/assert.ts";
import { closeDatabase, DATABASE_NAME, openDatabase, storeFault } from "./database.ts";
import { Journal } from "./journal.ts";
import { MeterLedger, type MeterState, newMeterState } from "./meter_ledger.ts";
import { Pending } from "./pending.ts";
import { Rows } from "./rows.ts";

/** A meter of the settings, as far as history must know it. */
export type HistoryMeter = { readonly id: string; readonly zone: Zone };

/** A meter's books and its number in the database. */
export type Book = { readonly number: number; readonly ledger: MeterLedger };

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

export class Store implements Disposable {
  /** By meter: those of the settings, and any that only the journal still knew. */
  readonly books: ReadonlyMap<string, Book>;
  readonly rows: Rows;
  /** What opening found: where a damaged database was put, and what the journal held. */
  readonly found: {
    readonly corruptPath: string | null;
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
      const { database, corruptPath } = openDatabase(directory, nowMs);
      this.#database = held.adopt(database, (database) => database.isOpen && database.close());
      this.#journal = held.use(new Journal(directory));
      this.#walPath = join(directory, `${DATABASE_NAME}-wal`);
      this.rows = new Rows(database);
      const books = new Map(meters.map((meter) => [meter.id, this.#book(meter)]));
      this.books = books;
      this.found = { corruptPath, ...this.#replay(books, nowMs) };
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
    using wal = Deno.openSync(this.#walPath, { write: true });
    await wal.syncData();
    this.#journal.release();
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

  #book({ id, zone }: HistoryMeter): Book {
    const { rows } = this;
    const { id: number, state } = rows.meter(id);
    // What an older version did not remember yet begins empty.
    const stored = JSON.parse(state ?? "{}") as Partial<MeterState>;
    const known = { ...newMeterState(), ...stored };
    const ledger = new MeterLedger(zone, known, {
      quarter: (atMs) => this.#look(() => rows.quarter(number, atMs), null),
      sum: (fromMs, toMs) => this.#look(() => rows.sum(number, { fromMs, toMs }), NOTHING),
    });
    return { number, ledger };
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
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      for (const { number, ledger } of this.books.values()) {
        if (isPruning) this.rows.prune(number, nowMs);
        if (ledger.pending.isEmpty) continue;
        this.rows.write(number, ledger.pending);
        this.rows.saveState(number, JSON.stringify(ledger.state));
      }
      this.rows.saveSequence(sequence);
      this.#database.exec("COMMIT");
    } catch (thrown) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw thrown;
    }
    if (isPruning) this.#prunedMs = nowMs;
    for (const { ledger } of this.books.values()) ledger.pending = new Pending();
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
