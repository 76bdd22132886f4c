/** What may be asked of history. Every question names a range; every answer has a limit. */
import type { EnergyPoint, PowerPoint, StoredReading } from "./energy.ts";
import type { MeterReading, Reading } from "./reading.ts";

/** Rows one answer holds at most; the asker narrows the range to see more. */
export const HISTORY_ROWS_MAX = 10_000;

/** Readings one answer holds at most: 14 hours of one a second. */
export const READINGS_MAX = 50_000;

export type Span = { readonly meter: string; readonly fromMs: number; readonly toMs: number };

/** Kinds of question and their answers, oldest row first, `fromMs` inclusive, `toMs` exclusive. */
export type HistoryQuestions = {
  /** Stored readings of the last days by time of reception. */
  readings: (question: Span & { readonly limit: number }) => Reading[];
  /** Power in buckets of 10 s (last 7 days) or 1 min (last 400 days); empty buckets are absent. */
  power: (question: Span & { readonly step: "10s" | "1min" }) => PowerPoint[];
  /** Energy in quarters, local hours or local days; empty buckets are absent. */
  energy: (question: Span & { readonly step: "15min" | "hour" | "day" }) => EnergyPoint[];
  /** The newest state: every field as last heard. `null` before the first reading. */
  latest: (question: { readonly meter: string }) => StoredReading | null;
  /**
   * Every field as the meter itself last said it, nothing estimated, with the place of the newest
   * frame. `null` before the first reading.
   */
  heard: (question: { readonly meter: string }) => MeterReading | null;
};
