/** What was: stored readings, power curves and energy. Every range has a limit of rows. */
import { Hono } from "hono";
import { z } from "zod";
import { READINGS_MAX } from "#model/history.ts";
import { meterOf, MeterQuery, OpenInstant, query, SpanQuery } from "../query.ts";
import type { WebView } from "../view.ts";

const limit = z.coerce.number().int().min(1).max(READINGS_MAX).default(READINGS_MAX);
const ReadingsQuery = z.object({
  ...MeterQuery.shape,
  fromMs: OpenInstant,
  toMs: OpenInstant,
  limit,
});
const PowerQuery = z.object({ ...SpanQuery.shape, step: z.enum(["10s", "1min"]) });
const EnergyQuery = z.object({ ...SpanQuery.shape, step: z.enum(["15min", "hour", "day"]) });

const STEPS_MS = { "10s": 10_000, "1min": 60_000 } as const;

export function historyRoutes(view: WebView) {
  return new Hono()
    .get("/readings", query(ReadingsQuery), async (c) => {
      const asked = c.req.valid("query");
      const meter = meterOf(view, asked.meter);
      const { fromMs = 0, toMs = Number.MAX_SAFE_INTEGER } = asked;
      const rows = await view.history.ask("readings", { meter, fromMs, toMs, limit: asked.limit });
      return c.json(rows, 200);
    })
    .get("/power", query(PowerQuery), async (c) => {
      const asked = c.req.valid("query");
      const meter = meterOf(view, asked.meter);
      const points = await view.history.ask("power", { ...asked, meter });
      return c.json({ meter, stepMs: STEPS_MS[asked.step], points }, 200);
    })
    .get("/energy", query(EnergyQuery), async (c) => {
      const asked = c.req.valid("query");
      const meter = meterOf(view, asked.meter);
      const points = await view.history.ask("energy", { ...asked, meter });
      return c.json({ meter, step: asked.step, points }, 200);
    });
}
