/** Looks once a minute whether the user forgot a factor; see `energy/multiplier_hint.ts`. */
import { multiplierHint } from "#energy/multiplier_hint.ts";
import type { DistributionSystem } from "#model/meter.ts";
import type { Reading } from "#model/reading.ts";

const MINUTE_MS = 60_000;
/** Four hours: enough for meters that say their registers once an hour. */
const MINUTES_MAX = 240;

export class MultiplierWatch {
  /** What the owner should check; `null` when all is well or nothing is known yet. */
  hint: string | null = null;
  #state: Reading | null = null;
  #run: Reading[] = [];
  #minute = 0;

  constructor(readonly system: DistributionSystem) {}

  take(reading: Reading): void {
    this.#state = { ...this.#state, ...reading };
    const minute = Math.floor(reading.receivedAtMs / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#run = [...this.#run, this.#state].slice(-MINUTES_MAX);
    this.hint = multiplierHint(this.#run, this.system);
  }
}
