/**
 * The books of one meter in memory: what a reading changes is worked out here at once, and waits in
 * `pending` for the next commit. The state is plain data; a ledger made from it goes on as if there
 * had been no pause.
 */
import type { Energy, StoredReading } from "#model/energy.ts";
import type { MeterReading, Reading } from "#model/reading.ts";
import type { Zone } from "#model/zone.ts";
import { IntervalRules, type IntervalState, newIntervalState } from "#energy/intervals.ts";
import { merge, newestOf, type NewestState } from "#energy/newest.ts";
import { netWOf } from "#energy/power.ts";
import { intoBucket, type PowerBucket } from "#energy/power_bucket.ts";
import {
  type Direction,
  emptyQuarter,
  type EnergyEvent,
  type Posting,
  postTo,
  type Quarter,
  type QuarterBook,
} from "#energy/quarter.ts";
import { RunningSums } from "#energy/running.ts";
import { MINUTE_MS, minuteOfMs } from "./minute.ts";
import { Pending } from "./pending.ts";

/** All that is remembered of a meter between two readings. */
export type MeterState = {
  readonly intervals: IntervalState;
  power10s: PowerBucket | null;
  power1min: PowerBucket | null;
  /** The meter's fields across its telegrams. */
  across: NewestState | null;
  frame: MeterReading["frame"] | null;
  /** Hour of the last stored register values, ms UTC. */
  registerHourMs: number;
};

/** What the ledger looks up in the database. */
export type StoredQuarters = {
  quarter(atMs: number): Quarter | null;
  sum(fromMs: number, toMs: number): Energy;
};

/** A database that holds nothing. */
export const NOTHING_STORED: StoredQuarters = {
  quarter: () => null,
  sum: () => ({ importWh: 0, exportWh: 0 }),
};

const HOUR_MS = 3_600_000;
const TEN_S_MS = 10_000;
const EVENTS_MAX = 100;
/** While the disk is away, rows of a kind beyond this many are not kept for display. */
const ROWS_MAX = 10_000;

export function newMeterState(): MeterState {
  return {
    intervals: newIntervalState(),
    power10s: null,
    power1min: null,
    across: null,
    frame: null,
    registerHourMs: 0,
  };
}

export class MeterLedger implements QuarterBook {
  pending = new Pending();
  readonly #rules: IntervalRules;
  readonly #running: RunningSums;

  constructor(
    readonly zone: Zone,
    readonly state: MeterState,
    readonly stored: StoredQuarters,
  ) {
    this.#rules = new IntervalRules(state.intervals, this);
    this.#running = new RunningSums(zone, (fromMs, toMs) => {
      const stored = this.stored.sum(fromMs, toMs);
      const change = this.pending.changeWh(fromMs, toMs);
      return {
        importWh: stored.importWh + change.importWh,
        exportWh: stored.exportWh + change.exportWh,
      };
    });
  }

  /** Whether a frame was accepted before: it comes again when its sender was restarted. */
  isKnown({ stream, endOffset }: MeterReading["frame"]): boolean {
    const { frame } = this.state;
    return frame !== null && frame.stream === stream && endOffset <= frame.endOffset;
  }

  /** Enters a reading. */
  accept(entry: MeterReading): StoredReading {
    const { state, pending } = this;
    const { reading, frame } = entry;
    const atMs = reading.receivedAtMs;
    this.#rules.take(reading);
    const { power } = state.intervals;
    if (power.importW !== null || power.exportW !== null) {
      state.power10s = intoBucket(state.power10s, power, { atMs, spanMs: TEN_S_MS });
      keep(pending.power10s, state.power10s.atMs, state.power10s);
      state.power1min = intoBucket(state.power1min, power, { atMs, spanMs: MINUTE_MS });
      keep(pending.power1min, state.power1min.atMs, state.power1min);
    }
    const minuteMs = minuteOfMs(atMs);
    const minute = pending.minutes.get(minuteMs);
    if (minute === undefined) keep(pending.minutes, minuteMs, [entry]);
    else minute.push(entry);
    const { state: across, isStale } = merge(state.across, reading);
    if (!isStale) this.#keepRegisters(reading);
    state.across = across;
    state.frame = frame;
    return { ...entry, ...this.#known(across, atMs), ...(isStale ? { isStale } : {}) };
  }

  /** The newest state, every field as last heard; `null` before the first reading. */
  latest(meter: string): StoredReading | null {
    const { across, frame } = this.state;
    if (across === null || frame === null) return null;
    const known = this.#known(across, across.heard.receivedAtMs);
    return { meter, reading: known.newest, frame, ...known };
  }

  /** Every field as the meter itself last said it; `null` before the first reading. */
  heard(meter: string): MeterReading | null {
    const { across, frame } = this.state;
    return across === null || frame === null ? null : { meter, reading: across.heard, frame };
  }

  post(quarterMs: number, direction: Direction, posting: Posting): void {
    postTo(this.#quarter(quarterMs), direction, posting);
    const { byWh } = posting;
    if (byWh === 0) return;
    this.#running.add(quarterMs, {
      importWh: direction === "import" ? byWh : 0,
      exportWh: direction === "export" ? byWh : 0,
    });
  }

  cover(quarterMs: number, byMs: number): void {
    this.#quarter(quarterMs).coveredMs += byMs;
  }

  note(event: EnergyEvent): void {
    if (this.pending.events.length < EVENTS_MAX) this.pending.events.push(event);
  }

  #known(across: NewestState, atMs: number): Pick<StoredReading, "newest" | "netW" | "running"> {
    const netW = netWOf(this.state.intervals.power);
    return { newest: newestOf(across), netW, running: this.#running.at(atMs) };
  }

  #quarter(quarterMs: number): Quarter {
    const waiting = this.pending.quarters.get(quarterMs);
    if (waiting !== undefined) return waiting.quarter;
    const quarter = this.stored.quarter(quarterMs) ?? emptyQuarter();
    const { importWh, exportWh } = quarter;
    keep(this.pending.quarters, quarterMs, { quarter, stored: { importWh, exportWh } });
    return quarter;
  }

  #keepRegisters({ receivedAtMs, importWh, exportWh }: Reading): void {
    const hourMs = Math.floor(receivedAtMs / HOUR_MS) * HOUR_MS;
    if (hourMs === this.state.registerHourMs) return;
    if (importWh === undefined && exportWh === undefined) return;
    this.state.registerHourMs = hourMs;
    this.pending.registers.push({
      atMs: receivedAtMs,
      importWh: importWh === undefined ? null : Math.round(importWh),
      exportWh: exportWh === undefined ? null : Math.round(exportWh),
    });
    if (this.pending.registers.length > ROWS_MAX) this.pending.registers.shift();
  }
}

/** Sets an entry; the oldest one goes when there are too many. */
function keep<V>(rows: Map<number, V>, atMs: number, value: V): void {
  rows.set(atMs, value);
  if (rows.size <= ROWS_MAX) return;
  for (const oldestMs of rows.keys()) {
    rows.delete(oldestMs);
    return;
  }
}
