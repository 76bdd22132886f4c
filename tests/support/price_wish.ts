/** Wishes, replies and whole conversations with price providers, without a network. */
import { areaOf, type PriceArea } from "#codec/prices/areas.ts";
import { begin, proceed, STEPS_MAX } from "#codec/prices/ask.ts";
import type { PriceProvider, PriceReply, PriceRequest, PriceWish } from "#codec/prices/provider.ts";
import { Fault } from "#model/fault.ts";
import { bad, type Outcome } from "#model/outcome.ts";
import { marketDayOf, type PriceSeries } from "#model/price.ts";
import { Zone } from "#model/zone.ts";

/** The three days that every provider is tried on: 24, 23 and 25 hours. */
export const DAYS = ["2026-01-14", "2026-03-29", "2026-10-25"] as const;

export function area(id: string): PriceArea {
  return areaOf(id)!.area;
}

/** A wish for quarters in the area's currency, asked in the evening before. */
export function wishFor(id: string, date: string, changes: Partial<PriceWish> = {}): PriceWish {
  const wanted = area(id);
  const day = marketDayOf(date, new Zone(wanted.marketZone))!;
  return {
    area: wanted,
    day,
    currency: wanted.currency,
    resolutionMin: 15,
    atMs: day.fromMs - 3 * 3_600_000,
    settings: {},
    ...changes,
  };
}

export function replyOf(body: string | Uint8Array, changes: Partial<PriceReply> = {}): PriceReply {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { status: 200, contentType: "application/json", body: bytes, ...changes };
}

/** Asks until there are prices or a fault. */
export function asked(
  provider: PriceProvider,
  wish: PriceWish,
  respond: (request: PriceRequest) => PriceReply,
): Outcome<PriceSeries> {
  let step = begin(provider, wish);
  for (let count = 0; count < STEPS_MAX; count++) {
    if (!step.ok) return step;
    if (step.value.kind === "prices") return { ok: true, value: step.value.series };
    if (provider.format === "none") break;
    step = proceed(provider, wish, respond(step.value.request));
  }
  if (step.ok && step.value.kind === "prices") return { ok: true, value: step.value.series };
  return step.ok ? bad(new Fault("internal", { what: "asks for ever" })) : step;
}

/** The code of a fault, or `good`. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? "good" : outcome.fault.code;
}
