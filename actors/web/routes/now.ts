/** What is now: the newest state, the running sums and interval of the tariff, temperatures. */
import { Hono } from "hono";
import { z } from "zod";
import { RunningEnergy } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import { RunningPeak } from "#model/peaks.ts";
import { Reading } from "#model/reading.ts";
import { TemperatureReading } from "#model/temperature.ts";
import { meterAsked, MeterQuery, query } from "../query.ts";
import type { WebView } from "../view.ts";

export const NowAnswer = z.object({
  meter: z.string(),
  /** Every field as last heard. */
  reading: Reading.extend({
    /** The registers grew by integrated power since the meter said them. */
    registersEstimated: z.literal(true).optional(),
  }),
  /** Import minus export, W; `null` until the meter said which way the energy flows. */
  netW: z.number().nullable(),
  running: RunningEnergy,
  /** `null` for a tariff that counts no peaks, and without one. */
  peak: RunningPeak.nullable(),
  temperatures: z.array(TemperatureReading).readonly(),
});

export function nowRoutes(view: WebView) {
  return new Hono().get("/now", query(MeterQuery), async (c) => {
    const { meter } = meterAsked(view, c.req.valid("query").meter);
    const stored = view.state.meter(meter) ?? await view.history.ask("latest", { meter });
    if (stored === null) throw new Fault("web-not-found", { what: "no reading yet" });
    const { newest: reading, netW, running } = stored;
    const peak = view.state.peaks(meter)?.running ?? null;
    const { temperatures } = view.state;
    const answer: z.infer<typeof NowAnswer> = { meter, reading, netW, running, peak, temperatures };
    return c.json(answer, 200);
  });
}
