/** What is known of a meter from its readings so far, and whether one more agrees with it. */
import type { Reading } from "#model/reading.ts";
import { Counters } from "./counters.ts";
import type { Limits } from "./limits.ts";
import { type Misfit, plain } from "./misfit.ts";
import { highestV, oversize } from "./sizes.ts";

/** Texts by which a meter is recognised. */
const NAMES = ["meterId", "meterModel", "listId"] as const;
/** Lists of one meter may bear different names. */
const NAMES_MAX = 8;
const HOUR_MS = 3_600_000;
/** What is left of a voltage after one more reading. */
const VOLTAGE_KEPT = 0.9;

/** Whether a field is a text by which a meter is recognised. */
export function isName(field: keyof Reading): field is typeof NAMES[number] {
  return NAMES.some((name) => name === field);
}

/** Some lists leave a name empty. */
function isSaid(name: string | undefined): name is string {
  return name !== undefined && name !== "";
}

type Clock = { readonly meterMs: number; readonly receivedAtMs: number };

export class Known {
  readonly #counters = new Counters();
  readonly #names = new Map<typeof NAMES[number], string[]>();
  #clock: Clock | null = null;
  /** The highest of the last readings; a moment's dip does not pull it down. */
  #voltageV = 0;

  /** Why a reading cannot follow; `null` when it can. */
  misfit(reading: Reading, limits: Limits): Misfit | null {
    return oversize(reading, limits, this.#voltageV) ??
      this.#jump(reading, limits) ??
      this.#counters.misfit(reading, limits, this.#lateMs(reading)) ??
      this.#strangeName(reading);
  }

  /** Takes a reading as true. */
  learn(reading: Reading, limits: Limits): void {
    this.#counters.learn(reading, limits, this.#lateMs(reading));
    const v = highestV(reading);
    if (v > 0) this.#voltageV = Math.max(v, VOLTAGE_KEPT * this.#voltageV);
    const { meterTime, receivedAtMs } = reading;
    if (meterTime !== undefined) this.#clock = { meterMs: Date.parse(meterTime), receivedAtMs };
    for (const field of NAMES) {
      const name = reading[field];
      if (isSaid(name)) this.#admit(field, name);
    }
  }

  /** Admits the names of an earlier knowledge. */
  inherit(earlier: Known): void {
    for (const [field, known] of earlier.#names) for (const name of known) this.#admit(field, name);
  }

  #admit(field: typeof NAMES[number], name: string): void {
    const names = this.#names.get(field) ?? [];
    if (!names.includes(name)) this.#names.set(field, [...names, name].slice(-NAMES_MAX));
  }

  /** Time by the meter's clock beyond the time between arrivals; a replay is quicker than life. */
  #lateMs(reading: Reading): number {
    return Math.max(0, this.#drift(reading)?.againstArrivalMs ?? 0);
  }

  #drift({ meterTime, receivedAtMs }: Reading) {
    if (this.#clock === null || meterTime === undefined) return null;
    const byMs = Date.parse(meterTime) - this.#clock.meterMs;
    return { byMs, againstArrivalMs: byMs - Math.max(0, receivedAtMs - this.#clock.receivedAtMs) };
  }

  /** A clock that went far ahead of time, or far back; the reader's own may jump as it likes. */
  #jump(reading: Reading, limits: Limits): Misfit | null {
    const drift = this.#drift(reading);
    if (drift === null) return null;
    const byMs = Math.max(drift.againstArrivalMs, -drift.byMs);
    if (byMs <= limits.clockMs) return null;
    const hours = plain(drift.byMs / HOUR_MS);
    const most = plain(limits.clockMs / HOUR_MS);
    const what = `meterTime is ${reading.meterTime}, ${hours} h from the last and ${most} h off ` +
      "at most";
    return { field: "meterTime", what, beyond: { limit: "clockMs", by: byMs } };
  }

  #strangeName(reading: Reading): Misfit | null {
    for (const field of NAMES) {
      const [name, names] = [reading[field], this.#names.get(field)];
      if (!isSaid(name) || names === undefined || names.includes(name)) continue;
      return { field, what: `${field} is ${name}, so far it was ${names.at(-1)}`, beyond: null };
    }
    return null;
  }
}
