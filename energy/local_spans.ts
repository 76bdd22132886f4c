/** Finding the local hour, day, month or year of instants that come mostly in order. */
import type { LocalUnit, Zone } from "#model/zone.ts";

/**
 * Makes a function that names the start of the local span that holds an instant, ms UTC. Spans have
 * their true length: a day may have 23, 24 or 25 hours. The last span is remembered, since asking
 * the calendar is slow.
 */
export function localSpans(step: LocalUnit, zone: Zone): (atMs: number) => number {
  let [startMs, endMs] = [NaN, NaN];
  return (atMs) => {
    if (!(atMs >= startMs && atMs < endMs)) {
      startMs = zone.startOfMs(step, atMs);
      endMs = zone.endOfMs(step, atMs);
    }
    return startMs;
  };
}
