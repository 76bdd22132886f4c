/**
 * `sim:ID?speed=N&seed=N&phases=…&zone=…`: a simulated meter as a source of bytes. It encodes real
 * frames and hands them over at the meter's own cadence, so that everything behind the wire works as
 * with a real one.
 */
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource } from "../ports.ts";
import { pushes, type SimulatedMeter } from "./pushes.ts";

const SILENCE_MS_MAX = 1_000;
const NOTHING: Bytes = new Uint8Array(0);

export type SimOptions = SimulatedMeter & {
  readonly name: string;
  /** How much faster than real time. The clock inside the frames runs as fast. */
  readonly speed: number;
};

/**
 * A source whose every opening greets with fresh lists (see `pushes`). Each read gives one whole
 * frame when it is due; a reader that is too slow gets the next at once and none is lost.
 */
export function simSource(options: SimOptions, clock: Clock): ByteSource {
  return {
    name: options.name,
    open: () => Promise.resolve(openSim(options, clock)),
  };
}

function openSim(options: SimOptions, clock: Clock): ByteLine {
  const { speed } = options;
  const closed = new AbortController();
  const openedMs = clock.monotonicMs();
  const fromMs = clock.nowMs();
  const stream = pushes(options, fromMs);
  let next = stream.next().value;
  return {
    async read() {
      const dueMs = (next.atMs - fromMs) / speed;
      const waitMs = dueMs - (clock.monotonicMs() - openedMs);
      await clock.sleep(Math.min(Math.max(0, waitMs), SILENCE_MS_MAX), closed.signal);
      if (waitMs > SILENCE_MS_MAX || closed.signal.aborted) return NOTHING;
      const { bytes } = next;
      next = stream.next().value;
      return bytes;
    },
    close() {
      closed.abort();
      return Promise.resolve();
    },
  };
}
