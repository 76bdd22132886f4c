/** The quarter hour: the interval from which all longer sums are made (chapter 20 §12.1). */
import { QUALITIES, type Quality } from "#model/energy.ts";

export const QUARTER_MS = 900_000;

/** The two directions of energy. */
export const DIRECTIONS = ["import", "export"] as const;
export type Direction = typeof DIRECTIONS[number];

/** What is known of one quarter. Energies are integer Wh. */
export type Quarter = {
  importWh: number;
  exportWh: number;
  /** How much of it readings cover, ms. */
  coveredMs: number;
  /** Index into `QUALITIES` of the worst settled part. */
  quality: number;
  /** Directions whose energy still is a running integral: 1 import, 2 export, 3 both. */
  open: number;
};

/** Why something in the history looks the way it does; one row of the table `event`. */
export type EnergyEvent = {
  readonly atMs: number;
  readonly kind:
    | "gap"
    | "clock-back"
    | "clock-step"
    | "register-reset"
    | "register-rollover"
    | "register-jump"
    | "register-silent";
  readonly detail: string;
};

/**
 * Energy for a quarter, whole Wh. With a quality the direction's energy in it is settled; with
 * `null` it is a running integral that a register will correct.
 */
export type Posting = { readonly byWh: number; readonly quality: Quality | null };

/** Where the rules write to. Quarters that were written before are changed, never replaced. */
export interface QuarterBook {
  post(quarterMs: number, direction: Direction, posting: Posting): void;
  /** Says that readings cover so much more of a quarter. */
  cover(quarterMs: number, byMs: number): void;
  note(event: EnergyEvent): void;
  /**
   * What a quarter of this weekday and hour usually has, mean Wh of the four weeks before it;
   * `null` when nothing is known. Gives gaps their shape (chapter 20 §12.3).
   */
  profileWh(quarterMs: number, direction: Direction): number | null;
}

/** Start of the quarter that holds an instant. */
export function quarterOfMs(atMs: number): number {
  return Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
}

/** A span cut at the quarters' borders, oldest first. Nothing for an empty or backward span. */
export function* quartersOf(fromMs: number, toMs: number): Generator<[number, number]> {
  for (let atMs = fromMs; atMs < toMs;) {
    const quarterMs = quarterOfMs(atMs);
    const endMs = Math.min(toMs, quarterMs + QUARTER_MS);
    yield [quarterMs, endMs - atMs];
    atMs = endMs;
  }
}

/** A quarter in which nothing happened yet. */
export function emptyQuarter(): Quarter {
  return { importWh: 0, exportWh: 0, coveredMs: 0, quality: 0, open: 0 };
}

/** Applies one posting to a quarter. */
export function postTo(quarter: Quarter, direction: Direction, { byWh, quality }: Posting): void {
  const bit = direction === "import" ? 1 : 2;
  if (direction === "import") quarter.importWh += byWh;
  else quarter.exportWh += byWh;
  if (quality === null) {
    quarter.open |= bit;
  } else {
    quarter.open &= ~bit;
    quarter.quality = Math.max(quarter.quality, QUALITIES.indexOf(quality));
  }
}

/** The quality to show: a running integral counts as `integrated`. */
export function qualityOf(quarter: { quality: number; open: number }): Quality {
  const running = quarter.open > 0 ? QUALITIES.indexOf("integrated") : 0;
  return QUALITIES[Math.max(quarter.quality, running)] ?? "edited";
}
