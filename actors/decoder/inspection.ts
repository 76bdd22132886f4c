/**
 * What becomes of a decoded reading: it goes on, or it cannot be true and is put aside. Begins with
 * what history knows of the meter, so that the first reading after a restart is judged, too.
 */
import type { Limits } from "#energy/plausible/limits.ts";
import { PlausibilityGate } from "#energy/plausible/gate.ts";
import type { Fault } from "#model/fault.ts";
import type { DistributionSystem } from "#model/meter.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { MeterReading } from "#model/reading.ts";
import type { Tray } from "#runtime/tray.ts";
import { MultiplierWatch } from "./multiplier_watch.ts";

export type InspectionOptions = {
  readonly limits: Limits;
  readonly system: DistributionSystem;
  readonly quarantine: Tray<QuarantinedReading>;
  /** Is told when the gate changes its mind about a meter. */
  readonly note: (text: string) => void;
};

export class Inspection {
  readonly #options: InspectionOptions;
  readonly #multipliers: MultiplierWatch;
  #gate: PlausibilityGate;
  #before: MeterReading | null = null;

  constructor(options: InspectionOptions) {
    this.#options = options;
    this.#multipliers = new MultiplierWatch(options.system);
    this.#gate = new PlausibilityGate(options.limits, null);
  }

  /** A sentence for the owner about the readings; `null` when there is nothing to say. */
  get hint(): string | null {
    return this.#multipliers.hint;
  }

  /** Goes on from what history knows; `null` when it knows nothing. */
  begin(before: MeterReading | null): void {
    this.#before = before;
    this.#gate = new PlausibilityGate(this.#options.limits, before?.reading ?? null);
  }

  /** Why a reading must not go on; `null` when it may. */
  fault(entry: MeterReading): Fault | null {
    // What is told again after a crash was judged before; history recognises it.
    if (this.#isKnown(entry.frame)) return null;
    const { meter, reading } = entry;
    const verdict = this.#gate.take(reading);
    if (verdict.ok) {
      if (verdict.note !== null) this.#options.note(verdict.note);
      this.#multipliers.take(reading);
      return null;
    }
    this.#options.quarantine.put({ meter, fault: verdict.fault.view(), reading });
    return verdict.fault;
  }

  #isKnown({ stream, endOffset }: MeterReading["frame"]): boolean {
    const last = this.#before?.frame;
    return last !== undefined && last.stream === stream && endOffset <= last.endOffset;
  }
}
