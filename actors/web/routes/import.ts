/** Energy from a file: first as a preview of what it would do, then as one batch. */
import { Hono } from "hono";
import { z } from "zod";
import { ConflictPolicy } from "#model/edits.ts";
import type { Imported } from "#model/imported.ts";
import { Zone } from "#model/zone.ts";
import { fileText } from "#codec/import/file_text.ts";
import { type ImportOptions, readImport } from "#codec/import/mod.ts";
import { changeParts, fittingSpans } from "#energy/import_parts.ts";
import { fileOf, limitedBody } from "../body.ts";
import { storeBatch } from "../energy_edit.ts";
import { ImportPreview, importPreview } from "../import_preview.ts";
import { meterAsked, MeterQuery, query } from "../query.ts";
import type { WebView } from "../view.ts";

const FILE_BYTES_MAX = 16 * 1_048_576;
/** A form is a little larger than its file. */
const BODY_BYTES_MAX = FILE_BYTES_MAX + 65_536;
const DELIMITERS = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;

const column = z.string().min(1).max(100).optional();

export const ImportQuery = z.object({
  ...MeterQuery.shape,
  /** `true`: only says what the file would do. */
  preview: z.enum(["true", "false"]).default("false"),
  policy: ConflictPolicy.default("keepBetter"),
  /** For the log; without one the name of the file. */
  note: z.string().max(200).optional(),
  /** For times without an offset; without one that of the meter. */
  zone: z.string().max(60).refine(isZone, "wants a zone such as Europe/Oslo").optional(),
  /** Whether a row's time is the start or the end of its span. */
  stamps: z.enum(["starting", "ending"]).default("starting"),
  values: z.enum(["energy", "register"]).default("energy"),
  delimiter: z.enum(["comma", "semicolon", "tab", "pipe"]).optional(),
  /** Columns of a table by their headers or numbers. */
  timeColumn: column,
  importColumn: column,
  exportColumn: column,
  /** Which of several statistics of Home Assistant are meant. */
  importStatistic: column,
  exportStatistic: column,
});

/** A batch as stored; quarters that stay by the policy or already were so are `kept`. */
export const ImportAnswer = z.object({
  meter: z.string(),
  kind: z.string(),
  /** `null` when the file holds nothing that can be stored. */
  batch: z.int().nullable(),
  changed: z.int(),
  kept: z.int(),
});

export function importRoutes(view: WebView) {
  return new Hono().post(
    "/history/import",
    query(ImportQuery),
    limitedBody(view.clock, BODY_BYTES_MAX),
    async (c) => {
      const asked = c.req.valid("query");
      const { meter, zone } = meterAsked(view, asked.meter);
      const { name, bytes } = await fileOf(c);
      const imported = readImport(fileText(bytes), optionsOf(asked, zone));
      if (!imported.ok) throw imported.fault;
      if (asked.preview === "true") {
        const { policy } = asked;
        const preview: z.infer<typeof ImportPreview> = await importPreview(view, {
          meter,
          zone,
          policy,
          imported: imported.value,
        });
        return c.json(preview, 200);
      }
      const note = asked.note ?? name.slice(0, 200);
      const stored = await store(view, { meter, note, policy: asked.policy }, imported.value);
      return c.json(stored, 200);
    },
  );
}

async function store(
  view: WebView,
  about: { readonly meter: string; readonly note: string; readonly policy: ConflictPolicy },
  { kind, spans }: Imported,
): Promise<z.infer<typeof ImportAnswer>> {
  const parts = changeParts(fittingSpans(spans, view.clock.nowMs()));
  const report = await storeBatch(view, { kind: "import", ...about }, parts);
  return { meter: about.meter, kind, ...report ?? { batch: null, changed: 0, kept: 0 } };
}

function optionsOf(asked: z.output<typeof ImportQuery>, zone: Zone): ImportOptions {
  const { stamps, values, delimiter, timeColumn, importColumn, exportColumn } = asked;
  return {
    zone: asked.zone === undefined ? zone : new Zone(asked.zone),
    stamps,
    values,
    delimiter: delimiter === undefined ? undefined : DELIMITERS[delimiter],
    columns: { time: timeColumn, import: importColumn, export: exportColumn },
    statistics: {
      importId: asked.importStatistic ?? null,
      exportId: asked.exportStatistic ?? null,
    },
  };
}

function isZone(name: string): boolean {
  try {
    return new Zone(name).name !== "";
  } catch {
    return false;
  }
}
