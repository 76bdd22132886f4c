/** The page itself: files bundled beforehand and held in memory. */
import { Hono } from "hono";
import { Fault } from "#model/fault.ts";
import type { WebView } from "../view.ts";

const YEAR_S = 31_536_000;

export function pageRoutes({ page }: WebView) {
  return new Hono().get("/:file?", (c) => {
    const name = c.req.param("file") ?? "index.html";
    const file = page.files.get(name);
    if (file === undefined) {
      throw new Fault(page.files.size === 0 ? "web-page-missing" : "web-not-found", { what: name });
    }
    c.header("Content-Type", file.type);
    c.header("Cache-Control", file.immutable ? `public, max-age=${YEAR_S}, immutable` : "no-cache");
    return c.body(file.bytes);
  });
}
