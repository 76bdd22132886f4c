/**
 * The place in front of the books where readings wait as long as nobody knows what time it is: a
 * board without a battery begins in 1970. They are handed on, dated, when a clock can be believed.
 */
import { Fault } from "#model/fault.ts";
import type { MeterReading } from "#model/reading.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import type { Context } from "#runtime/actor.ts";
import { ClockTrust, type Dating as By } from "#energy/clock_trust.ts";

/** This program was written later than this, so no reading is older. */
export const EARLIEST_MS = Date.UTC(2026, 0, 1);

/** Readings of all meters together that wait for a time: half a day of one each ten seconds. */
const HELD_MAX = 5_000;

export type DatingOptions = {
  readonly meters: number;
  readonly context: Pick<Context, "clock" | "count" | "log">;
  readonly say: (status: PartStatus) => void;
};

export class Dating {
  readonly #options: DatingOptions;
  readonly #trusts = new Map<string, ClockTrust>();
  #by: By = "clock";

  constructor(options: DatingOptions) {
    this.#options = options;
  }

  /** Readings that wait; they are lost if the process ends now. */
  get held(): number {
    return [...this.#trusts.values()].reduce((sum, { counts }) => sum + counts.held, 0);
  }

  /** Takes a reading and hands on, oldest first, all of its meter that can be dated now. */
  take(reading: MeterReading, accept: (dated: MeterReading) => void): void {
    const trust = this.#trustOf(reading.meter);
    const before = trust.counts;
    trust.take(reading, accept);
    this.#options.context.count("readingsUndated", trust.counts.lost - before.lost);
    if (trust.dating !== this.#by) this.#tell(trust.dating);
  }

  #trustOf(meter: string): ClockTrust {
    let trust = this.#trusts.get(meter);
    if (trust === undefined) {
      const heldMax = Math.ceil(HELD_MAX / this.#options.meters);
      trust = new ClockTrust({ earliestMs: EARLIEST_MS, heldMax });
      this.#trusts.set(meter, trust);
    }
    return trust;
  }

  #tell(by: By): void {
    const { context, say } = this.#options;
    this.#by = by;
    const sinceMs = context.clock.nowMs();
    if (by === "clock") {
      context.log.info("the clock is set");
      return say({ part: "clock", state: "ok", text: "The clock is set", fault: null, sinceMs });
    }
    const what = by === "meter" ? "readings are dated by the meter" : "readings wait for a time";
    const fault = new Fault("clock-unset", { what });
    context.log.warn(fault);
    say({ ...faultStatus("clock", fault, sinceMs), state: "warning" });
  }
}
