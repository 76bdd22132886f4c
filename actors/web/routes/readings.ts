/** The stored readings of the last days, oldest first, page by page as they are taken. */
import { Hono } from "hono";
import { z } from "zod";
import { READINGS_MAX, type Span } from "#model/history.ts";
import { Reading } from "#model/reading.ts";
import { meterAsked, MeterQuery, OpenInstant, query } from "../query.ts";
import { streamed } from "../streamed.ts";
import type { WebView } from "../view.ts";

/** Readings of one page: a few ms of work. */
const PAGE_MAX = 1_000;

export const ReadingsQuery = z.object({
  ...MeterQuery.shape,
  fromMs: OpenInstant,
  toMs: OpenInstant,
  limit: z.coerce.number().int().min(1).max(READINGS_MAX).default(READINGS_MAX),
});

export const ReadingsAnswer = z.array(Reading);

export function readingsRoutes(view: WebView) {
  return new Hono().get("/readings", query(ReadingsQuery), async (c) => {
    const { fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, limit, ...asked } = c.req.valid("query");
    const { meter } = meterAsked(view, asked.meter);
    c.header("Content-Type", "application/json");
    return c.body(await streamed(readingsText(view, { meter, fromMs, toMs, limit })), 200);
  });
}

/** A JSON array in pieces. */
async function* readingsText(
  { history }: WebView,
  { limit, ...span }: Span & { readonly limit: number },
): AsyncGenerator<string> {
  let { fromMs } = span;
  // Several readings may have one time: those of the last time come again and are passed over.
  let again = 0;
  let sent = 0;
  while (sent < limit) {
    const wanted = Math.min(PAGE_MAX, limit - sent) + again;
    const page = await history.ask("readings", { ...span, fromMs, limit: wanted });
    const rows = page.slice(again);
    yield (sent === 0 ? "[" : "") +
      rows.map((row, at) => (sent + at === 0 ? "" : ",") + JSON.stringify(row)).join("");
    sent += rows.length;
    const lastMs = page.at(-1)?.receivedAtMs ?? fromMs;
    if (page.length < wanted) break;
    fromMs = lastMs;
    again = page.filter(({ receivedAtMs }) => receivedAtMs === lastMs).length;
  }
  yield "]";
}
