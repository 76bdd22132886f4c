/** The peaks that a tariff counts, by local month; the running month with its running interval. */
import { Hono } from "hono";
import { z } from "zod";
import { MeterPeaks, PeakMonth, PeakState, RunningPeak } from "#model/peaks.ts";
import { meterAsked, MeterQuery, query } from "../query.ts";
import type { WebView } from "../view.ts";

export const PeaksQuery = z.object({
  ...MeterQuery.shape,
  /** Local month; without one the running month. */
  month: z.string().regex(/^(20|21)\d\d-(0[1-9]|1[0-2])$/, "wants a month such as 2026-11")
    .optional(),
});

export const PeaksAnswer = z.object({
  meter: z.string(),
  /** The local month, ms UTC; the end is exclusive. */
  fromMs: z.int(),
  toMs: z.int(),
  /** `null` without a tariff, and before the first reading. */
  tariff: PeakState.shape.tariff.nullable(),
  /** `null` without a tariff. */
  month: PeakMonth.nullable(),
  /** Only in the running month. */
  running: RunningPeak.nullable(),
  /** Only of the running month, and of meters that keep them. */
  meterPeaks: MeterPeaks.nullable(),
});

export function peaksRoutes(view: WebView) {
  return new Hono().get("/peaks", query(PeaksQuery), async (c) => {
    const asked = c.req.valid("query");
    const { meter, zone } = meterAsked(view, asked.meter);
    const nowMs = view.clock.nowMs();
    const monthMs = asked.month === undefined
      ? zone.startOfMs("month", nowMs)
      : zone.instantMs(firstOf(asked.month));
    const state = view.state.peaks(meter);
    const isNewest = state !== null && zone.startOfMs("month", state.atMs) === monthMs;
    const month = isNewest ? state.month : await view.tariff.ask("month", { meter, atMs: monthMs });
    const answer: z.infer<typeof PeaksAnswer> = {
      meter,
      fromMs: monthMs,
      toMs: zone.shiftMonthMs(monthMs, 1),
      tariff: state?.tariff ?? null,
      month,
      running: isNewest ? state.running : null,
      meterPeaks: isNewest ? state.meterPeaks : null,
    };
    return c.json(answer, 200);
  });
}

function firstOf(month: string) {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return { year, month: number, day: 1, hour: 0, minute: 0, second: 0 };
}
