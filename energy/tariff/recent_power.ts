/**
 * Mean power of the last minutes, which tells better than the newest reading where an interval is
 * heading (chapter 20 §12.8). A short list of sums, so that it costs the same at any cadence.
 */

const SPAN_MS = 180_000;
const SLOT_MS = 10_000;
/** Less than this says nothing. */
const KNOWN_MS_MIN = 60_000;
/** A reading does not speak for longer than this. */
const HOLD_MS_MAX = 60_000;

type Slot = { readonly number: number; sumWMs: number; ms: number };

export class RecentPower {
  #slots: Slot[] = [];
  #last: { readonly atMs: number; readonly powerW: number } | null = null;

  /** Takes the power that flows from now on. @param atMs Any clock that does not step. */
  add(atMs: number, powerW: number): void {
    const last = this.#last;
    this.#last = { atMs, powerW };
    if (last === null || atMs <= last.atMs) return;
    const ms = Math.min(atMs - last.atMs, HOLD_MS_MAX);
    const number = Math.floor(atMs / SLOT_MS);
    let slot = this.#slots.at(-1);
    if (slot === undefined || slot.number !== number) {
      slot = { number, sumWMs: 0, ms: 0 };
      this.#slots.push(slot);
    }
    slot.sumWMs += last.powerW * ms;
    slot.ms += ms;
    const oldest = number - SPAN_MS / SLOT_MS;
    while (this.#slots[0] !== undefined && this.#slots[0].number <= oldest) this.#slots.shift();
  }

  /** The mean, W; `null` before there is a minute of it. */
  get meanW(): number | null {
    const ms = this.#slots.reduce((sum, slot) => sum + slot.ms, 0);
    if (ms < KNOWN_MS_MIN) return null;
    return this.#slots.reduce((sum, slot) => sum + slot.sumWMs, 0) / ms;
  }
}
