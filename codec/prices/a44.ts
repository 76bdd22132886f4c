/**
 * The document A44 of ENTSO-E, day-ahead prices (chapter 20 §2.3–§2.4, chapter 21 §14): series of
 * periods of points, in which repeated prices are left out.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { type Currency, currencyOf } from "#model/price.ts";
import { instantOf, numberOf } from "./json.ts";
import { child, children, textOf, type XmlElement } from "./xml.ts";

/** One period with all its prices, repeated ones written out. */
export type A44Period = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly resolutionMin: number;
  /** 1 is the coupled auction, 2 for Germany and Austria that of EXAA. */
  readonly sequence: number;
  readonly currency: Currency;
  /** As the document has them, for a MWh. */
  readonly amounts: readonly number[];
  /** Whether positions were missing although the curve says that all are there (A01). */
  readonly isFilled: boolean;
};

export type A44 = {
  readonly createdAtMs: number;
  readonly periods: readonly A44Period[];
  /** Periods and series that could not be used, in words. */
  readonly skipped: readonly string[];
};

const RESOLUTIONS: Readonly<Record<string, number>> = { PT15M: 15, PT30M: 30, PT60M: 60, PT1H: 60 };
const MINUTE_MS = 60_000;
/** A year of quarters; the service gives no more. */
const POINTS_MAX = 36_000;
const NO_DATA = /no matching data found/i;
const DAY_AHEAD = "A01";

/**
 * Reads a document. Faults: `price-unpublished` for an acknowledgement that there is no data,
 * `price-rejected` with its text for any other, `price-reply` for anything else.
 */
export function readA44(root: XmlElement, eic: string): Outcome<A44> {
  if (root.name === "Acknowledgement_MarketDocument") return acknowledged(root);
  if (root.name !== "Publication_MarketDocument") {
    const expected = "Publication_MarketDocument";
    return bad(new Fault("price-reply", { expected, found: root.name }));
  }
  const skipped: string[] = [];
  const periods: A44Period[] = [];
  let points = 0;
  for (const series of children(root, "TimeSeries")) {
    if (!isDayAhead(series, eic)) continue;
    for (const period of children(series, "Period")) {
      const read = periodOf(series, period);
      if (typeof read === "string") skipped.push(read);
      else {
        points += read.amounts.length;
        if (points > 4 * POINTS_MAX) {
          return bad(new Fault("price-reply", { what: `more than ${4 * POINTS_MAX} points` }));
        }
        periods.push(read);
      }
    }
  }
  return good({ createdAtMs: instantOf(textOf(root, "createdDateTime")), periods, skipped });
}

function acknowledged(root: XmlElement): Outcome<A44> {
  const reasons = children(root, "Reason").map((reason) => textOf(reason, "text") ?? "");
  const what = reasons.join(" ").trim() || "an acknowledgement without a reason";
  return bad(new Fault(NO_DATA.test(what) ? "price-unpublished" : "price-rejected", { what }));
}

/** Series of other areas or markets may stand in the same document. */
function isDayAhead(series: XmlElement, eic: string): boolean {
  const agreement = textOf(series, "contract_MarketAgreement.type") ?? DAY_AHEAD;
  const domains = ["in_Domain.mRID", "out_Domain.mRID"].map((name) => textOf(series, name) ?? eic);
  return agreement === DAY_AHEAD && domains.every((domain) => domain === eic);
}

/** A period written out, or why it cannot be. */
function periodOf(series: XmlElement, period: XmlElement): A44Period | string {
  const interval = child(period, "timeInterval");
  const fromMs = instantOf(interval === null ? null : textOf(interval, "start"));
  const toMs = instantOf(interval === null ? null : textOf(interval, "end"));
  const resolution = textOf(period, "resolution") ?? "none";
  const resolutionMin = RESOLUTIONS[resolution];
  if (resolutionMin === undefined) return `resolution ${resolution}`;
  const count = (toMs - fromMs) / (resolutionMin * MINUTE_MS);
  if (!Number.isInteger(count) || count < 1 || count > POINTS_MAX) return "a span that cannot be";
  const code = textOf(series, "currency_Unit.name") ?? "EUR";
  const currency = currencyOf(code);
  if (currency === null) return `currency ${code}`;
  const unit = textOf(series, "price_Measure_Unit.name") ?? "MWH";
  if (unit !== "MWH") return `unit ${unit}`;
  const expanded = amountsOf(period, count);
  if (typeof expanded === "string") return expanded;
  return {
    fromMs,
    toMs,
    resolutionMin,
    sequence: sequenceOf(series),
    currency,
    amounts: expanded.amounts,
    isFilled: expanded.hasHoles && textOf(series, "curveType") === "A01",
  };
}

function sequenceOf(series: XmlElement): number {
  const text = textOf(series, "classificationSequence_AttributeInstanceComponent.position");
  return text === null ? 1 : numberOf(text) ?? 1;
}

/** Position p has the last price at or in front of p, up to the declared end (curve A03). */
function amountsOf(
  period: XmlElement,
  count: number,
): { amounts: number[]; hasHoles: boolean } | string {
  const amounts = new Array<number | null>(count).fill(null);
  for (const point of children(period, "Point")) {
    const position = numberOf(textOf(point, "position")) ?? NaN;
    const amount = numberOf(textOf(point, "price.amount")) ?? NaN;
    if (Number.isNaN(amount) || !Number.isInteger(position) || position < 1) {
      return "a point without position or price";
    }
    if (position <= count) amounts[position - 1] = amount;
  }
  let last = amounts[0] ?? null;
  if (last === null) return "no first position";
  const hasHoles = amounts.includes(null);
  const full: number[] = [];
  for (const amount of amounts) {
    last = amount ?? last;
    full.push(last);
  }
  return { amounts: full, hasHoles };
}
