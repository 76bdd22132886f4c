/** What a file would do to the history, without doing it. */
import { z } from "zod";
import type { ConflictPolicy } from "#model/edits.ts";
import { Quality } from "#model/energy.ts";
import type { Imported, ImportedSpan } from "#model/imported.ts";
import { changeParts, fittingSpans } from "#energy/import_parts.ts";
import { type Conflict, meetingOf } from "#energy/import_preview.ts";
import { localLabels } from "#energy/local_label.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import { quartersIn } from "./energy_edit.ts";
import type { AskedSpan } from "./query.ts";
import type { WebView } from "./view.ts";

const ROWS_SHOWN = 10;

const wh = z.int().nullable();
const Note = z.object({
  /** Counted from 1; 0 is the file as a whole. */
  line: z.int(),
  text: z.string(),
});

export const ImportPreview = z.object({
  meter: z.string(),
  /** Which kind of file it was taken for. */
  kind: z.string(),
  /** Spans in the file, and how many of them history cannot take. */
  spans: z.int(),
  leftOut: z.int(),
  /** What the others cover, ms UTC; `null` without any. */
  fromMs: z.int().nullable(),
  toMs: z.int().nullable(),
  importWh: z.int(),
  exportWh: z.int(),
  /** The first spans, with the local time of their start. */
  first: z.array(z.object({
    fromMs: z.int(),
    toMs: z.int(),
    label: z.string(),
    importWh: wh,
    exportWh: wh,
  })),
  notes: z.array(Note),
  rejected: z.array(Note),
  /** Quarters by what they meet; of those that differ the policy takes some. */
  quarters: z.object({ fresh: z.int(), same: z.int(), differing: z.int(), taken: z.int() }),
  /** The first quarters that are known otherwise. */
  conflicts: z.array(z.object({
    atMs: z.int(),
    label: z.string(),
    quality: Quality,
    known: z.object({ importWh: z.int(), exportWh: z.int() }),
    wanted: z.object({ importWh: wh, exportWh: wh }),
    isTaken: z.boolean(),
  })),
});

/** A file for a meter. */
type Question = Pick<AskedSpan, "meter" | "zone"> & {
  readonly policy: ConflictPolicy;
  readonly imported: Imported;
};

export async function importPreview(
  view: WebView,
  { meter, zone, policy, imported }: Question,
): Promise<z.infer<typeof ImportPreview>> {
  const { kind, notes, rejected } = imported;
  const spans = fittingSpans(imported.spans, view.clock.nowMs());
  const labelOf = localLabels("15min", zone);
  const quarters = { fresh: 0, same: 0, differing: 0, taken: 0 };
  const shown: Conflict[] = [];
  for (const changes of changeParts(spans)) {
    const span = { fromMs: changes[0]!.atMs, toMs: changes.at(-1)!.atMs + QUARTER_MS };
    const known = await quartersIn(view, { meter, zone, ...span });
    const { fresh, same, conflicts } = meetingOf(changes, known, policy);
    quarters.fresh += fresh;
    quarters.same += same;
    quarters.differing += conflicts.length;
    quarters.taken += conflicts.filter(({ isTaken }) => isTaken).length;
    shown.push(...conflicts.slice(0, ROWS_SHOWN - shown.length));
  }
  return {
    meter,
    kind,
    spans: imported.spans.length,
    leftOut: imported.spans.length - spans.length,
    fromMs: spans[0]?.fromMs ?? null,
    toMs: spans.at(-1)?.toMs ?? null,
    importWh: total(spans, "importWh"),
    exportWh: total(spans, "exportWh"),
    first: spans.slice(0, ROWS_SHOWN).map((span) => ({ ...span, label: labelOf(span.fromMs) })),
    notes: [...notes],
    rejected: [...rejected],
    quarters,
    conflicts: shown.map(({ known, wanted, isTaken }) => ({
      atMs: known.atMs,
      label: labelOf(known.atMs),
      quality: known.quality,
      known: { importWh: known.importWh, exportWh: known.exportWh },
      wanted: { importWh: wanted.importWh, exportWh: wanted.exportWh },
      isTaken,
    })),
  };
}

function total(spans: readonly ImportedSpan[], direction: "importWh" | "exportWh"): number {
  return spans.reduce((sum, span) => sum + (span[direction] ?? 0), 0);
}
