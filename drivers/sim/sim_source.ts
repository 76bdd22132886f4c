/**
 * `sim:ID?speed=N&seed=N&phases=…&zone=…&key=…&authKey=…`: a simulated meter as a source of bytes.
 * It encodes real frames and hands them over at the meter's own cadence, so that everything behind
 * the wire works as with a real one.
 */
import type { Layout } from "#codec/encode/parts/layout.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource } from "../ports.ts";
import type { Household } from "./household.ts";
import { type Seal, securities } from "./sealing.ts";
import { schedule } from "./schedule.ts";

const SILENCE_MS_MAX = 1_000;
const NOTHING: Bytes = new Uint8Array(0);

export type SimulatedMeter = {
  readonly name: string;
  readonly layout: Layout;
  readonly household: Household;
  /** How much faster than real time. The clock inside the frames runs as fast. */
  readonly speed: number;
  /** `null`: plain telegrams. */
  readonly seal: Seal | null;
};

/**
 * A source whose every opening greets with fresh lists (see `schedule`). Each read gives one whole
 * frame when it is due; a reader that is too slow gets the next at once and none is lost.
 */
export function simSource(meter: SimulatedMeter, clock: Clock): ByteSource {
  const nextSecurity = securities(meter.seal, clock);
  const open = () => Promise.resolve(openSim({ ...meter, nextSecurity }, clock));
  return { name: meter.name, open };
}

type SealedMeter = SimulatedMeter & { readonly nextSecurity: ReturnType<typeof securities> };

function openSim({ layout, household, speed, nextSecurity }: SealedMeter, clock: Clock): ByteLine {
  const closed = new AbortController();
  const openedMs = clock.monotonicMs();
  const fromMs = clock.nowMs();
  const dues = schedule(layout.pushes, fromMs);
  let due = dues.next().value;
  return {
    async read() {
      const waitMs = (due.atMs - fromMs) / speed - (clock.monotonicMs() - openedMs);
      await clock.sleep(Math.min(Math.max(0, waitMs), SILENCE_MS_MAX), closed.signal);
      if (waitMs > SILENCE_MS_MAX || closed.signal.aborted) return NOTHING;
      const { atMs, list } = due;
      due = dues.next().value;
      return layout.encode(household.at(atMs), list, nextSecurity());
    },
    close() {
      closed.abort();
      return Promise.resolve();
    },
  };
}
