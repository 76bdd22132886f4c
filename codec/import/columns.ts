/**
 * Which column of a table means what. Headers of portals in a dozen languages are guessed by the
 * words they are made of; the owner may name columns instead.
 */
import { numberOf, whPerUnit } from "./energy_text.ts";
import type { Row } from "./table.ts";
import { timeOf } from "./time_text.ts";

/** Column numbers from 0; −1 where there is none. */
export type Columns = {
  /** Rows before the data. */
  readonly headRows: number;
  readonly time: number;
  /** The time of day, where it has a column of its own. */
  readonly hour: number;
  readonly end: number;
  readonly endHour: number;
  readonly import: number;
  readonly export: number;
  /** A column that says of each row which direction it is. */
  readonly direction: number;
  /** What values are multiplied by to get Wh. */
  readonly factor: number;
};

/** Columns as the owner names them, by header or by number from 1. */
export type ColumnNames = {
  readonly time?: string | undefined;
  readonly import?: string | undefined;
  readonly export?: string | undefined;
};

const WORDS = {
  end: /^(til\b|to\b|end|bis\b|slut|tot\b|fin\b)/i,
  time: /^(time|date|datum|dato|tid|fra\b|from|start|period|zeit|von\b|van\b|begin|timestamp|day)/i,
  export: /export|produ|einspeis|injec|injic|return|terug|inmat|surplus/i,
  import: /import|forbruk|förbruk|forbrug|consum|verbr|bezug|afname|usage|use\b|mengde|mængde/i,
  energy: /kwh|\bwh\b|mwh|energ|volume|value|verdi|quantity/i,
  direction: /register|direction|retning|richting|type/i,
} as const;
/** Columns that speak of energy and mean money. */
const MONEY = /cost|price|pris|kost|preis|prijs|prix/i;
/** A time of day, or from when to when. */
const CLOCK = /^\d{1,2}[:.]\d{2}([:.]\d{2})?(\s*[-–]\s*\d{1,2}[:.]\d{2}([:.]\d{2})?)?$/;
const HEAD_ROWS_MAX = 30;

/**
 * The columns of a table; `null` when no row has a time and a number, or a named column is not
 * there.
 */
export function columnsOf(rows: readonly Row[], names: ColumnNames = {}): Columns | null {
  const firstRow = rows.slice(0, HEAD_ROWS_MAX).findIndex(({ cells }) => isData(cells));
  if (firstRow < 0) return null;
  const first = rows[firstRow]!.cells;
  const headRows = headRowsOf(rows, firstRow);
  const head = rows[headRows - 1]?.cells ?? [];
  const isMissing = (name: string | undefined) =>
    name !== undefined && !(columnNamed(head, name) in first);
  if ([names.time, names.import, names.export].some(isMissing)) return null;
  const named = (name: string | undefined) => name === undefined ? -1 : columnNamed(head, name);
  const byWord = (words: RegExp, but: readonly number[] = []) =>
    head.findIndex((cell, at) => words.test(cell) && !MONEY.test(cell) && !but.includes(at));
  const isNumber = (at: number) => at >= 0 && numberOf(first[at] ?? "") !== null;
  const times = first.flatMap((cell, at) => timeOf(cell) === null ? [] : [at]);
  const end = times.find((at) => WORDS.end.test(head[at] ?? "")) ?? -1;
  const time = named(names.time) >= 0
    ? named(names.time)
    : times.find((at) => at !== end && WORDS.time.test(head[at] ?? "")) ??
      times.find((at) => at !== end) ?? -1;
  if (time < 0) return null;
  const clocks = first.flatMap((cell, at) => CLOCK.test(cell) ? [at] : []);
  const exported = named(names.export) >= 0 ? named(names.export) : byWord(WORDS.export);
  const imported = named(names.import) >= 0
    ? named(names.import)
    : [byWord(WORDS.import, [exported]), byWord(WORDS.energy, [exported])].find(isNumber) ??
      first.findIndex((cell, at) =>
        at > time && !times.includes(at) && !clocks.includes(at) && numberOf(cell) !== null
      );
  const direction = head.findIndex((cell, at) =>
    WORDS.direction.test(cell) &&
    (WORDS.export.test(first[at] ?? "") || WORDS.import.test(first[at] ?? ""))
  );
  return {
    headRows,
    time,
    hour: clocks[0] ?? -1,
    end,
    endHour: end < 0 ? -1 : clocks[1] ?? -1,
    import: imported,
    export: isNumber(exported) ? exported : -1,
    direction,
    factor: factorOf(head, first, imported < 0 ? exported : imported),
  };
}

/** Which direction a row's own words name; import when they name none. */
export function directionOf(text: string): "import" | "export" {
  return WORDS.export.test(text) ? "export" : "import";
}

/** Rows in front of the data: the first rows of it may have a time and no value yet. */
function headRowsOf(rows: readonly Row[], firstRow: number): number {
  const time = rows[firstRow]!.cells.findIndex((cell) => timeOf(cell) !== null);
  const isTimed = (row: number) => timeOf(rows[row]?.cells[time] ?? "") !== null;
  let at = firstRow;
  while (isTimed(at - 1) && rows[at - 1]!.cells.length === rows[firstRow]!.cells.length) at--;
  return at;
}

function isData(cells: readonly string[]): boolean {
  return cells.some((cell) => timeOf(cell) !== null) &&
    cells.some((cell) => timeOf(cell) === null && !CLOCK.test(cell) && numberOf(cell) !== null);
}

function columnNamed(head: readonly string[], name: string): number {
  const at = head.findIndex((cell) => cell.toLowerCase() === name.toLowerCase());
  return at >= 0 || !/^\d+$/.test(name) ? at : Number(name) - 1;
}

/** A unit in the header of the values, in a cell of its own, or kWh. */
function factorOf(head: readonly string[], first: readonly string[], values: number): number {
  const inHead = /\b([km]?wh)\b/i.exec((head[values] ?? "").replaceAll("_", " "))?.[1];
  const cell = first.find((cell) => whPerUnit(cell) !== null);
  return whPerUnit(inHead ?? cell ?? "kWh") ?? 1000;
}
