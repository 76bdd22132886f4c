/**
 * Changes are only taken from our own page and from programs: a browser that another site sends
 * here is refused (chapter 40 §10.1).
 */
import type { MiddlewareHandler } from "hono";
import { Fault } from "#model/fault.ts";

const HARMLESS = ["GET", "HEAD", "OPTIONS"];

export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (!HARMLESS.includes(c.req.method) && isForeign(c.req.raw.headers)) {
    throw new Fault("web-cross-site");
  }
  await next();
};

/** Browsers name the site; programs say nothing. */
function isForeign(headers: Headers): boolean {
  const site = headers.get("Sec-Fetch-Site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("Origin");
  if (origin === null) return false;
  // A proxy may ask us by another name than the browser asked it.
  const ours = [headers.get("Host"), headers.get("X-Forwarded-Host")];
  return !URL.canParse(origin) || !ours.includes(new URL(origin).host);
}
