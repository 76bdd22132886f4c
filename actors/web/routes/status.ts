/** How the house is: every part, actor and queue with its counts, and what was logged. */
import { Hono } from "hono";
import type { WebView } from "../view.ts";

export function statusRoutes(view: WebView) {
  return new Hono()
    .get("/log", (c) => c.json(view.book.lines(), 200))
    .get("/status", (c) =>
      c.json({
        version: view.version,
        build: view.page.build,
        startedAtMs: view.startedAtMs,
        nowMs: view.clock.nowMs(),
        meters: view.settings.meters.map(({ id, zone, mainFuseA }) => ({ id, zone, mainFuseA })),
        parts: view.state.parts(),
        events: view.events.report(),
        ...view.report(),
      }, 200));
}
