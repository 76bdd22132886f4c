/**
 * The answers of the history desk: what is in the database, with what waits for the next commit.
 */
import type { EnergyPoint, PowerPoint, StoredReading } from "#model/energy.ts";
import {
  HISTORY_ROWS_MAX,
  type HistoryQuestions,
  READINGS_MAX,
  type Span,
} from "#model/history.ts";
import type { MeterReading, Reading } from "#model/reading.ts";
import { groupQuarters } from "#energy/group.ts";
import type { PowerBucket } from "#energy/power_bucket.ts";
import { qualityOf, type Quarter, QUARTER_MS } from "#energy/quarter.ts";
import type { MeterLedger } from "./meter_ledger.ts";
import { minuteOfMs, unpackMinute } from "./minute.ts";
import type { RowRange, Rows } from "./rows.ts";

/** Where a meter's answers come from; without a disk there is only the ledger. */
export type Shelf = {
  readonly ledger: MeterLedger;
  readonly disk: { readonly rows: Rows; readonly number: number } | null;
};

/** Quarters one answer in hours or days is made of at most: a year and a month. */
const QUARTERS_MAX = 40_000;
const MINUTES_MAX = 4_400;

/** @param shelfOf The shelf of a meter; `null` for one that is not in the settings. */
export function historyAnswers(shelfOf: (meter: string) => Shelf | null): HistoryQuestions {
  const answer = <Q extends { meter: string }, A>(
    question: Q,
    of: (shelf: Shelf, question: Q) => A,
    nothing: A,
  ): A => {
    const shelf = shelfOf(question.meter);
    return shelf === null ? nothing : of(shelf, question);
  };
  return {
    readings: (question) => answer(question, readings, []),
    power: (question) => answer(question, power, []),
    energy: (question) => answer(question, energy, []),
    latest: (question) => answer<typeof question, StoredReading | null>(question, latest, null),
    heard: (question) => answer<typeof question, MeterReading | null>(question, heard, null),
  };
}

function readings(shelf: Shelf, { limit, ...span }: Span & { limit: number }): Reading[] {
  const most = Math.min(limit, READINGS_MAX);
  const found: Reading[] = [];
  const take = (reading: Reading) => {
    if (reading.receivedAtMs >= span.fromMs && reading.receivedAtMs < span.toMs) {
      found.push(reading);
    }
  };
  for (const data of shelf.disk?.rows.minutes(range(shelf, span, MINUTES_MAX)) ?? []) {
    for (const { reading } of unpackMinute(data)) take(reading);
    if (found.length >= most) break;
  }
  const { minutes } = shelf.ledger.pending;
  for (const atMs of [...minutes.keys()].sort((a, b) => a - b)) {
    if (atMs < minuteOfMs(span.fromMs) || atMs >= span.toMs) continue;
    for (const { reading } of minutes.get(atMs) ?? []) take(reading);
  }
  return found.sort((a, b) => a.receivedAtMs - b.receivedAtMs).slice(0, Math.max(0, most));
}

function power(shelf: Shelf, { step, ...span }: Span & { step: "10s" | "1min" }): PowerPoint[] {
  const { power10s, power1min } = shelf.ledger.pending;
  const [table, waiting] = step === "10s"
    ? ["power_10s", power10s] as const
    : ["power_1min", power1min] as const;
  const stored = shelf.disk?.rows.power(table, range(shelf, span, HISTORY_ROWS_MAX)) ?? [];
  return overlaid(stored, waiting, { span, pointOf: powerPoint }).slice(0, HISTORY_ROWS_MAX);
}

function energy(
  shelf: Shelf,
  { step, ...span }: Span & { step: "15min" | "hour" | "day" },
): EnergyPoint[] {
  const most = step === "15min" ? HISTORY_ROWS_MAX : QUARTERS_MAX;
  const stored = shelf.disk?.rows.quarters(range(shelf, span, most)) ?? [];
  const quarters = overlaid(stored, shelf.ledger.pending.quarters, {
    span,
    pointOf: (atMs, { quarter }) => energyPoint(atMs, quarter),
  });
  const points = step === "15min"
    ? quarters
    : [...groupQuarters(quarters, step, shelf.ledger.zone)];
  return points.slice(0, HISTORY_ROWS_MAX);
}

function latest({ ledger }: Shelf, { meter }: { meter: string }): StoredReading | null {
  return ledger.latest(meter);
}

function heard({ ledger }: Shelf, { meter }: { meter: string }): MeterReading | null {
  return ledger.heard(meter);
}

function range(shelf: Shelf, { fromMs, toMs }: Span, limit: number): RowRange {
  return { meter: shelf.disk?.number ?? 0, fromMs, toMs, limit };
}

/** Stored rows with the waiting ones in their places, oldest first. */
function overlaid<P extends { atMs: number }, W>(
  stored: P[],
  waiting: ReadonlyMap<number, W>,
  { span, pointOf }: { readonly span: Span; readonly pointOf: (atMs: number, row: W) => P },
): P[] {
  const inSpan = [...waiting].filter(([atMs]) => atMs >= span.fromMs && atMs < span.toMs);
  if (inSpan.length === 0) return stored;
  const points = new Map(stored.map((point) => [point.atMs, point]));
  for (const [atMs, row] of inSpan) points.set(atMs, pointOf(atMs, row));
  return [...points.values()].sort((a, b) => a.atMs - b.atMs);
}

function powerPoint(atMs: number, bucket: PowerBucket): PowerPoint {
  const { count, importWSum, exportWSum, netWMin, netWMax } = bucket;
  const netW = netWMin === null
    ? null
    : Math.round(importWSum / count) - Math.round(exportWSum / count);
  return { atMs, netW, netWMin, netWMax };
}

function energyPoint(atMs: number, quarter: Quarter): EnergyPoint {
  const { importWh, exportWh, coveredMs } = quarter;
  const coverage = Math.min(1, coveredMs / QUARTER_MS);
  return { atMs, importWh, exportWh, coverage, quality: qualityOf(quarter) };
}
