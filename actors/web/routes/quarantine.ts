/** Readings that were put aside because they cannot be true, with the reason, oldest first. */
import { Hono } from "hono";
import { meterAsked, MeterQuery, query } from "../query.ts";
import type { WebView } from "../view.ts";

export function quarantineRoutes(view: WebView) {
  return new Hono()
    .get("/quarantine", query(MeterQuery), (c) => {
      const asked = meterAsked(view, c.req.valid("query").meter);
      return c.json(view.quarantine.items.filter(({ meter }) => meter === asked.meter), 200);
    });
}
