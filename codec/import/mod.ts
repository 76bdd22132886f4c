/**
 * The kinds of file that history can be imported from, in the order in which they are tried. To
 * add one, write a reader that answers with `Imported` and list it here.
 */
import { bad, good, type Outcome } from "#model/outcome.ts";
import { Fault } from "#model/fault.ts";
import type { Imported } from "#model/imported.ts";
import { type CsvOptions, readCsv } from "./csv.ts";
import { isDsmrReader, readDsmrReader } from "./dsmr_reader.ts";
import {
  isEnergyTable,
  readEnergyTable,
  readStatistics,
  type StatisticNames,
} from "./home_assistant.ts";
import { isUpstreamBackup, readUpstreamHistory } from "./upstream.ts";

/** What the owner may say about a file; each kind takes what it needs. */
export type ImportOptions = CsvOptions & { readonly statistics?: StatisticNames };

type Kind = {
  readonly id: string;
  readonly recognises: (text: string, json: unknown) => boolean;
  readonly read: (text: string, json: unknown, options: ImportOptions) => Imported;
};

const KINDS: readonly Kind[] = [
  {
    id: "upstream",
    recognises: isUpstreamBackup,
    read: (text, _json, { zone }) => readUpstreamHistory(text, zone),
  },
  {
    id: "dsmr-reader",
    recognises: (_text, json) => isDsmrReader(json),
    read: (_text, json, { zone }) => readDsmrReader(json, zone),
  },
  {
    id: "home-assistant",
    recognises: (text, json) => json !== undefined || isEnergyTable(text),
    read: (text, json, { statistics = { importId: null, exportId: null } }) =>
      json === undefined ? readEnergyTable(text) : readStatistics(json, statistics),
  },
  {
    id: "csv",
    recognises: () => true,
    read: (text, _json, options) => readCsv(text, options),
  },
];

/** Reads a file of any kind; the fault `import-empty` when nothing in it is energy. */
export function readImport(text: string, options: ImportOptions): Outcome<Imported> {
  const json = jsonOf(text);
  const kind = KINDS.find(({ recognises }) => recognises(text, json))!;
  const imported = kind.read(text, json, options);
  if (imported.spans.length > 0) return good(imported);
  const what = imported.notes[0]?.text ?? imported.rejected[0]?.text ?? `taken for ${kind.id}`;
  return bad(new Fault("import-empty", { what }));
}

/** The JSON of a text that looks like it; `undefined` for any other. */
function jsonOf(text: string): unknown {
  if (!/^\uFEFF?\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
