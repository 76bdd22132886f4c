/** The newest state of every meter and part: what a page that has just opened wants to know. */
import type { StoredReading } from "#model/energy.ts";
import type { PartStatus } from "#model/status.ts";

export class LiveState {
  readonly #meters = new Map<string, StoredReading>();
  readonly #parts = new Map<string, PartStatus>();

  /** Present fields overwrite, absent ones stay (chapter 10 §10.1). */
  reading(stored: StoredReading): void {
    const before = this.#meters.get(stored.meter)?.reading;
    const listType = Math.max(before?.listType ?? 1, stored.reading.listType) as 1 | 2 | 3 | 4;
    const reading = { ...before, ...stored.reading, listType };
    this.#meters.set(stored.meter, { ...stored, reading });
  }

  status(status: PartStatus): void {
    this.#parts.set(status.part, status);
  }

  /** The merged state of a meter; `null` before its first reading. */
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
