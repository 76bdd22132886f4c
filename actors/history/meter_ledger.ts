/**
 * The books of one meter in memory: what a reading changes is worked out here at once, and waits in
 * `pending` for the next commit. The state is plain data; a ledger made from it goes on as if there
 * had been no pause.
 */
import type { Energy, RunningEnergy, StoredReading } from "#model/energy.ts";
import type { MeterReading, Reading } from "#model/reading.ts";
import type { SubMeterPoint } from "#model/sub_meter.ts";
import { worstOf } from "#energy/group.ts";
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
  QUARTER_MS,
  type QuarterBook,
  quarterOfMs,
} from "#energy/quarter.ts";
import { RunningSums, type SaidSums } from "#energy/running.ts";
import { newSubMeterState, SubMeterRules, type SubMeterState } from "#energy/sub_meters.ts";
import { epochOf } from "./epoch.ts";
import type { HistoryMeter } from "./history_meter.ts";
import { MINUTE_MS, minuteOfMs } from "./minute.ts";
import { Pending } from "./pending.ts";
import { profileWh } from "./profile.ts";
import type { Overlay } from "./rows/edit_rows.ts";
import { Stretch } from "./stretch.ts";

/** All that is remembered of a meter between two readings. */
export type MeterState = {
  readonly intervals: IntervalState;
  readonly subMeters: SubMeterState;
  power10s: PowerBucket | null;
  power1min: PowerBucket | null;
  /** The meter's fields across its telegrams. */
  across: NewestState | null;
  frame: MeterReading["frame"] | null;
  /** Hour of the last stored register values, ms UTC. */
  registerHourMs: number;
  /** The sums that outputs were told. */
  readonly said: SaidSums;
};

/** What the ledger looks up in the database. */
export type StoredQuarters = {
  quarter(atMs: number): Quarter | null;
  sum(fromMs: number, toMs: number): Energy;
  /** What people changed in a span, by quarter. */
  overlays(fromMs: number, toMs: number): ReadonlyMap<number, Overlay>;
};

/** A database that holds nothing. */
export const NOTHING_STORED: StoredQuarters = {
  quarter: () => null,
  sum: () => ({ importWh: 0, exportWh: 0 }),
  overlays: () => new Map(),
};

const HOUR_MS = 3_600_000;
const TEN_S_MS = 10_000;
const EVENTS_MAX = 100;
/** While the disk is away, rows of a kind beyond this many are not kept for display. */
const ROWS_MAX = 10_000;

export function newMeterState(): MeterState {
  return {
    intervals: newIntervalState(),
    subMeters: newSubMeterState(),
    power10s: null,
    power1min: null,
    across: null,
    frame: null,
    registerHourMs: 0,
    said: {},
  };
}

export class MeterLedger implements QuarterBook {
  pending = new Pending();
  /** Closed quarters that changed since the owner took this. */
  readonly changed = new Stretch();
  readonly #rules: IntervalRules;
  readonly #subMeters: SubMeterRules;
  readonly #running: RunningSums;
  /** The quarter under way, ms UTC. */
  #openMs = 0;
  #isNewEpoch = false;

