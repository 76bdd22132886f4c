/**
 * SDMX-JSON of Norges Bank: numbers by place (chapter 21 §16). A key such as `0:1:0:0` holds places
 * in the lists of dimensions, an observation's key a place in the list of days, and the attributes
 * of a series places in the lists of attributes.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { listAt, ROWS_MAX, textAt, valueAt } from "../json.ts";
import type { KroneRate } from "./source.ts";

/** Reads a reply; the fault `price-reply` names what of its structure is missing. */
export function sdmxJson(json: unknown): Outcome<readonly KroneRate[]> {
  const structure = valueAt(json, "data", "structure");
  const dimensions = listAt(structure, "dimensions", "series");
  const days = listAt(structure, "dimensions", "observation", 0, "values");
  const attributes = listAt(structure, "attributes", "series");
  if (!dimensions.ok) return dimensions;
  if (!days.ok) return days;
  if (!attributes.ok) return attributes;
  const currencyAt = placeOf(dimensions.value, "BASE_CUR");
  const unitMultAt = placeOf(attributes.value, "UNIT_MULT");
  if (currencyAt < 0 || unitMultAt < 0) {
    return bad(new Fault("price-reply", { expected: "BASE_CUR and UNIT_MULT" }));
  }
  const rates: KroneRate[] = [];
  for (const [key, series] of entriesOf(valueAt(json, "data", "dataSets", 0, "series"))) {
    const currencyPlace = Number(key.split(":")[currencyAt]);
    const currency = idAt(dimensions.value[currencyAt], currencyPlace);
    const unitMultPlace = Number(valueAt(series, "attributes", unitMultAt) ?? NaN);
    const unitMult = idAt(attributes.value[unitMultAt], unitMultPlace);
    for (const [day, values] of entriesOf(valueAt(series, "observations"))) {
      if (rates.length >= ROWS_MAX) return good(rates);
      const value = valueAt(values, 0);
      const date = textAt(days.value[Number(day)], "id");
      const text = typeof value === "number" ? String(value) : textAt(values, 0);
      rates.push({ currency, date, value: text, unitMult });
    }
  }
  return good(rates);
}

function placeOf(list: readonly unknown[], id: string): number {
  return list.findIndex((entry) => textAt(entry, "id") === id);
}

function idAt(dimension: unknown, place: number): string {
  return Number.isInteger(place) ? textAt(dimension, "values", place, "id") : "";
}

function entriesOf(value: unknown): (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
