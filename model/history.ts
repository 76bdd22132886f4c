/** What may be asked of history. Every question names a range; every answer has a limit. */
import type {
  EnergyPoint,
  EnergyStep,
  MeterEpoch,
  MeterEvent,
  PowerPoint,
  RegisterPoint,
  StoredReading,
} from "./energy.ts";
import type { Backup } from "./backup.ts";
import type { EditBatch, EditedQuarter, EditReport, EnergyEdit } from "./edits.ts";
import type { MeterReading, Reading } from "./reading.ts";
import type { SubMeterPoint } from "./sub_meter.ts";
import type { TemperaturePoint } from "./temperature.ts";

/** Rows one answer holds at most; the asker narrows the range to see more. */
export const HISTORY_ROWS_MAX = 10_000;

/** Readings one answer holds at most: 14 hours of one a second. */
export const READINGS_MAX = 50_000;

export type Span = { readonly meter: string; readonly fromMs: number; readonly toMs: number };

/**
 * A part of a span: at most so many rows, `HISTORY_ROWS_MAX` if absent. The next part begins behind
 * the last row.
 */
export type Page = Span & { readonly limit?: number };

/** Kinds of question and their answers, oldest row first, `fromMs` inclusive, `toMs` exclusive. */
export type HistoryQuestions = {
  /** Stored readings of the last days by time of reception. */
  readings: (question: Span & { readonly limit: number }) => Promise<Reading[]>;
  /** Power in buckets of 10 s (last 7 days) or 1 min (last 400 days); empty buckets are absent. */
  power: (question: Span & { readonly step: "10s" | "1min" }) => PowerPoint[];
  /** Energy in quarters or local spans; empty buckets are absent. */
  energy: (question: Page & { readonly step: EnergyStep }) => EnergyPoint[];
  /** The newest state: every field as last heard. `null` before the first reading. */
  latest: (question: { readonly meter: string }) => StoredReading | null;
  /**
   * Every field as the meter itself last said it, nothing estimated, with the place of the newest
   * frame. `null` before the first reading.
   */
  heard: (question: { readonly meter: string }) => MeterReading | null;
  /** Sub-meters in quarters or local spans, each apart; longer spans of at most 400 days. */
  subMeters: (question: Page & { readonly step: EnergyStep }) => SubMeterPoint[];
  /** Temperatures of all sensors in five minutes or local spans; these of at most 400 days. */
  temperatures: (
    question: Page & { readonly step: "5min" | "hour" | "day" | "month" },
  ) => TemperaturePoint[];
  /** The first register values of every hour. */
  registers: (question: Page) => RegisterPoint[];
  /** Gaps, clock steps and register oddities. */
  events: (question: Page) => MeterEvent[];
  /** Where the registers began anew. */
  epochs: (question: Page) => MeterEpoch[];
  /** Changes quarters that are over; rejects with the fault `edit-refused`. */
  edit: (question: EnergyEdit) => Promise<EditReport>;
  /** Takes a batch back, once; rejects with the fault `edit-refused`. */
  undo: (question: { readonly meter: string; readonly batch: number }) => Promise<void>;
  /** The newest batches of changes, the newest first. */
  batches: (question: { readonly meter: string; readonly limit?: number }) => EditBatch[];
  /** The quarters of a batch. */
  edited: (question: Page & { readonly batch: number }) => EditedQuarter[];
  /** The backups that are there, the newest first. */
  backups: (question: Record<never, never>) => Backup[];
  /** Begins a backup now; `false` when one is being made. `backups` shows it when it is done. */
  backup: (question: Record<never, never>) => boolean;
};
