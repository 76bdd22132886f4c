/**
 * The power curve's memory: one row per step, oldest first, bounded by its span. Rows come from
 * history when the page opens and from live readings afterwards; a step that nobody heard stays a
 * hole, and a hole is never drawn as zero.
 */
import type { PowerPoint } from "#model/energy.ts";

/** Silence shorter than this is jitter of the meter's own pace, not a gap. */
const GAP_MS_MIN = 30_000;
/** Silence of so many usual distances between rows is a gap. */
const GAP_PACES = 3;

type Row = { atMs: number; sumW: number; count: number; lowW: number; highW: number };

export type CurveRow = {
  /** Middle of the step. */
  readonly atMs: number;
  readonly netW: number;
  readonly lowW: number;
  readonly highW: number;
};

export type Gap = { readonly fromMs: number; readonly toMs: number };

export class CurveBuffer {
  #rows: Row[] = [];

  /** @param spanMs How far back rows are kept. */
  constructor(readonly stepMs: number, readonly spanMs: number) {}

  get length(): number {
    return this.#rows.length;
  }

  /** From the oldest to the newest row. */
  get spanHeldMs(): number {
    return (this.#rows.at(-1)?.atMs ?? 0) - (this.#rows[0]?.atMs ?? 0);
  }

  /** Takes the answer of history. Live rows that history does not have yet are kept. */
  load(points: readonly PowerPoint[]): void {
    const rows: Row[] = [];
    for (const { atMs, netW, netWMin, netWMax } of points) {
      if (netW === null) continue;
      rows.push({ atMs, sumW: netW, count: 1, lowW: netWMin ?? netW, highW: netWMax ?? netW });
    }
    const lastMs = rows.at(-1)?.atMs ?? -Infinity;
    this.#rows = rows.concat(this.#rows.filter(({ atMs }) => atMs > lastMs));
    this.#trim();
  }

  /** Adds one live reading to the step it falls into; what is older than the last step is late. */
  add(atMs: number, netW: number): void {
    const stepAtMs = Math.floor(atMs / this.stepMs) * this.stepMs;
    const last = this.#rows.at(-1);
    if (last !== undefined && stepAtMs < last.atMs) return;
    if (last?.atMs === stepAtMs) {
      last.sumW += netW;
      last.count++;
      last.lowW = Math.min(last.lowW, netW);
      last.highW = Math.max(last.highW, netW);
      return;
    }
    this.#rows.push({ atMs: stepAtMs, sumW: netW, count: 1, lowW: netW, highW: netW });
    this.#trim();
  }

  /** The rows whose step begins in a range, oldest first. */
  rows(fromMs: number, toMs: number): CurveRow[] {
    const rows: CurveRow[] = [];
    for (const { atMs, sumW, count, lowW, highW } of this.#rows) {
      if (atMs < fromMs || atMs >= toMs) continue;
      rows.push({ atMs: atMs + this.stepMs / 2, netW: sumW / count, lowW, highW });
    }
    return rows;
  }

  #trim(): void {
    const oldestMs = (this.#rows.at(-1)?.atMs ?? 0) - this.spanMs;
    const kept = this.#rows.findIndex(({ atMs }) => atMs >= oldestMs);
    if (kept > 0) this.#rows.splice(0, kept);
  }
}

/** The silences between rows that are long enough to show; pace and jitter of the meter are not. */
export function gapsOf(rows: readonly CurveRow[]): Gap[] {
  const gapMsMin = Math.max(GAP_MS_MIN, GAP_PACES * paceMs(rows));
  const gaps: Gap[] = [];
  for (let i = 1; i < rows.length; i++) {
    const fromMs = rows[i - 1]!.atMs, toMs = rows[i]!.atMs;
    if (toMs - fromMs > gapMsMin) gaps.push({ fromMs, toMs });
  }
  return gaps;
}

/** The usual distance between rows: their median. */
function paceMs(rows: readonly CurveRow[]): number {
  const distances = rows.slice(1).map(({ atMs }, i) => atMs - rows[i]!.atMs).sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 0;
}

export type CurveSummary = { readonly lowest: CurveRow; readonly highest: CurveRow };

/** The rows of the lowest and the highest mean; `null` without rows. */
export function extremesOf(rows: readonly CurveRow[]): CurveSummary | null {
  let lowest = rows[0], highest = rows[0];
  if (lowest === undefined || highest === undefined) return null;
  for (const row of rows) {
    if (row.netW < lowest.netW) lowest = row;
    if (row.netW > highest.netW) highest = row;
  }
  return { lowest, highest };
}

/** The curve in a few lines, for the table: mean, lowest and highest of each stretch. */
export function stretchesOf(rows: readonly CurveRow[], stretchMs: number): CurveRow[] {
  const stretches = new Map<number, { sumW: number; count: number; lowW: number; highW: number }>();
  for (const { atMs, netW, lowW, highW } of rows) {
    const key = Math.floor(atMs / stretchMs) * stretchMs;
    const known = stretches.get(key);
    if (known === undefined) stretches.set(key, { sumW: netW, count: 1, lowW, highW });
    else {
      known.sumW += netW;
      known.count++;
      known.lowW = Math.min(known.lowW, lowW);
      known.highW = Math.max(known.highW, highW);
    }
  }
  return [...stretches].map(([atMs, { sumW, count, lowW, highW }]) => ({
    atMs,
    netW: sumW / count,
    lowW,
    highW,
  }));
}
