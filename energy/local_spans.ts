/** Finding the local hour, day or month of instants that come mostly in order. */
import type { Zone } from "#model/zone.ts";

export type LocalStep = "hour" | "day" | "month";

const HOUR_MS = 3_600_000;

/**
 * Makes a function that names the start of the local span that holds an instant, ms UTC. Spans have
 * their true length: a day may have 23, 24 or 25 hours. The last span is remembered, since asking
 * the calendar is slow.
 */
export function localSpans(step: LocalStep, zone: Zone): (atMs: number) => number {
  let [startMs, endMs] = [NaN, NaN];
  return (atMs) => {
    if (!(atMs >= startMs && atMs < endMs)) {
      startMs = zone.startOfMs(step, atMs);
      if (step === "hour") endMs = startMs + HOUR_MS;
      else endMs = step === "day" ? zone.shiftDayMs(atMs, 1) : zone.shiftMonthMs(atMs, 1);
    }
    return startMs;
  };
}
