/**
 * The transparency platform of ENTSO-E: nearly all areas, with a token of the user (chapter 20 §2,
 * chapter 21 §14). Which of several series of a day counts is decided here.
 */
import { Fault } from "#model/fault.ts";
import type { PriceMark } from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { Zone } from "#model/zone.ts";
import { type A44, type A44Period, readA44 } from "../a44.ts";
import { AREA_IDS } from "../areas.ts";
import { PER_MWH } from "../json.ts";
import { sameCodes, tokenOf } from "../parts.ts";
import type { FoundPrices, PriceProvider, PriceRow, PriceWish } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The coupled auction; others are published earlier and are something else. */
const COUPLED = 1;
/** From this hour of the day before (CET) the other auction counts where the coupled is missing. */
const SECOND_AUCTION_HOUR = 15;

export const entsoe: PriceProvider = {
  id: "entsoe",
  name: "ENTSO-E",
  attribution: "ENTSO-E Transparency Platform",
  access: "token",
  codes: sameCodes(...AREA_IDS.filter((id) => id !== "GB")),
  baseUrl: "https://web-api.tp.entsoe.eu",
  // The same acknowledgement comes with either status.
  readable: [200, 400],
  request(wish) {
    const token = tokenOf(wish, "entsoe");
    if (!token.ok) return token;
    return requestOf(baseOf(wish, this), {
      path: "/api",
      query: {
        "securityToken": token.value,
        "documentType": "A44",
        "in_Domain": wish.area.eic,
        "out_Domain": wish.area.eic,
        "periodStart": stamp(wish.day.fromMs),
        "periodEnd": stamp(wish.day.toMs),
        "contract_MarketAgreement.type": "A01",
      },
      secrets: [token.value],
    });
  },
  format: "xml",
  read(root, wish) {
    const document = readA44(root, wish.area.eic);
    return document.ok ? chosen(document.value, wish) : document;
  },
};

/** An instant as `202603282300`, UTC. */
function stamp(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replaceAll(/\D/g, "");
}

/** The rows of the day: one sequence, one resolution, never mixed. */
function chosen(document: A44, wish: PriceWish): Outcome<FoundPrices> {
  const { fromMs, toMs } = wish.day;
  const ofDay = document.periods.filter((period) => period.fromMs < toMs && period.toMs > fromMs);
  const sequence = Math.min(...ofDay.map((period) => period.sequence));
  const ofSequence = ofDay.filter((period) => period.sequence === sequence);
  const [first] = ofSequence;
  if (first === undefined) return nothing(document, wish);
  if (sequence !== COUPLED && wish.atMs < secondAuctionMs(wish)) {
    const what = `${wish.day.date}, only sequence ${sequence} so far`;
    return bad(new Fault("price-unpublished", { what }));
  }
  if (ofSequence.some(({ currency }) => currency !== first.currency)) {
    return bad(new Fault("price-reply", { what: "prices in several currencies" }));
  }
  const { rows, hasConflict, isFilled } = fullest(ofSequence, wish);
  const marks: PriceMark[] = [];
  if (sequence !== COUPLED) marks.push("second-auction");
  if (isFilled) marks.push("filled");
  if (hasConflict) marks.push("conflict");
  const publishedAtMs = Number.isNaN(document.createdAtMs) ? null : document.createdAtMs;
  return good({ rows, currency: first.currency, marks, publishedAtMs });
}

function nothing({ skipped }: A44, { day }: PriceWish): Outcome<FoundPrices> {
  if (skipped.length === 0) return bad(new Fault("price-unpublished", { what: day.date }));
  return bad(new Fault("price-reply", { what: `no usable period: ${skipped[0]}` }));
}

function secondAuctionMs({ area, day }: PriceWish): number {
  const zone = new Zone(area.marketZone);
  const { year, month, day: date } = zone.wallClock(day.fromMs - HOUR_MS);
  return zone.instantMs({
    year,
    month,
    day: date,
    hour: SECOND_AUCTION_HOUR,
    minute: 0,
    second: 0,
  });
}

type Rows = {
  readonly rows: readonly PriceRow[];
  readonly hasConflict: boolean;
  readonly isFilled: boolean;
};

/** The rows of the resolution that covers most of the day; of equal ones the finest. */
function fullest(periods: readonly A44Period[], { day }: PriceWish): Rows {
  const lengths = [...new Set(periods.map(({ resolutionMin }) => resolutionMin))];
  const coveredMs = (rows: readonly PriceRow[], resolutionMin: number) =>
    rows.filter(({ fromMs }) => fromMs >= day.fromMs && fromMs < day.toMs).length *
    resolutionMin * MINUTE_MS;
  return lengths.sort((a, b) => a - b).map((resolutionMin) => {
    const read = rowsOf(periods.filter((period) => period.resolutionMin === resolutionMin));
    return { ...read, coveredMs: coveredMs(read.rows, resolutionMin) };
  }).reduce((best, other) => other.coveredMs > best.coveredMs ? other : best);
}

/** Rows by their starts: a repeated one counts once, of two that differ the later in the file. */
function rowsOf(periods: readonly A44Period[]): Rows {
  const rows = new Map<number, PriceRow>();
  let hasConflict = false;
  for (const { fromMs: periodMs, resolutionMin, amounts } of periods) {
    const lengthMs = resolutionMin * MINUTE_MS;
    for (const [at, amount] of amounts.entries()) {
      const fromMs = periodMs + at * lengthMs;
      const micro = amount * PER_MWH;
      const known = rows.get(fromMs);
      if (known !== undefined && known.micro !== micro) hasConflict = true;
      rows.set(fromMs, { fromMs, toMs: fromMs + lengthMs, micro });
    }
  }
  const isFilled = periods.some((period) => period.isFilled);
  return { rows: [...rows.values()], hasConflict, isFilled };
}
