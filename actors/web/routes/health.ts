/** For other machines: is the process alive, and does it do its work. Open without a login. */
import { Hono } from "hono";
import type { WebView } from "../view.ts";

/** Actors that must run for the house to be ready (chapter 50 §1.2, phase B4). */
const NEEDED = ["history", "decoder"];

export function healthRoutes(view: WebView) {
  return new Hono()
    .get("/healthz", (c) => c.json({ alive: true }, 200))
    .get("/readyz", (c) => {
      const missing = view.report().actors
        .filter(({ name, state }) => NEEDED.includes(name.split(":")[0]!) && state !== "running")
        .map(({ name }) => name);
      if (view.state.part("history")?.state === "fault") missing.push("store");
      return missing.length === 0
        ? c.json({ ready: true }, 200)
        : c.json({ ready: false, missing }, 503);
    })
    .get("/is-alive", (c) => {
      c.header("Access-Control-Allow-Origin", "*");
      return c.body(null, 200);
    });
}
