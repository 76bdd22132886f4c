/** All routes, chained so that the page's client knows their types. One resource per file. */
import { Hono } from "hono";
import { historyRoutes } from "./routes/history.ts";
import { liveRoutes } from "./routes/live.ts";
import { quarantineRoutes } from "./routes/quarantine.ts";
import { statusRoutes } from "./routes/status.ts";
import type { WebView } from "./view.ts";

/** Our own API, mounted at `/api/v1`. */
export function webApi(view: WebView) {
  return new Hono()
    .use(async (c, next) => {
      await next();
      c.header("Cache-Control", "no-store");
    })
    .route("/", liveRoutes(view))
    .route("/", historyRoutes(view))
    .route("/", quarantineRoutes(view))
    .route("/", statusRoutes(view));
}

export type WebApi = ReturnType<typeof webApi>;
