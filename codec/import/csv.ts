/**
 * Energy out of a table of a portal or another program (chapter 20 §12.5): hours, quarters or days
 * by their start or end, in any delimiter and number style, energies or register values.
 */
import {
  type Imported,
  type ImportedSpan,
  type ImportNote,
  REJECTED_MAX,
} from "#model/imported.ts";
import type { Zone } from "#model/zone.ts";
import { type ColumnNames, type Columns, columnsOf, directionOf } from "./columns.ts";
import { numberOf } from "./energy_text.ts";
import { dstNotes, LocalTimes } from "./local_times.ts";
import { inOrder, summed } from "./spans.ts";
import { type Row, tableOf } from "./table.ts";
import { timeOf, type TimeText } from "./time_text.ts";

export type CsvOptions = {
  /** For times without an offset. */
  readonly zone: Zone;
  /** Whether a row's time is the start or the end of its span. */
  readonly stamps: "starting" | "ending";
  /** Whether values are energy of the span or the meter's register at its time. */
  readonly values: "energy" | "register";
  readonly columns?: ColumnNames;
  /** Found by itself when not given. */
  readonly delimiter?: string | undefined;
};

const KIND = "csv";
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const TARIFFS_MAX = 4;

type Entry = {
  readonly line: number;
  /** What the row says of its direction or tariff; rows of one time may differ in it. */
  readonly series: string;
  readonly time: TimeText;
  readonly end: TimeText | null;
  readonly importWh: number | null;
  readonly exportWh: number | null;
};
type Dated = Entry & { readonly atMs: number; readonly endMs: number | null };

/** Reads a table. Rows that are none are listed; nothing throws. */
export function readCsv(text: string, options: CsvOptions): Imported {
  const rows = tableOf(text, options.delimiter);
  const columns = columnsOf(rows, options.columns);
  if (columns === null) {
    const note = { line: 0, text: "no column of times and energies was found" };
    return { kind: KIND, spans: [], notes: [note], rejected: [] };
  }
  const rejected: ImportNote[] = [];
  const entries = rows.slice(columns.headRows).flatMap((row) => {
    const entry = entryOf(row, columns);
    if (entry !== null) return [entry];
    if (rejected.length < REJECTED_MAX) {
      rejected.push({ line: row.line, text: `no time or no number: ${row.cells.join(" | ")}` });
    }
    return [];
  });
  const dated = date(entries, options.zone);
  const { spans, notes } = options.values === "register"
    ? ofRegisters(dated)
    : inOrder(joined(ofEnergies(dated, options), columns.direction >= 0));
  const isLocal = entries.some(({ time }) => time.kind === "local");
  return {
    kind: KIND,
    spans,
    notes: [...notes, ...(isLocal && spans.length > 0 ? dstNotes(spans, options.zone) : [])],
    rejected,
  };
}

function entryOf({ line, cells }: Row, columns: Columns): Entry | null {
  const at = (column: number) => column < 0 ? "" : cells[column] ?? "";
  const [hour = ""] = at(columns.hour).split(/\s*[-–]/);
  const time = timeOf(`${at(columns.time)} ${hour}`.trim());
  const end = timeOf(`${at(columns.end)} ${at(columns.endHour)}`.trim());
  const wh = (column: number) => {
    const value = numberOf(at(column));
    return value === null ? null : Math.round(value * columns.factor);
  };
  const [imported, exported] = [wh(columns.import), wh(columns.export)];
  if (time === null || (imported === null && exported === null)) return null;
  const series = at(columns.direction);
  const isExport = columns.direction >= 0 && directionOf(series) === "export";
  if (isExport) return { line, series, time, end, importWh: null, exportWh: imported };
  return { line, series, time, end, importWh: imported, exportWh: exported };
}

