/** Energy as a file, of any range: part by part as it is taken, so that years need no memory. */
import { Hono } from "hono";
import { z } from "zod";
import { EnergyStep, OLDEST_MS } from "#model/energy.ts";
import { energyCsv, energyJson, type EnergyText } from "#codec/export/energy_text.ts";
import { energyRows } from "#energy/local_label.ts";
import { windowsOf } from "#energy/windows.ts";
import { type AskedSpan, query, spanOf, SpanQuery } from "../query.ts";
import { streamed } from "../streamed.ts";
import type { WebView } from "../view.ts";

const DELIMITERS = { comma: ",", semicolon: ";", tab: "\t" } as const;
const DECIMALS = { point: ".", comma: "," } as const;

export const ExportQuery = z.object({
  ...SpanQuery.shape,
  step: EnergyStep,
  format: z.enum(["csv", "json"]).default("csv"),
  delimiter: z.enum(["comma", "semicolon", "tab"]).default("comma"),
  /** The decimal sign of CSV. */
  decimal: z.enum(["point", "comma"]).default("point"),
}).refine(({ delimiter, decimal }) => !(delimiter === "comma" && decimal === "comma"), {
  path: ["delimiter"],
  message: "must differ from the decimal sign",
});
type Asked = z.output<typeof ExportQuery>;

export function exportRoutes(view: WebView) {
  return new Hono().get("/history/export", query(ExportQuery), async (c) => {
    const asked = c.req.valid("query");
    const span = spanOf(view, asked);
    const text = textOf(asked, span);
    const pieces = exported(view, asked.step, { span, text });
    c.header("Content-Type", text.contentType);
    c.header("Content-Disposition", `attachment; filename="${fileName(asked, span)}"`);
    return c.body(await streamed(pieces), 200);
  });
}

function textOf({ format, delimiter, decimal, step }: Asked, { meter, zone }: AskedSpan) {
  if (format === "json") return energyJson({ meter, zone: zone.name, step });
  return energyCsv({ delimiter: DELIMITERS[delimiter], decimal: DECIMALS[decimal] });
}

async function* exported(
  view: WebView,
  step: EnergyStep,
  { span, text }: { readonly span: AskedSpan; readonly text: EnergyText },
): AsyncGenerator<string> {
  const { meter, zone } = span;
  const fromMs = Math.max(span.fromMs, OLDEST_MS);
  const toMs = Math.min(span.toMs, view.clock.nowMs());
  const rowOf = energyRows(step, zone);
  let begun = text.head;
  for (const window of windowsOf(step, { fromMs, toMs }, zone)) {
    const points = await view.history.ask("energy", { meter, step, ...window });
    if (points.length === 0) continue;
    yield begun + points.map((point) => text.row(rowOf(point))).join(text.separator);
    begun = text.separator;
  }
  yield (begun === text.head ? text.head : "") + text.tail;
}

function fileName({ step, format }: Asked, { meter, zone, fromMs, toMs }: AskedSpan): string {
  const day = (atMs: number) => new Date(atMs + zone.offsetMs(atMs)).toISOString().slice(0, 10);
  return `meterd-${meter}-${step}-${day(fromMs)}-${day(toMs - 1)}.${format}`;
}
