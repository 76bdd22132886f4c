/**
 * Upstream's bar charts of hours and days, and the edits of them (chapter 40 §10.3, §11.5, §11.6).
 * Edits are stored like any others: each is a batch that can be undone.
 */
import { type Context, Hono } from "hono";
import { z } from "zod";
import { dayPlot, daySlots, monthPlot, monthSlots, plotChanges, type Slot } from "#energy/plots.ts";
import { limitedBody } from "../body.ts";
import { editSpans } from "../energy_edit.ts";
import type { WebView } from "../view.ts";

const BODY_BYTES_MAX = 16_384;
const KWH_MAX = 100_000;
const KEY = /^[ie]\d\d$/;

/** kWh by key, as text in a form. */
export const PlotBody = z.record(
  z.string().regex(KEY),
  z.union([z.number(), z.string()], "wants kWh").transform(Number).pipe(
    z.number("wants kWh").min(0, "wants no less than 0").max(KWH_MAX, "is too much"),
  ),
);

/** Upstream's answer to every change. Here `reboot` only says that something was stored. */
export const PlotResult = z.object({
  success: z.boolean(),
  message: z.string(),
  reboot: z.boolean(),
  /** What is wrong with which key; upstream has no such field. */
  errors: z.record(z.string(), z.string()).optional(),
});

type Chart = { readonly step: "hour" | "day"; readonly slots: (nowMs: number) => Slot[] };

export function upstreamPlotRoutes(view: WebView) {
  const { clock, history } = view;
  const { id: meter, zone } = view.meters[0]!;
  const day: Chart = { step: "hour", slots: (nowMs) => daySlots(nowMs, zone) };
  const month: Chart = { step: "day", slots: (nowMs) => monthSlots(nowMs, zone) };
  const known = async ({ step, slots: slotsAt }: Chart) => {
    const slots = slotsAt(clock.nowMs());
    const span = { fromMs: slots[0]!.fromMs, toMs: slots.at(-1)!.toMs };
    return { slots, points: await history.ask("energy", { meter, step, ...span }) };
  };
  const edit = async (c: Context, chart: Chart) => {
    const { values, errors } = await valuesOf(c);
    const { slots, points } = await known(chart);
    Object.assign(errors, homeless(values, slots));
    if (Object.keys(errors).length > 0) {
      const message = "Nothing was stored, as some values do not fit";
      return c.json(PlotResult.parse({ success: false, message, reboot: false, errors }), 400);
    }
    const spans = plotChanges(values, slots, points);
    const note = chart.step === "hour" ? "dayplot" : "monthplot";
    if (spans.length > 0) await editSpans(view, { meter, zone, note, spans });
    return c.json(PlotResult.parse({ success: true, message: "", reboot: spans.length > 0 }), 200);
  };
  return new Hono()
    .get("/dayplot.json", async (c) => {
      const { slots, points } = await known(day);
      return c.json(dayPlot(slots, points), 200);
    })
    .get("/monthplot.json", async (c) => {
      const { slots, points } = await known(month);
      return c.json(monthPlot(slots, points), 200);
    })
    .post("/dayplot", limitedBody(clock, BODY_BYTES_MAX), (c) => edit(c, day))
    .post("/monthplot", limitedBody(clock, BODY_BYTES_MAX), (c) => edit(c, month));
}

type Values = z.output<typeof PlotBody>;
type Errors = Record<string, string>;

/** The kWh of a form or of JSON; other keys and empty fields are passed over. */
async function valuesOf(c: Context): Promise<{ values: Values; errors: Errors }> {
  const isJson = c.req.header("Content-Type")?.includes("json") ?? false;
  const body: unknown = isJson ? await c.req.json().catch(() => null) : await c.req.parseBody();
  const isBody = typeof body === "object" && body !== null;
  if (!isBody) return { values: {}, errors: { "": "is no JSON object" } };
  const fields = Object.entries(body).filter(([key, value]) =>
    KEY.test(key) && value !== null && !(typeof value === "string" && value.trim() === "")
  );
  const parsed = PlotBody.safeParse(Object.fromEntries(fields));
  if (parsed.success) return { values: parsed.data, errors: {} };
  const { issues } = parsed.error;
  return {
    values: {},
    errors: Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message])),
  };
}

/** Energy for a day of the month that no month had lately. The page sends 0 for those. */
function homeless(values: Values, slots: readonly Slot[]): Errors {
  const names = new Set(slots.map(({ name }) => name));
  const keys = Object.keys(values).filter((key) => values[key] !== 0 && !names.has(key.slice(1)));
  return Object.fromEntries(keys.map((key) => [key, "is no hour or day of the chart now"]));
}