/** Rows in the order of time; a file with the newest row first is turned round. */
function date(entries: readonly Entry[], zone: Zone): Dated[] {
  const wallOf = ({ time }: Entry) => time.kind === "local" ? time.wallMs : time.atMs;
  const isBackward = entries.length > 1 && wallOf(entries[0]!) > wallOf(entries.at(-1)!);
  const forward = isBackward ? [...entries].reverse() : entries;
  const bySeries = new Map<string, { starts: LocalTimes; ends: LocalTimes }>();
  return forward.map((entry) => {
    const { series, time, end } = entry;
    const times = bySeries.get(series) ??
      { starts: new LocalTimes(zone), ends: new LocalTimes(zone) };
    bySeries.set(series, times);
    const atMs = times.starts.instantMs(time);
    const lengthMs = end === null ? 0 : wallOf({ ...entry, time: end }) - wallOf(entry);
    const isShort = lengthMs > 0 && lengthMs <= HOUR_MS;
    const endMs = end === null ? null : times.ends.instantMs(end);
    // Portals end both repeated hours at 03:00, so that the clock tells the length and not the end.
    return { ...entry, atMs, endMs: isShort ? atMs + lengthMs : endMs };
  });
}

function ofEnergies(
  entries: readonly Dated[],
  { stamps, zone }: Pick<CsvOptions, "stamps" | "zone">,
): ImportedSpan[] {
  const stepMs = stepOf(entries);
  return entries.flatMap(({ atMs, endMs, importWh, exportWh }) => {
    const isEnding = endMs === null && stamps === "ending";
    const fromMs = isEnding ? shifted(atMs, { stepMs, count: -1, zone }) : atMs;
    const toMs = endMs ?? (isEnding ? atMs : shifted(atMs, { stepMs, count: 1, zone }));
    return toMs > fromMs ? [{ fromMs, toMs, importWh, exportWh }] : [];
  });
}

/** A step on or back: local days have 23 to 25 hours, and months their own lengths. */
function shifted(
  atMs: number,
  { stepMs, count, zone }: { stepMs: number; count: 1 | -1; zone: Zone },
): number {
  if (atMs === zone.startOfMs("month", atMs) && stepMs > 27 * DAY_MS && stepMs < 32 * DAY_MS) {
    return zone.shiftMonthMs(atMs, count);
  }
  if (atMs === zone.startOfMs("day", atMs) && Math.abs(stepMs - DAY_MS) <= HOUR_MS) {
    return zone.shiftDayMs(atMs, count);
  }
  return atMs + count * stepMs;
}

/** Of rows without a direction only those that all come several times are tariffs to be summed. */
function joined(spans: readonly ImportedSpan[], isSplit: boolean): readonly ImportedSpan[] {
  const sums = summed(spans);
  const rowsPerSpan = spans.length / sums.length;
  return isSplit || (rowsPerSpan > 1.5 && rowsPerSpan <= TARIFFS_MAX) ? sums : spans;
}

/** Differences of registers; where one falls, the meter was exchanged and nothing is counted. */
function ofRegisters(entries: readonly Dated[]): { spans: ImportedSpan[]; notes: ImportNote[] } {
  const notes: ImportNote[] = [];
  const spans = entries.slice(1).flatMap((entry, at) => {
    const before = entries[at]!;
    const difference = (a: number | null, b: number | null) =>
      a === null || b === null ? null : b - a;
    const importWh = difference(before.importWh, entry.importWh);
    const exportWh = difference(before.exportWh, entry.exportWh);
    if ((importWh ?? 0) < 0 || (exportWh ?? 0) < 0) {
      notes.push({ line: entry.line, text: "the register is lower than before: meter exchanged?" });
      return [];
    }
    if (entry.atMs <= before.atMs) return [];
    return [{ fromMs: before.atMs, toMs: entry.atMs, importWh, exportWh }];
  });
  return { spans, notes };
}

/** The most common distance between rows; an hour when there is none. */
function stepOf(entries: readonly Dated[]): number {
  const counts = new Map<number, number>();
  for (const [at, { atMs }] of entries.slice(1).entries()) {
    const stepMs = atMs - entries[at]!.atMs;
    if (stepMs > 0) counts.set(stepMs, (counts.get(stepMs) ?? 0) + 1);
  }
  let best = HOUR_MS;
  let most = 0;
  for (const [stepMs, count] of counts) {
    if (count > most) [best, most] = [stepMs, count];
  }
  return best;
}
