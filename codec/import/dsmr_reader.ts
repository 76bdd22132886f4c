/**
 * The API of dsmr-reader, version 2: answers of `/statistics/hour` and `/statistics/day` as saved
 * to a file, one page or several in a list. Tariffs are summed; gas is left to its own meter.
 */
import {
  type Imported,
  type ImportedSpan,
  type ImportNote,
  REJECTED_MAX,
} from "#model/imported.ts";
import type { Zone } from "#model/zone.ts";
import { instantOf } from "./local_times.ts";
import { inOrder } from "./spans.ts";
import { timeOf } from "./time_text.ts";

const HOUR_MS = 3_600_000;

type Statistic = Readonly<Record<string, unknown>>;

/** Whether JSON is of this API. */
export function isDsmrReader(json: unknown): boolean {
  return resultsOf(json).some((row) =>
    "electricity1" in row && ("hour_start" in row || "day" in row)
  );
}

/** Reads hours and days. Days count only where the file has no hour of theirs. */
export function readDsmrReader(json: unknown, zone: Zone): Imported {
  const hours: ImportedSpan[] = [];
  const days: ImportedSpan[] = [];
  const rejected: ImportNote[] = [];
  let gasRows = 0;
  for (const [at, row] of resultsOf(json).entries()) {
    const span = spanOf(row, zone);
    const importWh = sumWh(row, ["electricity1", "electricity2"]);
    const exportWh = sumWh(row, ["electricity1_returned", "electricity2_returned"]);
    if (Number(row["gas"] ?? row["extra_device"] ?? 0) > 0) gasRows++;
    if (span === null || (importWh === null && exportWh === null)) {
      if (rejected.length < REJECTED_MAX) {
        rejected.push({ line: at + 1, text: "no time, or no energy" });
      }
      continue;
    }
    ("hour_start" in row ? hours : days).push({ ...span, importWh, exportWh });
  }
  const hasHours = new Set(hours.map(({ fromMs }) => zone.startOfMs("day", fromMs)));
  const bare = days.filter(({ fromMs }) => !hasHours.has(fromMs));
  const notes: ImportNote[] = [];
  if (gasRows > 0) notes.push({ line: 0, text: `gas of ${gasRows} rows is left out` });
  const dropped = days.length - bare.length;
  if (dropped > 0) notes.push({ line: 0, text: `${dropped} days have hours of their own` });
  return { kind: "dsmr-reader", ...inOrder([...hours, ...bare], notes), rejected };
}

function spanOf(row: Statistic, zone: Zone): { fromMs: number; toMs: number } | null {
  const time = timeOf(String(row["hour_start"] ?? row["day"] ?? ""));
  if (time === null) return null;
  const fromMs = time.kind === "instant" ? time.atMs : instantOf(time.wallMs, zone);
  if ("hour_start" in row) return { fromMs, toMs: fromMs + HOUR_MS };
  return { fromMs, toMs: zone.shiftDayMs(fromMs, 1) };
}

/** The sum of kWh given as text or numbers; `null` when there is none of them. */
function sumWh(row: Statistic, names: readonly string[]): number | null {
  const values = names.map((name) => row[name]).filter((value) => value !== undefined)
    .map(Number).filter((value) => Number.isFinite(value) && value >= 0);
  return values.length === 0
    ? null
    : Math.round(values.reduce((sum, value) => sum + value, 0) * 1000);
}

function resultsOf(json: unknown): Statistic[] {
  const pages = Array.isArray(json) ? json : [json];
  return pages.flatMap((page): Statistic[] => {
    if (typeof page !== "object" || page === null) return [];
    const { results } = page as { results?: unknown };
    return Array.isArray(results)
      ? results.filter((row) => typeof row === "object" && row)
      : [page];
  });
}
