/**
 * How much time passed between two readings, and where it lies on the wall clock. Inside one stream
 * the monotonic clock says how much; the wall clock only says when, and it may step (chapter 20
 * §12.2).
 */
import type { MeterReading } from "#model/reading.ts";

/** When a reading came, on both clocks. */
export type Moment = {
  readonly atMs: number;
  readonly stream: string;
  readonly tickMs: number;
};

/** The moment of a reading. */
export function momentOf(
  { reading, frame }: Pick<MeterReading, "reading" | "frame">,
): Moment {
  return { atMs: reading.receivedAtMs, stream: frame.stream, tickMs: frame.tickMs };
}

export type Passage = {
  /** On the wall clock as it ran before a step. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Time that passed, never negative. */
  readonly spanMs: number;
  /** By how much the wall clock stepped; 0 for what is no step. */
  readonly stepMs: number;
};

/** Up to this time the newest power holds for all of it; beyond, the mean of both ends. */
export const STEADY_MS = 60_000;
/** Readings further apart than this say nothing of the time between them. */
export const GAP_MS = 600_000;
/** Smaller differences between the clocks are ordinary. */
const STEP_MS = 2_000;

/**
 * From one reading to the next. Between two streams there is only the wall clock: then a step
 * forward looks like time, and a step back like none.
 */
export function passageOf(before: Moment, next: Moment): Passage {
  const wallMs = next.atMs - before.atMs;
  const isOneStream = next.stream === before.stream && next.tickMs >= before.tickMs;
  const spanMs = isOneStream ? next.tickMs - before.tickMs : Math.max(0, wallMs);
  const stepMs = wallMs - spanMs;
  if (Math.abs(stepMs) <= STEP_MS) {
    return { fromMs: before.atMs, toMs: next.atMs, spanMs, stepMs: 0 };
  }
  return { fromMs: before.atMs, toMs: before.atMs + spanMs, spanMs, stepMs };
}
