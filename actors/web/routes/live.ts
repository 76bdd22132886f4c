/** What happens, as it happens: the stream of events. */
import { Hono } from "hono";
import type { WebView } from "../view.ts";

export function liveRoutes(view: WebView) {
  const { state, events, clock, page } = view;
  return new Hono().get("/events", (c) => {
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
