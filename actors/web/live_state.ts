/** The newest state of every meter and part: what a page that has just opened wants to know. */
import type { StoredReading } from "#model/energy.ts";
import type { PeakState } from "#model/peaks.ts";
import type { TemperatureReading } from "#model/temperature.ts";
import type { PartStatus } from "#model/status.ts";

export class LiveState {
  readonly #meters = new Map<string, StoredReading>();
  readonly #parts = new Map<string, PartStatus>();
  readonly #peaks = new Map<string, PeakState>();
  /** The newest of all thermometers. */
  temperatures: readonly TemperatureReading[] = [];

  reading(stored: StoredReading): void {
    this.#meters.set(stored.meter, stored);
  }

  status(status: PartStatus): void {
    this.#parts.set(status.part, status);
  }

  peak(peaks: PeakState): void {
    this.#peaks.set(peaks.meter, peaks);
  }

  /** The newest peaks of a meter; `null` before the first, and without a tariff. */
  peaks(meter: string): PeakState | null {
    return this.#peaks.get(meter) ?? null;
  }

  /** The newest of a meter; `null` before its first reading. */
  meter(id: string): StoredReading | null {
    return this.#meters.get(id) ?? null;
  }

  part(name: string): PartStatus | null {
    return this.#parts.get(name) ?? null;
  }

  parts(): PartStatus[] {
    return [...this.#parts.values()];
  }
}
