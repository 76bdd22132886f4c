/** The highest current of each phase in the last minute: the marks of the phases tile. */

export type PhaseAmps = readonly [number | null, number | null, number | null];

const KEPT_MS = 60_000;
/** Enough for ten readings a second. */
const ROWS_MAX = 600;

export class PhasePeaks {
  #rows: { atMs: number; amps: PhaseAmps }[] = [];

  add(atMs: number, amps: PhaseAmps): void {
    this.#rows.push({ atMs, amps });
    const oldestMs = atMs - KEPT_MS;
    const kept = this.#rows.findIndex((row) => row.atMs > oldestMs);
    this.#rows.splice(0, Math.max(kept, this.#rows.length - ROWS_MAX));
  }

  /** The highest size of each phase's current, A; `null` where none was heard. */
  highest(): PhaseAmps {
    return [this.#highest(0), this.#highest(1), this.#highest(2)];
  }

  #highest(phase: 0 | 1 | 2): number | null {
    let highest: number | null = null;
    for (const { amps } of this.#rows) {
      const amp = amps[phase];
      if (amp !== null) highest = Math.max(highest ?? 0, Math.abs(amp));
    }
    return highest;
  }
}
