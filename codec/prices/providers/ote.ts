/**
 * OTE: the Czech Republic in euro, the lines of a chart (chapter 21 §13). The line is found by its
 * title, for its place has changed with the market.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { listAt, numberOf, PER_MWH, scaled, textAt, valueAt } from "../json.ts";
import { periodRows } from "../periods.ts";
import type { Found, PriceProvider, PriceWish } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const PATH = "/cs/kratkodobe-trhy/elektrina/denni-trh/@@chart-data";

export const ote: PriceProvider = {
  id: "ote",
  name: "OTE",
  attribution: "OTE, a.s.",
  access: "open",
  codes: { CZ: "CZ" },
  baseUrl: "https://www.ote-cr.cz",
  unpublished: [404],
  request(wish) {
    const query = { report_date: wish.day.date };
    return requestOf(baseOf(wish, this), { path: PATH, query });
  },
  format: "json",
  read,
};

function read(json: unknown, wish: PriceWish): Outcome<Found> {
  const lines = listAt(json, "data", "dataLine");
  if (!lines.ok) return lines;
  if (lines.value.length === 0) return good({ rows: [], currency: "EUR" });
  const inEuro = lines.value.filter((line) => textAt(line, "title").includes("EUR"));
  const quarters = inEuro.find((line) => /15[\s-]?min/i.test(textAt(line, "title")));
  const line = quarters ?? (inEuro.length === 1 ? inEuro[0] : undefined);
  if (line === undefined) {
    const found = lines.value.map((other) => textAt(other, "title")).join(", ").slice(0, 200);
    return bad(new Fault("price-reply", { expected: "a line of 15 minutes in EUR", found }));
  }
  const points = listAt(line, "point");
  if (!points.ok) return points;
  const periods = points.value.map((point) => ({
    period: numberOf(valueAt(point, "x")) ?? NaN,
    micro: scaled(valueAt(point, "y"), PER_MWH),
  }));
  return good({ rows: periodRows(periods, wish), currency: "EUR" });
}
