/**
 * Wall clocks of a file as instants. A file in local time names the hour of the autumn switch
 * twice; only the order of its rows tells which is which.
 */
import type { ImportedSpan, ImportNote } from "#model/imported.ts";
import type { Zone } from "#model/zone.ts";
import type { TimeText } from "./time_text.ts";

const HOUR_MS = 3_600_000;

/** Gives the times of one series of rows, asked for in the order of time. */
export class LocalTimes {
  #lastMs = -Infinity;

  constructor(readonly zone: Zone) {}

  /** The instant of a time; the second one of a repeated hour when the first has passed. */
  instantMs(time: TimeText): number {
    if (time.kind === "instant") return time.atMs;
    return this.#lastMs = this.#nextMs(time.wallMs);
  }

  #nextMs(wallMs: number): number {
    const earlierMs = instantOf(wallMs, this.zone);
    const laterMs = earlierMs + HOUR_MS;
    const isRepeated = laterMs + this.zone.offsetMs(laterMs) === wallMs;
    return isRepeated && earlierMs <= this.#lastMs ? laterMs : earlierMs;
  }
}

/** The instant of a wall clock given as if it were UTC; the earlier of a repeated hour. */
export function instantOf(wallMs: number, zone: Zone): number {
  const wall = new Date(wallMs);
  return zone.instantMs({
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  });
}

/**
 * Whether the days on which the clock is changed have as many rows as they have hours (chapter 20
 * §12.5); a note for each that has not.
 */
export function dstNotes(spans: readonly ImportedSpan[], zone: Zone): ImportNote[] {
  const rows = new Map<number, number>();
  for (const { fromMs } of spans) {
    const dayMs = zone.startOfMs("day", fromMs);
    rows.set(dayMs, (rows.get(dayMs) ?? 0) + 1);
  }
  const stepMs = Math.min(...spans.map(({ fromMs, toMs }) => toMs - fromMs));
  return [...rows].flatMap(([dayMs, count]) => {
    const dayLengthMs = zone.shiftDayMs(dayMs, 1) - dayMs;
    if (dayLengthMs === 24 * HOUR_MS || stepMs > HOUR_MS) return [];
    const wanted = dayLengthMs / stepMs;
    // A day at the edge of the file may be cut off.
    if (count === wanted || dayMs < spans[0]!.fromMs || dayMs + dayLengthMs > spans.at(-1)!.toMs) {
      return [];
    }
    const { year, month, day } = zone.wallClock(dayMs);
    const date = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    const text = `${date} has ${count} rows and should have ${wanted} in ${zone.name}: ` +
      "is the file in this zone, or in winter time all year?";
    return [{ line: 0, text }];
  });
}
