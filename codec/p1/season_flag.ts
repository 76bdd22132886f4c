/**
 * Whether the season flag in the clock of one meter can be believed (chapter 10 §9.4, §17). It is,
 * also for meters that stay on winter time all year, unless it contradicts the zone by an hour on
 * two days running: some meters print `S` in February. Then the zone is believed in its place.
 */
import type { ClockRule, Clocks } from "../dlms/clock.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A local time as if it were UTC, and when its telegram arrived, ms UTC. */
export type HeardClock = { readonly localMs: number; readonly atMs: number | undefined };

export class SeasonFlag {
  /** The flag that was found wrong. The other one may still be right. */
  #wrong: ClockRule | null = null;
  /** Day of the last contradiction, counted in local time. */
  #day = NaN;

  /** By which rule a clock with this flag is to be read. */
  ruleOf(flag: ClockRule): ClockRule {
    return flag === this.#wrong ? "zone" : flag;
  }

  /** Learns from the meter's own clock, which tells the time of its telegram. */
  hear(flag: ClockRule, { localMs, atMs }: HeardClock, clocks: Clocks): void {
    if (flag === "zone" || flag === this.#wrong || Number.isNaN(localMs)) return;
    const byFlagMs = clocks.fromLocalMs(localMs, flag);
    const isContradiction = Math.abs(byFlagMs - clocks.fromLocalMs(localMs, "zone")) === HOUR_MS;
    // The time of arrival is the better witness, where it bears the flag out.
    const isTrue = atMs !== undefined && Math.abs(byFlagMs - atMs) < HOUR_MS / 2;
    if (!isContradiction || isTrue) {
      this.#day = NaN;
      return;
    }
    const day = Math.floor(localMs / DAY_MS);
    if (day === this.#day + 1) this.#wrong = flag;
    this.#day = day;
  }
}