  constructor(
    readonly meter: HistoryMeter,
    readonly state: MeterState,
    readonly stored: StoredQuarters,
  ) {
    const { mainFuseA = 0 } = meter;
    this.#rules = new IntervalRules({ state: state.intervals, book: this, mainFuseA });
    this.#subMeters = new SubMeterRules(state.subMeters, {
      post: (point) => this.#postSubMeter(point),
      note: (event) => this.#enter(event),
    });
    this.#running = new RunningSums({
      zone: meter.zone,
      sum: (fromMs, toMs) => this.#sum(fromMs, toMs),
      said: state.said,
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
    this.#openMs = quarterOfMs(atMs);
    this.#rules.take(entry);
    this.#subMeters.take(reading);
    this.#keepPower(atMs);
    const minuteMs = minuteOfMs(atMs);
    const minute = pending.minutes.get(minuteMs);
    if (minute === undefined) keep(pending.minutes, minuteMs, [entry]);
    else minute.push(entry);
    if (this.#isNewEpoch) this.#keepEpoch(reading);
    const { state: across, isStale } = merge(state.across, entry);
    if (!isStale) this.#keepRegisters(reading);
    state.across = across;
    state.frame = frame;
    const known = this.#known(across, this.#running.say(atMs));
    return { ...entry, ...known, ...(isStale ? { isStale } : {}) };
  }

  /** The newest state, every field as last heard; `null` before the first reading. */
  latest(): StoredReading | null {
    const { across, frame } = this.state;
    if (across === null || frame === null) return null;
    const known = this.#known(across, this.#running.at(across.heard.receivedAtMs));
    return { meter: this.meter.id, reading: known.newest, frame, ...known };
  }

  /** Every field as the meter itself last said it; `null` before the first reading. */
  heard(): MeterReading | null {
    const { across, frame } = this.state;
    if (across === null || frame === null) return null;
    return { meter: this.meter.id, reading: across.heard, frame };
  }

  /** Says that people changed something: sums are made afresh. */
  forgetSums(): void {
    this.#running.forget();
  }

  post(quarterMs: number, direction: Direction, posting: Posting): void {
    postTo(this.#quarter(quarterMs), direction, posting);
    if (quarterMs < this.#openMs) this.changed.add(quarterMs, quarterMs + QUARTER_MS);
    const { byWh } = posting;
    if (byWh === 0 || this.#isLocked(quarterMs, direction)) return;
    this.#running.add(quarterMs, {
      importWh: direction === "import" ? byWh : 0,
      exportWh: direction === "export" ? byWh : 0,
    });
  }

  cover(quarterMs: number, byMs: number): void {
    this.#quarter(quarterMs).coveredMs += byMs;
  }

  note(event: EnergyEvent): void {
    if (event.kind === "register-reset" || event.kind === "register-jump") this.#isNewEpoch = true;
    this.#enter(event);
  }

  profileWh(quarterMs: number, direction: Direction): number | null {
    const { zone } = this.meter;
    return profileWh({ zone, quarterMs }, (atMs) => {
      const entered = this.#overlay(atMs)?.[`${direction}Wh`] ?? null;
      return entered ?? this.#metered(atMs)?.[`${direction}Wh`];
    });
  }

  #enter(event: EnergyEvent): void {
    if (this.pending.events.length < EVENTS_MAX) this.pending.events.push(event);
  }

  #known(
    across: NewestState,
    running: RunningEnergy,
  ): Pick<StoredReading, "newest" | "netW" | "running"> {
    const netW = netWOf(this.state.intervals.power);
    return { newest: newestOf(across), netW, running };
  }

  #metered(quarterMs: number): Quarter | null {
    return this.pending.quarters.get(quarterMs)?.quarter ?? this.stored.quarter(quarterMs);
  }

  #quarter(quarterMs: number): Quarter {
    const waiting = this.pending.quarters.get(quarterMs);
    if (waiting !== undefined) return waiting.quarter;
    const quarter = this.stored.quarter(quarterMs) ?? emptyQuarter();
    const { importWh, exportWh } = quarter;
    keep(this.pending.quarters, quarterMs, { quarter, stored: { importWh, exportWh } });
    return quarter;
  }

  /** What people entered hides what the meter says. */
  #isLocked(quarterMs: number, direction: Direction): boolean {
    if (quarterMs >= this.#openMs) return false;
    return (this.#overlay(quarterMs)?.[`${direction}Wh`] ?? null) !== null;
  }

  #overlay(quarterMs: number): Overlay | undefined {
    return this.stored.overlays(quarterMs, quarterMs + QUARTER_MS).get(quarterMs);
  }

  /** The energy of a span as shown. */
  #sum(fromMs: number, toMs: number): Energy {
    let { importWh, exportWh } = this.stored.sum(fromMs, toMs);
    const change = this.pending.changeWh(fromMs, toMs);
    importWh += change.importWh;
    exportWh += change.exportWh;
    for (const [atMs, overlay] of this.stored.overlays(fromMs, toMs)) {
      const metered = this.#metered(atMs) ?? emptyQuarter();
      importWh += (overlay.importWh ?? metered.importWh) - metered.importWh;
      exportWh += (overlay.exportWh ?? metered.exportWh) - metered.exportWh;
    }
    return { importWh, exportWh };
  }

  #keepPower(atMs: number): void {
    const { state, pending } = this;
    const { power } = state.intervals;
    if (power.importW === null && power.exportW === null) return;
    state.power10s = intoBucket(state.power10s, power, { atMs, spanMs: TEN_S_MS });
    keep(pending.power10s, state.power10s.atMs, state.power10s);
    state.power1min = intoBucket(state.power1min, power, { atMs, spanMs: MINUTE_MS });
    keep(pending.power1min, state.power1min.atMs, state.power1min);
  }

  #postSubMeter(point: SubMeterPoint): void {
    const key = [point.channel, point.kind, point.unit, point.id, point.atMs].join("/");
    const before = this.pending.subMeters.get(key);
    if (before === undefined) return keep(this.pending.subMeters, key, { ...point });
    before.amount += point.amount;
    before.quality = worstOf(before.quality, point.quality);
  }

  #keepEpoch(reading: Reading): void {
    this.#isNewEpoch = false;
    const { epochs } = this.pending;
    epochs.push(epochOf(this.state.across?.heard ?? null, reading));
    if (epochs.length > EVENTS_MAX) epochs.shift();
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
function keep<K, V>(rows: Map<K, V>, key: K, value: V): void {
  rows.set(key, value);
  if (rows.size <= ROWS_MAX) return;
  for (const oldest of rows.keys()) {
    rows.delete(oldest);
    return;
  }
}
