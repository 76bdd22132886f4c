/**
 * Energy as files for tables and programs. What is written here can be read back by `codec/import`
 * and gives the same spans.
 */
import type { EnergyRow, EnergyStep } from "#model/energy.ts";

/** How a file is put together: head, rows with separators between them, tail. */
export type EnergyText = {
  readonly contentType: string;
  readonly head: string;
  readonly separator: string;
  readonly row: (row: EnergyRow) => string;
  readonly tail: string;
};

/** Delimiter and decimal sign must differ. */
export type CsvStyle = { readonly delimiter: "," | ";" | "\t"; readonly decimal: "." | "," };

/** What a JSON file says besides its rows. */
export type EnergyAbout = {
  readonly meter: string;
  /** IANA name of the zone of local times. */
  readonly zone: string;
  readonly step: EnergyStep;
};

const COLUMNS = [
  "start_utc",
  "end_utc",
  "start_local",
  "import_kwh",
  "export_kwh",
  "estimated_kwh",
  "coverage",
  "quality",
];
const LINE_END = "\r\n";

/** CSV (RFC 4180) with a row of names; energies in kWh with three decimals, exact to the Wh. */
export function energyCsv({ delimiter, decimal }: CsvStyle): EnergyText {
  const number = (value: number) => value.toFixed(3).replace(".", decimal);
  const row = (row: EnergyRow) =>
    [
      instant(row.atMs),
      instant(row.toMs),
      row.label,
      number(row.importWh / 1000),
      number(row.exportWh / 1000),
      number(row.estimatedWh / 1000),
      number(row.coverage),
      row.quality,
    ].join(delimiter) + LINE_END;
  const head = COLUMNS.join(delimiter) + LINE_END;
  return {
    contentType: "text/csv; charset=utf-8; header=present",
    head,
    separator: "",
    row,
    tail: "",
  };
}

/** One JSON object; its `points` are rows as they are. */
export function energyJson(about: EnergyAbout): EnergyText {
  return {
    contentType: "application/json",
    head: `${JSON.stringify(about).slice(0, -1)},"points":[\n`,
    separator: ",\n",
    row: (row) => JSON.stringify(row),
    tail: "\n]}\n",
  };
}

/** An instant as ISO 8601 UTC without fractions. */
function instant(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
