/**
 * Warnings before a peak is made (chapter 20 §12.8), with hysteresis so that they do not flutter.
 */

/** 0 calm, 1 close to what is allowed, 2 above it. */
export type Risk = 0 | 1 | 2;

/** What the alarm looks at. */
export type Outlook = {
  /** Monotonic ms. */
  readonly atMs: number;
  /** Since the interval began, ms. */
  readonly elapsedMs: number;
  readonly intervalMs: number;
  /** Projected energy as a share of what is allowed. */
  readonly share: number;
};

const NOTICE_SHARE = 0.9;
const WARNING_SHARE = 1;
const CALM_SHARE = 0.85;
const CALM_MS = 120_000;
const BETWEEN_MS = 300_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Earlier in an interval a projection says little. */
const SETTLED_MS = { hour: 10 * MINUTE_MS, quarter: 3 * MINUTE_MS } as const;

/** The state between two looks; plain data. */
export class PeakAlarm {
  risk: Risk = 0;
  #calmSinceMs: number | null = null;
  #toldRisk: Risk = 0;
  #toldMs = -Infinity;

  /** Looks at the interval; answers whether the owner is to be told of the risk now. */
  look({ atMs, elapsedMs, intervalMs, share }: Outlook): boolean {
    const settledMs = intervalMs >= HOUR_MS ? SETTLED_MS.hour : SETTLED_MS.quarter;
    const isSettled = elapsedMs >= settledMs;
    const found: Risk = share > WARNING_SHARE ? 2 : share > NOTICE_SHARE ? 1 : 0;
    if (isSettled && found > this.risk) {
      this.risk = found;
      this.#calmSinceMs = null;
    }
    if (share >= CALM_SHARE) this.#calmSinceMs = null;
    else this.#calmSinceMs ??= atMs;
    if (this.#calmSinceMs !== null && atMs - this.#calmSinceMs >= CALM_MS) {
      this.risk = 0;
      this.#toldRisk = 0;
    }
    if (this.risk <= this.#toldRisk || atMs - this.#toldMs < BETWEEN_MS) return false;
    this.#toldRisk = this.risk;
    this.#toldMs = atMs;
    return true;
  }
}
