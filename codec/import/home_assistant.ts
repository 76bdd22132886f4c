/**
 * Energy out of Home Assistant: the answer of `recorder/statistics_during_period` as JSON, and the
 * table that the energy page offers for download, with one column for each hour.
 */
import {
  type Imported,
  type ImportedSpan,
  type ImportNote,
  REJECTED_MAX,
} from "#model/imported.ts";
import { numberOf, whPerUnit } from "./energy_text.ts";
import { inOrder, summed } from "./spans.ts";
import { tableOf } from "./table.ts";
import { timeOf } from "./time_text.ts";

const KIND = "home-assistant";
const HOUR_MS = 3_600_000;
const TYPES: Readonly<Record<string, "importWh" | "exportWh">> = {
  grid_consumption: "importWh",
  grid_return: "exportWh",
};
/** Columns before those of the hours: entity_id, type, unit. */
const HEAD_CELLS = 3;

/** Whether a text is the energy page's table. */
export function isEnergyTable(text: string): boolean {
  return /^\uFEFF?"?entity_id"?[,;]"?type"?[,;]"?unit"?[,;]/.test(text);
}

/** Reads the energy page's table; rows that are not of the grid are named and passed over. */
export function readEnergyTable(text: string): Imported {
  const rows = tableOf(text);
  const hours = (rows[0]?.cells ?? []).slice(HEAD_CELLS).map((cell) => timeOf(cell));
  const spans: ImportedSpan[] = [];
  const notes: ImportNote[] = [];
  for (const { line, cells } of rows.slice(1)) {
    const [entity = "", type = "", unit = ""] = cells;
    const direction = TYPES[type];
    const factor = whPerUnit(unit);
    if (direction === undefined || factor === null) {
      notes.push({ line, text: `${entity} is ${type || "nothing known"} in ${unit}: left out` });
      continue;
    }
    cells.slice(HEAD_CELLS).forEach((cell, at) => {
      const hour = hours[at];
      const value = numberOf(cell);
      if (hour?.kind !== "instant" || value === null) return;
      const none = { importWh: null, exportWh: null };
      const wh = Math.round(value * factor);
      spans.push({ fromMs: hour.atMs, toMs: hour.atMs + HOUR_MS, ...none, [direction]: wh });
    });
  }
  return { kind: KIND, ...inOrder(summed(spans), notes), rejected: [] };
}

type Statistic = {
  readonly start?: unknown;
  readonly end?: unknown;
  readonly change?: unknown;
  readonly sum?: unknown;
};

/** What is asked of the owner: which statistic is which direction. */
export type StatisticNames = {
  readonly importId: string | null;
  readonly exportId: string | null;
};

/**
 * Reads statistics by their id, in kWh. With one id in the file it is taken for import unless the
 * owner says otherwise.
 */
export function readStatistics(json: unknown, names: StatisticNames): Imported {
  const byId = statisticsOf(json);
  const ids = Object.keys(byId);
  const importId = names.importId ?? (ids.length === 1 ? ids[0]! : guess(ids, IMPORT_WORDS));
  const exportId = names.exportId ?? guess(ids, EXPORT_WORDS);
  const spans: ImportedSpan[] = [];
  const notes: ImportNote[] = [];
  const rejected: ImportNote[] = [];
  for (const id of ids) {
    const direction = id === exportId ? "exportWh" : id === importId ? "importWh" : null;
    if (direction === null) {
      notes.push({ line: 0, text: `${id} is neither import nor export: left out` });
      continue;
    }
    notes.push({
      line: 0,
      text: `${id} is read as ${direction === "importWh" ? "import" : "export"}`,
    });
    let lastSum: number | null = null;
    let lastEndMs = Infinity;
    for (const [at, entry] of byId[id]!.entries()) {
      const fromMs = instantOf(entry.start);
      const sum = typeof entry.sum === "number" ? entry.sum : null;
      const change = typeof entry.change === "number"
        ? entry.change
        : sum !== null && lastSum !== null
        ? sum - lastSum
        : null;
      // A difference of sums is of all the time since the last one, hours without rows included.
      const sinceMs = typeof entry.change === "number" ? Infinity : lastEndMs;
      lastSum = sum ?? lastSum;
      if (fromMs === null || (change !== null && change < 0)) {
        if (rejected.length < REJECTED_MAX) {
          rejected.push({ line: at + 1, text: `${id}: no time, or energy below zero` });
        }
        continue;
      }
      const toMs = instantOf(entry.end) ?? fromMs + HOUR_MS;
      lastEndMs = sum === null ? lastEndMs : toMs;
      if (change === null) continue;
      const none = { importWh: null, exportWh: null };
      const wh = Math.round(change * 1000);
      spans.push({ fromMs: Math.min(fromMs, sinceMs), toMs, ...none, [direction]: wh });
    }
  }
  return { kind: KIND, ...inOrder(spans, notes), rejected };
}

const IMPORT_WORDS = /import|consum|delivered|forbruk|förbruk|bezug|usage/i;
const EXPORT_WORDS = /export|return|produ|injec|einspeis/i;

function guess(ids: readonly string[], words: RegExp): string | null {
  const found = ids.filter((id) => words.test(id));
  return found.length === 1 ? found[0]! : null;
}

/** Lists of statistics by id, out of a bare answer, a message, or a list of one. */
function statisticsOf(json: unknown): Record<string, Statistic[]> {
  const holder = isObject(json) && isObject(json["result"]) ? json["result"] : json;
  if (Array.isArray(holder)) return { statistics: holder.filter(isObject) };
  if (!isObject(holder)) return {};
  return Object.fromEntries(
    Object.entries(holder).flatMap(([id, list]) =>
      Array.isArray(list) ? [[id, list.filter(isObject)]] : []
    ),
  );
}

/** Seconds, milliseconds or ISO text. */
function instantOf(value: unknown): number | null {
  if (typeof value === "number") return value < 1e11 ? value * 1000 : value;
  const time = typeof value === "string" ? timeOf(value) : null;
  return time?.kind === "instant" ? time.atMs : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
