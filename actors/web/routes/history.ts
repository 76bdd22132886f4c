/** What was: energy in any step and power curves. Every range has a limit of rows. */
import { Hono } from "hono";
import { z } from "zod";
import { EnergyRow, EnergyStep, OLDEST_MS, PowerPoint } from "#model/energy.ts";
import { HISTORY_ROWS_MAX } from "#model/history.ts";
import { energyRows } from "#energy/local_label.ts";
import { inputFault, query, spanOf, SpanQuery } from "../query.ts";
import type { WebView } from "../view.ts";

const STEPS_MS = { "10s": 10_000, "1min": 60_000 } as const;
/** The shortest span of each step; a year of hours is 8 760 rows. */
const ENERGY_STEPS_MS: Record<EnergyStep, number> = {
  "15min": 900_000,
  hour: 3_600_000,
  day: 23 * 3_600_000,
  month: 28 * 86_400_000,
  year: 365 * 86_400_000,
};

export const HistoryQuery = z.object({ ...SpanQuery.shape, step: EnergyStep });
export const HistoryAnswer = z.object({
  meter: z.string(),
  zone: z.string(),
  step: EnergyStep,
  points: z.array(EnergyRow),
});

export const PowerQuery = z.object({ ...SpanQuery.shape, step: z.enum(["10s", "1min"]) });
export const PowerAnswer = z.object({
  meter: z.string(),
  stepMs: z.int(),
  points: z.array(PowerPoint),
});

export function historyRoutes(view: WebView) {
  return new Hono()
    .get("/history", query(HistoryQuery), async (c) => {
      const { step, ...asked } = c.req.valid("query");
      const { zone, ...span } = spanOf(view, asked);
      const knownMs = Math.min(span.toMs, view.clock.nowMs()) - Math.max(span.fromMs, OLDEST_MS);
      if (knownMs / ENERGY_STEPS_MS[step] > HISTORY_ROWS_MAX) {
        throw inputFault("to", `is too far from the beginning: ${HISTORY_ROWS_MAX} rows at most`);
      }
      const points = await view.history.ask("energy", { ...span, step });
      const { meter } = span;
      const rows = points.map(energyRows(step, zone));
      const answer: z.infer<typeof HistoryAnswer> = { meter, zone: zone.name, step, points: rows };
      return c.json(answer, 200);
    })
    .get("/power", query(PowerQuery), async (c) => {
      const { step, ...asked } = c.req.valid("query");
      const { meter, fromMs, toMs } = spanOf(view, asked);
      const points = await view.history.ask("power", { meter, fromMs, toMs, step });
      const answer: z.infer<typeof PowerAnswer> = { meter, stepMs: STEPS_MS[step], points };
      return c.json(answer, 200);
    });
}
