/**
 * The addresses of amsreader-firmware, so that its clients need no change (chapter 40 §10 and §11).
 * Unknown values are 0 here, as these clients expect; our own API says `null` instead.
 */
import { Hono } from "hono";
import { dataJson } from "#codec/upstream/data_json.ts";
import { REALTIME_SLOTS, realtimeJson } from "#codec/upstream/realtime_json.ts";
import { sysinfoJson } from "#codec/upstream/sysinfo_json.ts";
import { tariffJson } from "#codec/upstream/tariff_json.ts";
import { temperatureJson } from "#codec/upstream/temperature_json.ts";
import { z } from "zod";
import { query } from "../query.ts";
import { dataFacts, sysinfoFacts } from "../upstream_facts.ts";
import type { WebView } from "../view.ts";
import { upstreamPlotRoutes } from "./upstream_plots.ts";

const SLOT_MS = 10_000;
const slots = (fallback: number) =>
  z.coerce.number().int().min(0).default(fallback)
    .transform((count) => Math.min(count, REALTIME_SLOTS));
const RealtimeQuery = z.object({ offset: slots(0), size: slots(60) });

export function upstreamRoutes(view: WebView) {
  const { clock, history } = view;
  const { id: meter } = view.settings.meters[0]!;
  return new Hono()
    .use("/:file{[a-z]+\\.json}", async (c, next) => {
      await next();
      c.header("Cache-Control", "no-cache, no-store, must-revalidate");
      c.header("Pragma", "no-cache");
      c.header("Expires", "-1");
    })
    .route("/", upstreamPlotRoutes(view))
    .get("/data.json", (c) => c.json(dataJson(dataFacts(view)), 200))
    .get("/sysinfo.json", (c) => c.json(sysinfoJson(sysinfoFacts(view)), 200))
    .get("/tariff.json", (c) => c.json(tariffJson(view.state.peaks(meter)), 200))
    .get("/temperature.json", (c) => c.json(temperatureJson(view.state.temperatures), 200))
    .get("/realtime.json", query(RealtimeQuery), async (c) => {
      const nowMs = clock.nowMs();
      const fromMs = nowMs - (REALTIME_SLOTS + 1) * SLOT_MS;
      const points = await history.ask("power", { meter, fromMs, toMs: nowMs + 1, step: "10s" });
      return c.json(realtimeJson({ points, nowMs, ...c.req.valid("query") }), 200);
    });
}
