/**
 * Pulses of a meter's LED or S0 output to energy and power (chapter 10 §12): every pulse is one
 * `perKwh`-th of a kWh, the power follows from the time between two of them. While none comes the
 * power can only have fallen, and falls with the time that passed. Pure: times come with the words.
 */

export type PulseMeter = {
  /** What the register shows. */
  readonly importWh: number;
  /** `null` until two pulses are there. */
  readonly importW: number | null;
};

export type PulseOptions = {
  /** Pulses per kWh, as printed on the meter. */
  readonly perKwh: number;
  /** What the register showed before the first pulse. */
  readonly startWh: number;
};

/** A contact that closes bounces; no meter blinks as fast. */
const GLITCH_MS = 30;
const HOUR_MS = 3_600_000;
/** One reading a second at most; while no pulses come, one in ten seconds. */
const TELL_MS_MIN = 1_000;
const TELL_MS_MAX = 10_000;

export class PulseCounter {
  readonly #options: PulseOptions;
  #count = 0;
  #lastEdgeMs = -Infinity;
  #lastPulseMs = NaN;
  /** The last pulse that the power was taken from, and how many were counted then. */
  #toldPulseMs = NaN;
  #toldCount = 0;
  #toldMs = -Infinity;
  #powerW: number | null = null;

  constructor(options: PulseOptions) {
    this.#options = options;
  }

  /** Says that pulses may have been missed: the next one is as good as the first. */
  interrupted(): void {
    this.#toldPulseMs = NaN;
    this.#powerW = null;
  }

  /** Takes an edge; one that follows another too soon is the same pulse. */
  edge(atMs: number): void {
    const isGlitch = atMs - this.#lastEdgeMs < GLITCH_MS;
    this.#lastEdgeMs = atMs;
    if (isGlitch) return;
    this.#count++;
    this.#lastPulseMs = atMs;
  }

  /** What there is to tell at a time, if it is time to. */
  tell(atMs: number): PulseMeter | null {
    if (this.#count === 0) return null;
    const isNew = this.#count > this.#toldCount;
    const waitMs = isNew ? TELL_MS_MIN : TELL_MS_MAX;
    if (atMs - this.#toldMs < waitMs) return null;
    if (isNew) this.#measure();
    this.#toldMs = atMs;
    return {
      importWh: this.#options.startWh + this.#count * 1000 / this.#options.perKwh,
      importW: this.#powerW === null ? null : Math.min(this.#powerW, this.#boundW(atMs)),
    };
  }

  /** The power between the pulses told last and the newest. */
  #measure(): void {
    const spanMs = this.#lastPulseMs - this.#toldPulseMs;
    const count = this.#count - this.#toldCount;
    if (spanMs > 0) this.#powerW = this.#wattOf(count, spanMs);
    this.#toldPulseMs = this.#lastPulseMs;
    this.#toldCount = this.#count;
  }

  /** With more power than this the next pulse would have come already. */
  #boundW(atMs: number): number {
    const spanMs = atMs - this.#lastPulseMs;
    return spanMs > 0 ? this.#wattOf(1, spanMs) : Infinity;
  }

  #wattOf(count: number, spanMs: number): number {
    return count * 1000 * HOUR_MS / (this.#options.perKwh * spanMs);
  }
}
