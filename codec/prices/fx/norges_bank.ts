/**
 * Exchange rates of Norges Bank in kroner (chapter 21 §16). We ask for SDMX-JSON, which a cut reply
 * cannot pass for; the other two forms, CSV and SDMX-ML, are read as well. `UNIT_MULT` says for how
 * many units a rate is, and is never guessed.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { fileText } from "../../import/file_text.ts";
import { requestOf } from "../request.ts";
import { jsonOf, readable, xmlOf } from "../reply.ts";
import { children, type XmlElement } from "../xml.ts";
import { sdmxJson } from "./sdmx_json.ts";
import { type FxSource, type KroneRate, type Observation, ratesOf } from "./source.ts";

const ID = "norges-bank";

export const norgesBank: FxSource = {
  id: ID,
  attribution: "Source: Norges Bank",
  baseUrl: "https://data.norges-bank.no",
  request({ currencies, days, baseUrl }) {
    const wanted = [...new Set(["EUR", ...currencies])].filter((code) => code !== "NOK");
    return requestOf(baseUrl ?? this.baseUrl, {
      path: `/api/data/EXR/B.${wanted.join("+")}.NOK.SP`,
      query: { format: "sdmx-json", lastNObservations: `${days}`, locale: "en" },
    });
  },
  read(reply) {
    const answered = readable(reply, { unpublished: [404] });
    if (!answered.ok) return answered;
    const first = fileText(reply.body.subarray(0, 200)).trim().charAt(0);
    const rates = first === "{"
      ? then(jsonOf(reply), sdmxJson)
      : first === "<"
      ? then(xmlOf(reply), sdmxMl)
      : csv(fileText(reply.body));
    if (!rates.ok) return rates;
    const observations = perEuro(rates.value);
    return observations.ok ? ratesOf(observations.value, ID) : observations;
  },
};

function then<T>(
  outcome: Outcome<T>,
  next: (value: T) => Outcome<readonly KroneRate[]>,
): Outcome<readonly KroneRate[]> {
  return outcome.ok ? next(outcome.value) : outcome;
}

/** Rates for a euro; the krone itself is what a euro costs on that day. */
function perEuro(rates: readonly KroneRate[]): Outcome<readonly Observation[]> {
  const nokPerUnit = rates.map(({ value, unitMult }) => numberIn(value) / 10 ** numberIn(unitMult));
  const euros = new Map(
    rates.flatMap(({ currency, date }, at) =>
      currency === "EUR" ? [[date, nokPerUnit[at] ?? NaN] as const] : []
    ),
  );
  const observations: Observation[] = [];
  for (const [at, { currency, date }] of rates.entries()) {
    const nok = nokPerUnit[at] ?? NaN;
    if (!(nok > 0)) {
      const what = `row ${at + 1} has no rate of ${currency || "a currency"}`;
      return bad(new Fault("price-reply", { what }));
    }
    const eur = euros.get(date);
    if (eur === undefined) continue;
    const isEuro = currency === "EUR";
    observations.push({
      date,
      currency: isEuro ? "NOK" : currency,
      perEur: isEuro ? eur : eur / nok,
    });
  }
  return good(observations);
}

/** A number with a decimal point, maybe with commas between thousands. */
function numberIn(text: string): number {
  return /^-?\d[\d,]*(\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : NaN;
}

function sdmxMl(root: XmlElement): Outcome<readonly KroneRate[]> {
  const series = children(root, "DataSet").flatMap((set) => children(set, "Series"));
  return good(series.flatMap((one) =>
    children(one, "Obs").map((observation) => ({
      currency: one.attributes.get("BASE_CUR") ?? "",
      date: observation.attributes.get("TIME_PERIOD") ?? "",
      value: observation.attributes.get("OBS_VALUE") ?? "",
      unitMult: one.attributes.get("UNIT_MULT") ?? "",
    }))
  ));
}

const COLUMNS = ["BASE_CUR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MULT"] as const;

function csv(text: string): Outcome<readonly KroneRate[]> {
  const [head = "", ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const names = head.split(";").map((name) => name.trim().replaceAll('"', ""));
  const places = COLUMNS.map((name) => names.indexOf(name));
  if (places.includes(-1)) {
    return bad(
      new Fault("price-reply", { expected: COLUMNS.join(", "), found: head.slice(0, 80) }),
    );
  }
  return good(lines.map((line) => {
    const cells = line.split(";").map((cell) => cell.trim().replaceAll('"', ""));
    const [currency = "", date = "", value = "", unitMult = ""] = places.map((at) => cells[at]);
    return { currency, date, value, unitMult };
  }));
}
