/**
 * The answers of the history desk: what is in the database, with what waits for the next commit.
 */
import type { MeterEvent, PowerPoint } from "#model/energy.ts";
import { HISTORY_ROWS_MAX, type HistoryQuestions, type Page } from "#model/history.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import type { PowerBucket } from "#energy/power_bucket.ts";
import { energyOf } from "./energy_answers.ts";
import { inSpan, pageOf } from "./page.ts";
import { readingsOf } from "./readings_answer.ts";
import type { Shelf } from "./shelf.ts";
import { subMeters } from "./sub_meter_answers.ts";
import { temperatures } from "./temperature_answers.ts";

/** What only reads. */
export type Reads = Omit<HistoryQuestions, "edit" | "undo" | "backup" | "backups">;

type Of<K extends keyof HistoryQuestions> = Parameters<HistoryQuestions[K]>[0];

const BATCHES_MAX = 1_000;

export type AnswerOptions = {
  /** The shelf of a meter; `null` for one that is not in the settings. */
  readonly shelfOf: (meter: string) => Shelf | null;
  /** Temperatures that are not stored yet. */
  readonly unstored: () => readonly TemperaturePoint[];
};

export function historyAnswers({ shelfOf, unstored }: AnswerOptions): Reads {
  const list =
    <Q extends { meter: string }, A>(of: (shelf: Shelf, question: Q) => A[]) =>
    (question: Q): A[] => {
      const shelf = shelfOf(question.meter);
      return shelf === null ? [] : of(shelf, question);
    };
  return {
    readings: (question) => readingsOf(shelfOf, question),
    power: list(power),
    energy: list(energyOf),
    latest: ({ meter }) => shelfOf(meter)?.ledger.latest() ?? null,
    heard: ({ meter }) => shelfOf(meter)?.ledger.heard() ?? null,
    subMeters: list(subMeters),
    temperatures: list((shelf, question: Of<"temperatures">) =>
      temperatures(shelf, question, unstored())
    ),
    registers: list((shelf, page: Page) => {
      const stored = shelf.disk?.rows.chronicle.registers(pageOf(shelf, page)) ?? [];
      return whole(stored, shelf.ledger.pending.registers, page);
    }),
    events: list((shelf, page: Page) => {
      const stored = shelf.disk?.rows.chronicle.events(pageOf(shelf, page)) ?? [];
      return whole<MeterEvent>(stored, shelf.ledger.pending.events, page);
    }),
    epochs: list((shelf, page: Page) => {
      const stored = shelf.disk?.rows.chronicle.epochs(pageOf(shelf, page)) ?? [];
      return whole(stored, shelf.ledger.pending.epochs, page);
    }),
    batches: list(({ disk }, { limit = BATCHES_MAX }: Of<"batches">) =>
      disk?.rows.edits.batches(disk.number, Math.min(limit, BATCHES_MAX)) ?? []
    ),
    edited: list((shelf, { batch, ...page }: Of<"edited">) =>
      shelf.disk?.rows.edits.edited(batch, pageOf(shelf, page)) ?? []
    ),
  };
}

/** Stored rows, and behind them those that wait for the next commit. */
function whole<P extends { readonly atMs: number }>(
  stored: readonly P[],
  waiting: readonly P[],
  page: Page,
): P[] {
  const limit = Math.min(page.limit ?? HISTORY_ROWS_MAX, HISTORY_ROWS_MAX);
  return [...stored, ...waiting.filter(inSpan(page))].slice(0, limit);
}

function power(shelf: Shelf, { step, ...span }: Of<"power">): PowerPoint[] {
  const { power10s, power1min } = shelf.ledger.pending;
  const [table, waiting] = step === "10s"
    ? ["power_10s", power10s] as const
    : ["power_1min", power1min] as const;
  const points = new Map<number, PowerPoint>();
  const stored = shelf.disk?.rows.power.points(table, pageOf(shelf, span)) ?? [];
  const open = [...waiting].filter(([atMs]) => inSpan(span)({ atMs }));
  if (open.length === 0) return stored;
  for (const point of stored) points.set(point.atMs, point);
  for (const [atMs, bucket] of open) points.set(atMs, powerPoint(atMs, bucket));
  return [...points.values()].sort((a, b) => a.atMs - b.atMs).slice(0, HISTORY_ROWS_MAX);
}

function powerPoint(atMs: number, bucket: PowerBucket): PowerPoint {
  const { count, importWSum, exportWSum, netWMin, netWMax } = bucket;
  const netW = netWMin === null
    ? null
    : Math.round(importWSum / count) - Math.round(exportWSum / count);
  return { atMs, netW, netWMin, netWMax };
}
