/**
 * Local wall clocks of an IANA zone. `Temporal` is exact but slow, so the offset is remembered for
 * all the time between two changes of the clocks.
 */

const HOUR_MS = 3_600_000;
const REMEMBERED_MAX = 512;

/** Fields of a wall clock; `month` and `day` count from 1. */
export type WallClock = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

/** Spans of the local calendar. */
export type LocalUnit = "hour" | "day" | "month" | "year";

/** An IANA zone, for example `Europe/Oslo`. Throws `RangeError` on a name that does not exist. */
export class Zone {
  /** A stretch of time without a change, and its offset. */
  #steady = { fromMs: NaN, toMs: NaN, offsetMs: 0 };
  readonly #standardOffsets = new Map<number, number>();

  constructor(readonly name: string) {
    Temporal.Now.zonedDateTimeISO(name);
  }

  /** Local minus UTC in ms at an instant. */
  offsetMs(atMs: number): number {
    const { fromMs, toMs } = this.#steady;
    if (!(atMs >= fromMs && atMs < toMs)) this.#steady = this.#steadyAt(Math.floor(atMs));
    return this.#steady.offsetMs;
  }

  /** The smallest offset of the local year: winter time, also where summer is called standard. */
  standardOffsetMs(atMs: number): number {
    return remembered(this.#standardOffsets, this.#zoned(atMs).year, (year) => {
      const at = (month: number) =>
        Temporal.ZonedDateTime.from({ timeZone: this.name, year, month, day: 1 }).epochMilliseconds;
      return Math.min(this.offsetMs(at(1)), this.offsetMs(at(7)));
    });
  }

  /** The instant of a wall clock under the zone's rules; the earlier one of a repeated hour. */
  instantMs(wall: WallClock): number {
    const asUtcMs = wallAsUtcMs(wall);
    const beforeMs = this.offsetMs(asUtcMs - 86_400_000);
    const earlierMs = asUtcMs - Math.max(beforeMs, this.offsetMs(asUtcMs + 86_400_000));
    if (this.offsetMs(earlierMs) === asUtcMs - earlierMs) return earlierMs;
    const laterMs = asUtcMs - Math.min(beforeMs, this.offsetMs(asUtcMs + 86_400_000));
    return this.offsetMs(laterMs) === asUtcMs - laterMs ? laterMs : asUtcMs - beforeMs;
  }

  /** Start of the local hour, day, month or year that holds an instant, ms UTC. */
  startOfMs(unit: LocalUnit, atMs: number): number {
    if (unit === "hour") {
      const localMs = atMs + this.offsetMs(atMs);
      return atMs - (((localMs % HOUR_MS) + HOUR_MS) % HOUR_MS);
    }
    return this.#startOf(unit, atMs).epochMilliseconds;
  }

  /** End of it: the start of the next one. Days have 23, 24 or 25 hours. */
  endOfMs(unit: LocalUnit, atMs: number): number {
    if (unit === "hour") return this.startOfMs("hour", atMs) + HOUR_MS;
    return this.#startOf(unit, atMs).add({ [`${unit}s`]: 1 }).startOfDay().epochMilliseconds;
  }

  /** Start of the local month before or after the one that holds an instant. */
  shiftMonthMs(atMs: number, months: number): number {
    return this.#zoned(atMs).with({ day: 1 }).startOfDay().add({ months }).startOfDay()
      .epochMilliseconds;
  }

  /** Start of a local day before or after the one that holds an instant. */
  shiftDayMs(atMs: number, days: number): number {
    return this.#zoned(atMs).startOfDay().add({ days }).startOfDay().epochMilliseconds;
  }

  /** The wall clock at an instant. */
  wallClock(atMs: number): WallClock {
    const { year, month, day, hour, minute, second } = this.#zoned(atMs);
    return { year, month, day, hour, minute, second };
  }

  #startOf(unit: "day" | "month" | "year", atMs: number): Temporal.ZonedDateTime {
    const zoned = this.#zoned(atMs);
    if (unit === "day") return zoned.startOfDay();
    return zoned.with(unit === "month" ? { day: 1 } : { month: 1, day: 1 }).startOfDay();
  }

  #steadyAt(atMs: number): { fromMs: number; toMs: number; offsetMs: number } {
    const zoned = this.#zoned(atMs);
    // The change before is looked for strictly before, so from the next millisecond on.
    const before = this.#zoned(atMs + 1).getTimeZoneTransition("previous");
    return {
      fromMs: before?.epochMilliseconds ?? -Infinity,
      toMs: zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity,
      offsetMs: zoned.offsetNanoseconds / 1e6,
    };
  }

  #zoned(atMs: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(this.name);
  }
}

/** The instant a wall clock would name in UTC, ms. */
export function wallAsUtcMs(wall: WallClock): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

function remembered(map: Map<number, number>, key: number, make: (key: number) => number): number {
  const known = map.get(key);
  if (known !== undefined) return known;
  if (map.size >= REMEMBERED_MAX) map.clear();
  const value = make(key);
  map.set(key, value);
  return value;
}
