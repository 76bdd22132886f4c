/**
 * Reference rates of the European Central Bank, units for a euro (chapter 21 §17). On days without
 * new rates the file keeps its date, so the date is read and never assumed.
 */
import { numberOf } from "../json.ts";
import { readable, xmlOf } from "../reply.ts";
import { requestOf } from "../request.ts";
import { children, type XmlElement } from "../xml.ts";
import { type FxSource, type Observation, ratesOf } from "./source.ts";

const ID = "ecb";
/** Business days in the file of 90 days. */
const SHORT_DAYS_MAX = 60;

export const ecb: FxSource = {
  id: ID,
  attribution: "European Central Bank",
  baseUrl: "https://www.ecb.europa.eu",
  request({ days, baseUrl }) {
    const file = days <= 1 ? "daily" : days <= SHORT_DAYS_MAX ? "hist-90d" : "hist";
    return requestOf(baseUrl ?? this.baseUrl, { path: `/stats/eurofxref/eurofxref-${file}.xml` });
  },
  read(reply) {
    const answered = readable(reply);
    if (!answered.ok) return answered;
    const root = xmlOf(reply);
    return root.ok ? ratesOf(observationsOf(root.value), ID) : root;
  },
};

function observationsOf(root: XmlElement): Observation[] {
  const days = children(root, "Cube").flatMap((outer) => children(outer, "Cube"));
  const observations: Observation[] = [];
  for (const day of days) {
    const date = day.attributes.get("time") ?? "";
    for (const rate of children(day, "Cube")) {
      const currency = rate.attributes.get("currency") ?? "";
      observations.push({
        date,
        currency,
        perEur: numberOf(rate.attributes.get("rate") ?? null) ?? NaN,
      });
    }
  }
  return observations;
}
