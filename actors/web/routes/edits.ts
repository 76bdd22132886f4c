/** Changing energy by hand, seeing what was changed, and taking it back. */
import { Hono } from "hono";
import { z } from "zod";
import { EditBatch } from "#model/edits.ts";
import { OLDEST_MS } from "#model/energy.ts";
import type { ImportedSpan } from "#model/imported.ts";
import type { Zone } from "#model/zone.ts";
import { QUARTER_MS, quarterOfMs } from "#energy/quarter.ts";
import { limitedBody } from "../body.ts";
import { editSpans } from "../energy_edit.ts";
import {
  inputFault,
  jsonBody,
  meterAsked,
  MeterQuery,
  momentOf,
  parsed,
  query,
  TimeWord,
} from "../query.ts";
import type { WebView } from "../view.ts";

const BODY_BYTES_MAX = 1_048_576;
const VALUES_MAX = 5_000;
const WH_MAX = 1_000_000_000;

const wh = z.int("wants whole Wh").min(0).max(WH_MAX).optional();
const kwh = z.number("wants kWh").min(0).max(WH_MAX / 1000).optional();

/** New energy of one span: in Wh, or in kWh; a direction that is left out stays as it is. */
const EditValue = z.strictObject({
  /** Where the span begins: ms since 1970, or a time that is local without an offset. */
  at: z.union([z.int().min(0), TimeWord]),
  importWh: wh,
  exportWh: wh,
  importKwh: kwh,
  exportKwh: kwh,
});
type EditValue = z.infer<typeof EditValue>;

export const EditBody = z.strictObject({
  ...MeterQuery.shape,
  /** How long each span is; hours and days are local ones. */
  step: z.enum(["15min", "hour", "day"]),
  /** For the log. */
  note: z.string().max(200).default(""),
  values: z.array(EditValue).min(1).max(VALUES_MAX),
});

/** A batch as stored; quarters that already were so are `kept`. */
export const EditAnswer = z.object({
  meter: z.string(),
  batch: z.int(),
  changed: z.int(),
  kept: z.int(),
});
export const BatchesAnswer = z.object({ meter: z.string(), batches: z.array(EditBatch) });
export const UndoParams = z.object({ batch: z.coerce.number().int().min(1) });
export const UndoAnswer = z.object({ meter: z.string(), batch: z.int() });

export function editRoutes(view: WebView) {
  const { history, clock } = view;
  return new Hono()
    .post(
      "/history/edits",
      limitedBody(clock, BODY_BYTES_MAX),
      jsonBody(EditBody),
      async (c) => {
        const { step, note, values, ...asked } = c.req.valid("json");
        const { meter, zone } = meterAsked(view, asked.meter);
        const spans = spansOf(values, { step, zone, nowMs: clock.nowMs() });
        const report = await editSpans(view, { meter, zone, note, spans });
        const answer: z.infer<typeof EditAnswer> = { meter, ...report };
        return c.json(answer, 200);
      },
    )
    .get("/history/batches", query(MeterQuery), async (c) => {
      const { meter } = meterAsked(view, c.req.valid("query").meter);
      const batches = await history.ask("batches", { meter });
      const answer: z.infer<typeof BatchesAnswer> = { meter, batches };
      return c.json(answer, 200);
    })
    .post("/history/batches/:batch/undo", query(MeterQuery), async (c) => {
      const { meter } = meterAsked(view, c.req.valid("query").meter);
      const { batch } = parsed(UndoParams, c.req.param());
      await history.ask("undo", { meter, batch });
      const answer: z.infer<typeof UndoAnswer> = { meter, batch };
      return c.json(answer, 200);
    });
}

type Frame = {
  readonly step: z.infer<typeof EditBody>["step"];
  readonly zone: Zone;
  readonly nowMs: number;
};

/** The spans of values, oldest first; the first value that cannot be meant is a fault. */
function spansOf(values: readonly EditValue[], frame: Frame): ImportedSpan[] {
  const spans = values.map((value, index) => spanOf(value, `values.${index}`, frame));
  const seen = new Set<number>();
  for (const [index, { fromMs }] of spans.entries()) {
    if (seen.has(fromMs)) throw inputFault(`values.${index}.at`, "comes twice");
    seen.add(fromMs);
  }
  return spans.sort((a, b) => a.fromMs - b.fromMs);
}

function spanOf(value: EditValue, field: string, { step, zone, nowMs }: Frame): ImportedSpan {
  const fromMs = typeof value.at === "number" ? value.at : momentOf(value.at, zone);
  const startMs = step === "15min" ? quarterOfMs(fromMs) : zone.startOfMs(step, fromMs);
  if (fromMs !== startMs) throw inputFault(`${field}.at`, `is not where a ${step} begins`);
  if (fromMs < OLDEST_MS) throw inputFault(`${field}.at`, "is before the year 2000");
  const toMs = step === "15min" ? fromMs + QUARTER_MS : zone.endOfMs(step, fromMs);
  if (toMs > quarterOfMs(nowMs)) throw inputFault(`${field}.at`, `begins a ${step} not over yet`);
  const importWh = energyOf(value, "import", field);
  const exportWh = energyOf(value, "export", field);
  if (importWh === null && exportWh === null) {
    throw inputFault(field, "has no energy: importWh, exportWh, importKwh or exportKwh");
  }
  return { fromMs, toMs, importWh, exportWh };
}

function energyOf(
  value: EditValue,
  direction: "import" | "export",
  field: string,
): number | null {
  const [wh, kwh] = [value[`${direction}Wh`], value[`${direction}Kwh`]];
  if (wh !== undefined && kwh !== undefined) {
    throw inputFault(`${field}.${direction}Kwh`, `stands beside ${direction}Wh`);
  }
  return wh ?? (kwh === undefined ? null : Math.round(kwh * 1000));
}
