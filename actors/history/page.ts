/** Parts of a span, as questions name them and as tables give them. */
import { HISTORY_ROWS_MAX, type Page } from "#model/history.ts";
import type { LocalUnit, Zone } from "#model/zone.ts";
import type { RowRange } from "./rows/range.ts";
import type { Shelf } from "./shelf.ts";

type Span = { readonly fromMs: number; readonly toMs: number };

/** Where sums are not kept, one answer covers at most this: a year and a month. */
const SUMMED_MS = 400 * 86_400_000;

/** The rows that a question is about. */
export function pageOf(shelf: Shelf, { fromMs, toMs, limit }: Page): RowRange {
  const most = Math.min(limit ?? HISTORY_ROWS_MAX, HISTORY_ROWS_MAX);
  return { meter: shelf.disk?.number ?? 0, fromMs, toMs, limit: most };
}

export function inSpan({ fromMs, toMs }: Span) {
  return ({ atMs }: { readonly atMs: number }): boolean => atMs >= fromMs && atMs < toMs;
}

/** A span cut at the borders of the local calendar, as far as one answer reaches. */
export function* localParts(
  { fromMs, toMs }: Span,
  { step, zone }: { readonly step: LocalUnit; readonly zone: Zone },
): Generator<Span> {
  const endMs = Math.min(toMs, fromMs + SUMMED_MS);
  for (let atMs = fromMs; atMs < endMs;) {
    const nextMs = Math.min(toMs, zone.endOfMs(step, atMs));
    yield { fromMs: atMs, toMs: nextMs };
    atMs = nextMs;
  }
}
