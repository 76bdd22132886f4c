/**
 * From the values of sub-meters to quarters. A sub-meter has a rhythm and a clock of its own: what
 * flowed between two of its values is shared over the time between the instants at which it was
 * read, however often telegrams repeat them. The state is plain data, so that it survives a restart
 * and the same readings give the same quarters however they were cut.
 */
import type { Reading, SubMeter } from "#model/reading.ts";
import { SMALL_UNIT_OF, type SubMeterName, type SubMeterPoint } from "#model/sub_meter.ts";
import { type EnergyEvent, quarterOfMs, quartersOf } from "./quarter.ts";
import { splitWhole } from "./split.ts";

/** What is remembered of one sub-meter between two telegrams. */
export type SubMeterLane = {
  name: SubMeterName;
  /** Its last value, in the name's unit, and the instant at which it held. */
  amount: number;
  atMs: number;
  /** Its clock as last said; `null` for one that never said a time. */
  at: string | null;
};

/** The sub-meters of one meter, one for each channel. */
export type SubMeterState = { readonly lanes: SubMeterLane[] };

/** Where the rules write to. */
export interface SubMeterBook {
  /** Adds an amount to a quarter; of several qualities the worst stands. */
  post(point: SubMeterPoint): void;
  note(event: EnergyEvent): void;
}

type Value = { readonly amount: number; readonly atMs: number };

/** Values are kept in thousandths of what the meter counts in. */
const SMALL_PER_UNIT = 1_000;
const HOUR_MS = 3_600_000;
/** Meters that are read once a day may take 25 hours in autumn, and an hour for the radio. */
const DAY_MS = 26 * HOUR_MS;
/** Nothing is spread over more than this. */
const SPREAD_MS_MAX = 31 * 24 * HOUR_MS;
/** More than any household's pipe carries, in m³, GJ or kWh an hour. */
const UNITS_PER_HOUR_MAX = 1_000;

export function newSubMeterState(): SubMeterState {
  return { lanes: [] };
}

/** The rules for the sub-meters of one meter, working on their state and writing into a book. */
export class SubMeterRules {
  constructor(readonly state: SubMeterState, readonly book: SubMeterBook) {}

  /** Takes the next reading; one without sub-meters changes nothing. */
  take({ subMeters, receivedAtMs }: Reading): void {
    for (const said of subMeters ?? []) this.#take(said, receivedAtMs);
  }

  #take(said: SubMeter, receivedAtMs: number): void {
    const { lanes } = this.state;
    const lane = lanes.find(({ name }) => name.channel === said.channel);
    if (lane === undefined) {
      lanes.push(laneOf(said, receivedAtMs));
    } else if (!isSameMeter(lane.name, said)) {
      this.#note(lane, { atMs: receivedAtMs, kind: "register-reset" }, "another meter");
      Object.assign(lane, laneOf(said, receivedAtMs));
    } else if (lane.atMs > receivedAtMs + DAY_MS) {
      this.#note(lane, { atMs: receivedAtMs, kind: "clock-back" }, "its last value is of later");
      Object.assign(lane, laneOf(said, receivedAtMs));
    } else if (said.at === undefined || said.at !== lane.at) {
      this.#follow(lane, said, receivedAtMs);
    }
  }

  /** A value that is new, or of a meter without a clock. */
  #follow(lane: SubMeterLane, said: SubMeter, receivedAtMs: number): void {
    if (said.id !== undefined) lane.name = { ...lane.name, id: said.id };
    const next = valueOf(said, receivedAtMs);
    if (said.at === undefined && next.amount === lane.amount) {
      return this.#standStill(lane, receivedAtMs);
    }
    if (next.atMs <= lane.atMs) return;
    lane.at = said.at ?? lane.at;
    this.#settle(lane, next);
  }

  /**
   * A meter without a clock may be read once an hour: what it shows next can have flowed in the
   * last hour, but not before. One that has a clock and does not say it was not read.
   */
  #standStill(lane: SubMeterLane, receivedAtMs: number): void {
    const untilMs = quarterOfMs(receivedAtMs - HOUR_MS);
    if (lane.at !== null || untilMs <= lane.atMs) return;
    this.#settle(lane, { amount: lane.amount, atMs: untilMs });
  }

  /** Books what flowed since the last value, and goes on from this one. */
  #settle(lane: SubMeterLane, next: Value): void {
    const { atMs } = next;
    const difference = next.amount - lane.amount;
    const spanMs = atMs - lane.atMs;
    const most = SMALL_PER_UNIT * (1 + UNITS_PER_HOUR_MAX * spanMs / HOUR_MS);
    if (difference < 0) {
      this.#note(lane, { atMs, kind: "register-reset" }, `from ${lane.amount} to ${next.amount}`);
    } else if (difference > most) {
      this.#note(lane, { atMs, kind: "register-jump" }, `from ${lane.amount} to ${next.amount}`);
    } else if (spanMs > SPREAD_MS_MAX) {
      this.#note(lane, { atMs, kind: "gap" }, `${difference} of more than a month are not spread`);
    } else {
      this.#book(lane, { fromMs: lane.atMs, toMs: atMs, difference });
    }
    Object.assign(lane, next);
  }

  #book(
    { name }: SubMeterLane,
    { fromMs, toMs, difference }: { fromMs: number; toMs: number; difference: number },
  ): void {
    const quarters = [...quartersOf(fromMs, toMs)];
    const amounts = splitWhole(difference, quarters.map(([, spanMs]) => spanMs));
    const isGuess = difference > 0 && toMs - fromMs > DAY_MS;
    const quality = isGuess ? "interpolated" : "measured";
    quarters.forEach(([atMs], place) => {
      this.book.post({ ...name, atMs, amount: amounts[place]!, quality });
    });
  }

  #note(
    { name: { kind, channel, unit, id } }: SubMeterLane,
    event: Pick<EnergyEvent, "atMs" | "kind">,
    detail: string,
  ): void {
    const who = `${kind} on channel ${channel}${id === null ? "" : ` (${id})`}, ${unit}`;
    this.book.note({ ...event, detail: `${who}: ${detail}` });
  }
}

function laneOf(said: SubMeter, receivedAtMs: number): SubMeterLane {
  const { channel, kind, id = null, unit, at = null } = said;
  const name = { channel, kind, id, unit: SMALL_UNIT_OF[unit] };
  return { name, ...valueOf(said, receivedAtMs), at };
}

/** An id that is not said is no other id. */
function isSameMeter(name: SubMeterName, { kind, unit, id }: SubMeter): boolean {
  return name.kind === kind && name.unit === SMALL_UNIT_OF[unit] &&
    (name.id === null || id === undefined || name.id === id);
}

/** A clock that is far off says that the meter was read, but not when. */
function valueOf({ value, at }: SubMeter, receivedAtMs: number): Value {
  const saidMs = at === undefined ? NaN : Date.parse(at);
  const isBelievable = saidMs <= receivedAtMs + DAY_MS && saidMs >= receivedAtMs - SPREAD_MS_MAX;
  return {
    amount: Math.round(value * SMALL_PER_UNIT),
    atMs: isBelievable ? saidMs : receivedAtMs,
  };
}
