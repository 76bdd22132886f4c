/**
 * Times of several kinds of work over the same frames, taken in turn, so that what else the machine
 * does hits all alike.
 */

/** Work on one frame; the answer keeps it from being left out as unused. */
export type Work<Frame> = (frame: Frame) => number;

const WARM_UP_MS = 120;
/** Shorter than the scheduler lets others in between. */
const ROUND_MS = 3;
/** The best of many rounds: the machine is shared, the fastest round is the least disturbed. */
const ROUNDS = 80;
/** Few enough that no collection falls into the measurement. */
const FRAMES_OF_HEAP = 1000;
const HEAP_ROUNDS = 5;

/** Grows with all work, so that no run can leave some out. */
export let sink = 0;

/** Nanoseconds a frame, by the name of the work. */
export function race<Frame, Name extends string>(
  frames: readonly Frame[],
  works: Readonly<Record<Name, Work<Frame>>>,
): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>;
  for (const name of names) time(works[name], frames, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      best[name] = Math.min(best[name], time(works[name], frames, ROUND_MS));
    }
  }
  return best;
}

function time<Frame>(work: Work<Frame>, frames: readonly Frame[], limitMs: number): number {
  const startMs = performance.now();
  let count = 0;
  let tookMs = 0;
  for (; tookMs < limitMs; tookMs = performance.now() - startMs) {
    for (const frame of frames) sink ^= work(frame);
    count += frames.length;
  }
  return tookMs * 1e6 / count;
}

/**
 * Bytes on the heap of JavaScript for one frame: how much larger it is behind a thousand of them.
 * NaN without `--v8-flags=--expose-gc`.
 */
export function heapBytes<Frame>(work: Work<Frame>, frames: readonly Frame[]): number {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) return NaN;
  const rounds = Array.from({ length: HEAP_ROUNDS }, () => {
    gc();
    const before = Deno.memoryUsage().heapUsed;
    for (let at = 0; at < FRAMES_OF_HEAP; at++) sink ^= work(frames[at % frames.length]!);
    return (Deno.memoryUsage().heapUsed - before) / FRAMES_OF_HEAP;
  });
  // A collection in between makes the heap smaller, something else of the runtime larger.
  return rounds.toSorted((a, b) => a - b)[Math.floor(HEAP_ROUNDS / 2)]!;
}
