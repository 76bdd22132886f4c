/** All routes, chained so that the page's client knows their types. One resource per file. */
import { Hono } from "hono";
import { editRoutes } from "./routes/edits.ts";
import { exportRoutes } from "./routes/export.ts";
import { historyRoutes } from "./routes/history.ts";
import { importRoutes } from "./routes/import.ts";
import { liveRoutes } from "./routes/live.ts";
import { nowRoutes } from "./routes/now.ts";
import { peaksRoutes } from "./routes/peaks.ts";
import { quarantineRoutes } from "./routes/quarantine.ts";
import { readingsRoutes } from "./routes/readings.ts";
import { sensorRoutes } from "./routes/sensors.ts";
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
    .route("/", nowRoutes(view))
    .route("/", historyRoutes(view))
    .route("/", readingsRoutes(view))
    .route("/", editRoutes(view))
    .route("/", exportRoutes(view))
    .route("/", importRoutes(view))
    .route("/", peaksRoutes(view))
    .route("/", sensorRoutes(view))
    .route("/", quarantineRoutes(view))
    .route("/", statusRoutes(view));
}

export type WebApi = ReturnType<typeof webApi>;
