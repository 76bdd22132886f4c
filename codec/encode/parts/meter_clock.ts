/** The wall clocks that meters show, and the instants that a reader must understand by them. */
import type { WallClock } from "#model/zone.ts";
import type { HouseholdState } from "../household_state.ts";

/** A clock on the wire and what it stands for. */
export type MeterClock = {
  readonly wall: WallClock;
  /** ISO 8601 UTC, whole seconds. */
  readonly instant: string;
};

/** Winter time all year: Aidon and Kamstrup. */
export function standardClock({ atMs, zone }: HouseholdState): MeterClock {
  const localMs = wholeSecondMs(atMs) + zone.standardOffsetMs(atMs);
  return { wall: wallOf(localMs), instant: isoSecond(atMs) };
}

/**
 * Local time without a word on summer time: Kaifa and the Swedish Aidon. In the repeated hour of
 * autumn a reader must take the first, so that the second one is read an hour early.
 */
export function unmarkedClock({ atMs, zone }: HouseholdState): MeterClock {
  const wall = wallOf(wholeSecondMs(atMs) + zone.offsetMs(atMs));
  return { wall, instant: isoSecond(zone.instantMs(wall)) };
}

/** Local time whose offset is sent along. */
export function markedClock({ atMs, zone }: HouseholdState): MeterClock & {
  readonly offsetMin: number;
  readonly summer: boolean;
} {
  const offsetMs = zone.offsetMs(atMs);
  return {
    wall: wallOf(wholeSecondMs(atMs) + offsetMs),
    instant: isoSecond(atMs),
    offsetMin: offsetMs / 60_000,
    summer: offsetMs > zone.standardOffsetMs(atMs),
  };
}

export function isoSecond(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z");
}

function wholeSecondMs(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}

function wallOf(localMs: number): WallClock {
  const at = new Date(localMs);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}
