/** What was measured beside electricity: temperatures, and the meters for gas, water and heat. */
import { Hono } from "hono";
import { z } from "zod";
import { EnergyStep } from "#model/energy.ts";
import { HISTORY_ROWS_MAX } from "#model/history.ts";
import { SubMeterPoint } from "#model/sub_meter.ts";
import { TemperaturePoint } from "#model/temperature.ts";
import { query, spanOf, SpanQuery } from "../query.ts";
import type { WebView } from "../view.ts";

const TemperatureStep = z.enum(["5min", "hour", "day", "month"]);

export const TemperaturesQuery = z.object({ ...SpanQuery.shape, step: TemperatureStep });
export const TemperaturesAnswer = z.object({
  step: TemperatureStep,
  points: z.array(TemperaturePoint),
  /** `false` when there are more: ask again from the time of the last point. */
  isComplete: z.boolean(),
});

export const SubMetersQuery = z.object({ ...SpanQuery.shape, step: EnergyStep });
export const SubMetersAnswer = z.object({
  meter: z.string(),
  step: EnergyStep,
  points: z.array(SubMeterPoint),
  isComplete: z.boolean(),
});

export function sensorRoutes(view: WebView) {
  return new Hono()
    .get("/temperatures", query(TemperaturesQuery), async (c) => {
      const { step, ...asked } = c.req.valid("query");
      const { zone: _, ...span } = spanOf(view, asked);
      const points = await view.history.ask("temperatures", { ...span, step });
      const isComplete = points.length < HISTORY_ROWS_MAX;
      const answer: z.infer<typeof TemperaturesAnswer> = { step, points, isComplete };
      return c.json(answer, 200);
    })
    .get("/sub-meters", query(SubMetersQuery), async (c) => {
      const { step, ...asked } = c.req.valid("query");
      const { zone: _, ...span } = spanOf(view, asked);
      const points = await view.history.ask("subMeters", { ...span, step });
      const { meter } = span;
      const isComplete = points.length < HISTORY_ROWS_MAX;
      const answer: z.infer<typeof SubMetersAnswer> = { meter, step, points, isComplete };
      return c.json(answer, 200);
    });
}
