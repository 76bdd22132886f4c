/**
 * Clocks of meters as instants (chapter 10 §9). Meters disagree on what their wall clock means, so
 * the layout names a rule. Offsets and texts are remembered by quarter hour and minute, because
 * telegrams come every few seconds and the calendar is slow.
 *
 * ```text
 * offset  length  meaning of the 12-byte date-time (IEC 62056-6-2 §4.1.6.1); FF = unspecified
 *      0       2  year
 *      2       2  month, day
 *      4       1  weekday
 *      5       3  hour, minute, second
 *      8       1  hundredths
 *      9       2  minutes to add to local time to get UTC; 8000 = unspecified
 *     11       1  status
 * ```
 */
import type { Zone } from "#model/zone.ts";

/**
 * `zone`: the deviation if it is given, else the rules of the zone. `standard`: the deviation if it
 * is given, else winter time all year (Kamstrup). `standardAlways`: winter time all year, whatever
 * the deviation says (Aidon). `summer`: winter time and one hour, as a P1 flag says.
 */
export type ClockRule = "zone" | "standard" | "standardAlways" | "summer";

export const CLOCK_BYTES = 12;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const DEVIATION_MAX = 720;
/** Zones lie whole quarters of an hour apart; anything else is filling. */
const DEVIATION_STEP = 15;
const UNSPECIFIED = 0xff;
const YEAR_MIN = 1970;
const YEAR_MAX = 9998;

/** A wall clock's quarter hour and how far it is from UTC, for one kind of rule. */
type Remembered = { quarter: number; offsetMs: number };

/** Converts the clocks of one meter. */
export class Clocks {
  readonly #zone: Zone;
  readonly #byZone: Remembered = { quarter: NaN, offsetMs: 0 };
  readonly #byStandard: Remembered = { quarter: NaN, offsetMs: 0 };
  #dayKey = NaN;
  #dayMs = NaN;
  #minute = NaN;
  #minuteText = "";

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  /** The instant of a 12-byte date-time, or NaN when it holds none. */
  instantMs(bytes: Uint8Array, at: number, rule: ClockRule): number {
    const year = (bytes[at]! << 8) | bytes[at + 1]!;
    const dayMs = this.dayMs(year, bytes[at + 2]!, bytes[at + 3]!);
    const second = bytes[at + 7] === UNSPECIFIED ? 0 : bytes[at + 7]!;
    const localMs = dayMs + timeMsOf(bytes[at + 5]!, bytes[at + 6]!, second);
    const deviation = ((bytes[at + 9]! << 24) >> 16) | bytes[at + 10]!;
    const isGiven = Math.abs(deviation) <= DEVIATION_MAX && deviation % DEVIATION_STEP === 0;
    if (isGiven && rule !== "standardAlways") return localMs + deviation * MINUTE_MS;
    return this.fromLocalMs(localMs, rule);
  }

  /** The start of a calendar day as if it were one of UTC, or NaN when there is no such day. */
  dayMs(year: number, month: number, day: number): number {
    const key = (year * 256 + month) * 256 + day;
    if (key !== this.#dayKey) {
      const isDay = year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 &&
        day >= 1 && day <= 31;
      this.#dayKey = key;
      const dayMs = isDay ? Date.UTC(year, month - 1, day) : NaN;
      // A 31st of February would run over into March.
      this.#dayMs = new Date(dayMs).getUTCDate() === day ? dayMs : NaN;
    }
    return this.#dayMs;
  }

  /** The instant of a wall clock that is given as if it were UTC. */
  fromLocalMs(localMs: number, rule: ClockRule): number {
    if (Number.isNaN(localMs)) return NaN;
    if (rule === "zone") return localMs - this.#zoneOffsetMs(localMs);
    return localMs - this.#standardOffsetMs(localMs) - (rule === "summer" ? HOUR_MS : 0);
  }

  /** An instant as ISO 8601 UTC with whole seconds. */
  iso(atMs: number): string {
    const minute = Math.floor(atMs / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#minuteText = new Date(minute * MINUTE_MS).toISOString().slice(0, 17);
    }
    return this.#minuteText + SECONDS[Math.floor(atMs / 1000) - minute * 60]!;
  }

  #zoneOffsetMs(localMs: number): number {
    const memory = this.#byZone;
    const quarter = Math.floor(localMs / QUARTER_MS);
    if (quarter !== memory.quarter) {
      const local = new Date(localMs);
      memory.quarter = quarter;
      memory.offsetMs = localMs - this.#zone.instantMs({
        year: local.getUTCFullYear(),
        month: local.getUTCMonth() + 1,
        day: local.getUTCDate(),
        hour: local.getUTCHours(),
        minute: local.getUTCMinutes(),
        second: local.getUTCSeconds(),
      });
    }
    return memory.offsetMs;
  }

  #standardOffsetMs(localMs: number): number {
    const memory = this.#byStandard;
    const quarter = Math.floor(localMs / QUARTER_MS);
    if (quarter !== memory.quarter) {
      memory.quarter = quarter;
      memory.offsetMs = this.#zone.standardOffsetMs(localMs);
    }
    return memory.offsetMs;
  }
}

/** Whether 12 bytes hold a date and a time: ids of 12 letters hold none. */
export function isDateTime(bytes: Uint8Array, at: number): boolean {
  const year = (bytes[at]! << 8) | bytes[at + 1]!;
  const month = bytes[at + 2]!;
  const day = bytes[at + 3]!;
  return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
    day <= 31 && bytes[at + 5]! <= 23 && bytes[at + 6]! <= 59;
}

/** A time of day, ms; NaN when there is no such time. */
export function timeMsOf(hour: number, minute: number, second: number): number {
  const isTime = hour <= 23 && minute <= 59 && second <= 59;
  return isTime ? ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}

const SECONDS: readonly string[] = Array.from(
  { length: 60 },
  (_, second) => `${String(second).padStart(2, "0")}Z`,
);
