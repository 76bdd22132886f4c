/** What is now: the newest reading, and the stream of events. */
import { Hono } from "hono";
import { Fault } from "#model/fault.ts";
import { meterOf, MeterQuery, query } from "../query.ts";
import type { WebView } from "../view.ts";

export function liveRoutes(view: WebView) {
  const { state, events, clock, page } = view;
  return new Hono()
    .get("/reading", query(MeterQuery), async (c) => {
      const meter = meterOf(view, c.req.valid("query").meter);
      const stored = state.meter(meter) ?? await view.history.ask("latest", { meter });
      if (stored === null) throw new Fault("web-not-found", { what: "no reading yet" });
      const { newest, netW, running } = stored;
      return c.json({ meter, reading: newest, netW, running }, 200);
    })
    .get("/events", (c) => {
      c.header("Content-Type", "text/event-stream");
      c.header("X-Accel-Buffering", "no");
      // Who only asks for the head would hold a place and never read.
      if (c.req.method === "HEAD") return c.body(null);
      const stream = events.open([
        { kind: "hello", data: { build: page.build, nowMs: clock.nowMs() } },
        { kind: "status", data: state.parts() },
      ]);
      return c.body(stream);
    });
}
