/**
 * Which stretches of the wall clock were lived through. After a step back a quarter is passed over
 * twice: it holds the energy of both times, all of it true, but it must not make a peak (chapter 20
 * §12.2).
 */
import type { Passage } from "./passage.ts";
import { QUARTER_MS } from "./quarter.ts";

/** One stretch between two steps, ms UTC. */
export type Stretch = { readonly fromMs: number; toMs: number };

/** Oldest first; the last one goes on. Plain data. */
export type Timeline = Stretch[];

const STRETCHES_MAX = 8;

/** Begins a stretch with a reading. */
export function begin(timeline: Timeline, atMs: number): void {
  timeline.push({ fromMs: atMs, toMs: atMs });
  if (timeline.length > STRETCHES_MAX) timeline.shift();
}

/** Enters the time up to a reading; after a step of the clock another stretch begins. */
export function follow(timeline: Timeline, { toMs, stepMs }: Passage, atMs: number): void {
  const current = timeline.at(-1);
  if (current !== undefined) current.toMs = Math.max(current.toMs, toMs);
  if (stepMs !== 0) begin(timeline, atMs);
}

/** Whether the quarter that is lived through now was so before, at least in part. */
export function isPassedTwice(timeline: Timeline, quarterMs: number): boolean {
  const current = timeline.at(-1);
  if (current === undefined || timeline.length === 1) return false;
  const againMs = Math.max(quarterMs, current.fromMs);
  return timeline.some((stretch) =>
    stretch !== current && stretch.fromMs < quarterMs + QUARTER_MS && stretch.toMs > againMs
  );
}
