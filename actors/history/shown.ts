/**
 * Energy as people see it: what the meter said, with what they changed on top. Metered quarters are
 * never touched by a change, so taking it back brings them out again.
 */
import { type EnergyPoint, QUALITIES } from "#model/energy.ts";
import { worstOf } from "#energy/group.ts";
import { emptyQuarter, qualityOf, type Quarter, QUARTER_MS } from "#energy/quarter.ts";
import type { PendingQuarter } from "./pending.ts";
import type { Overlay } from "./rows/edit_rows.ts";
import type { QuarterRow } from "./rows/energy_rows.ts";
import type { Rows } from "./rows/rows.ts";

/** Where quarters come from: the disk, if there is one, and what waits for the next commit. */
export type QuarterSource = {
  readonly disk: { readonly rows: Rows; readonly number: number } | null;
  readonly waiting: ReadonlyMap<number, PendingQuarter>;
};

/** A part of the quarters, oldest first, at most so many. */
export type QuarterRange = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
};

/** Settled so far: `measured` and `scaled` are not estimated, all behind them are. */
const SCALED = QUALITIES.indexOf("scaled");
const QUALITY_OF = { edit: "edited", import: "imported" } as const;

/** The quarters of a range as shown; those of which nothing is known are absent. */
export function shownQuarters(
  { disk, waiting }: QuarterSource,
  range: QuarterRange,
): EnergyPoint[] {
  if (disk === null) return points(laid([], waiting, range), new Map(), range.limit);
  const { rows, number: meter } = disk;
  const stored = rows.energy.quarters({ meter, ...range });
  // Beyond the last row of a full page nothing is known yet.
  const isFull = stored.length >= range.limit;
  const toMs = isFull ? (stored.at(-1)?.atMs ?? 0) + QUARTER_MS : range.toMs;
  const overlays = rows.edits.overlays({ meter, ...range, toMs });
  return points(laid(stored, waiting, { ...range, toMs }), overlays, range.limit);
}

/** One quarter as shown. */
export function shownPoint(
  atMs: number,
  quarter: Quarter,
  overlay: Overlay | undefined,
): EnergyPoint {
  const { importWh, exportWh, coveredMs, quality: worst, open } = quarter;
  const isGuess = (bit: number) => worst > SCALED || (open & bit) !== 0;
  if (overlay === undefined) {
    const estimatedWh = (isGuess(1) ? importWh : 0) + (isGuess(2) ? exportWh : 0);
    const coverage = Math.min(1, coveredMs / QUARTER_MS);
    return { atMs, importWh, exportWh, coverage, quality: qualityOf(quarter), estimatedWh };
  }
  const isWhole = overlay.importWh !== null && overlay.exportWh !== null;
  const quality = QUALITY_OF[overlay.kind];
  return {
    atMs,
    importWh: overlay.importWh ?? importWh,
    exportWh: overlay.exportWh ?? exportWh,
    coverage: 1,
    quality: isWhole ? quality : worstOf(quality, qualityOf(quarter)),
    estimatedWh: (overlay.importWh ?? (isGuess(1) ? importWh : 0)) +
      (overlay.exportWh ?? (isGuess(2) ? exportWh : 0)),
  };
}

/** Stored rows with the waiting ones in their places. */
function laid(
  stored: QuarterRow[],
  waiting: QuarterSource["waiting"],
  { fromMs, toMs }: QuarterRange,
): QuarterRow[] {
  const inRange = [...waiting].filter(([atMs]) => atMs >= fromMs && atMs < toMs);
  if (inRange.length === 0) return stored;
  const rows = new Map(stored.map((row) => [row.atMs, row]));
  for (const [atMs, { quarter }] of inRange) rows.set(atMs, { atMs, ...quarter });
  return [...rows.values()].sort((a, b) => a.atMs - b.atMs);
}

/** Both lists run side by side, as each is in order. */
function points(
  metered: readonly QuarterRow[],
  overlays: ReadonlyMap<number, Overlay>,
  limit: number,
): EnergyPoint[] {
  const found: EnergyPoint[] = [];
  const above = [...overlays];
  let next = 0;
  const bareUntil = (endMs: number) => {
    for (let over = above[next]; over !== undefined && over[0] < endMs; over = above[next]) {
      found.push(shownPoint(over[0], emptyQuarter(), over[1]));
      next++;
    }
  };
  for (const row of metered) {
    bareUntil(row.atMs);
    const isOver = above[next]?.[0] === row.atMs;
    found.push(shownPoint(row.atMs, row, isOver ? above[next++]?.[1] : undefined));
  }
  bareUntil(Infinity);
  return found.slice(0, limit);
}
