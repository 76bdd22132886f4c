/**
 * Values out of JSON that nobody vouches for. A hole is `null`; something that is no number or time
 * where one should be is `NaN`, which `series.ts` turns into a fault that names the row.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { timeOf } from "../import/time_text.ts";

/** The most rows a reply may have: a year of quarters in three areas, roughly. */
export const ROWS_MAX = 110_000;

/** Parts of a path into JSON: names of objects, places in lists. */
export type JsonPath = readonly (string | number)[];

/** The value at a path; `null` where there is none. Inherited names are not found. */
export function valueAt(json: unknown, ...path: JsonPath): unknown {
  let value = json;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string | number, unknown>>)[name];
  }
  return value ?? null;
}

/** The list at a path; the fault `price-reply` when there is none, or one that is too long. */
export function listAt(json: unknown, ...path: JsonPath): Outcome<readonly unknown[]> {
  const value = valueAt(json, ...path);
  const name = path.length === 0 ? "a list" : `a list \`${path.join(".")}\``;
  if (!Array.isArray(value)) {
    return bad(new Fault("price-reply", { expected: name, found: kindOf(value) }));
  }
  if (value.length <= ROWS_MAX) return good(value);
  const expected = `at most ${ROWS_MAX} rows`;
  return bad(new Fault("price-reply", { expected, found: `${value.length}` }));
}

/** A number, or a text that is one; an empty text and nothing are a hole. */
export function numberOf(value: unknown): number | null {
  if (value === null || value === "") return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : NaN;
  if (typeof value !== "string") return NaN;
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$/i.test(value) ? Number(value) : NaN;
}

/** A number times what makes it millionths of a kWh's price. */
export function scaled(value: unknown, factor: number): number | null {
  const number = numberOf(value);
  return number === null ? null : number * factor;
}

/** What makes millionths for a kWh of a price per kWh and per MWh. */
export const PER_KWH = 1e6;
export const PER_MWH = 1e3;

/** A text; empty when it is something else. */
export function textAt(json: unknown, ...path: JsonPath): string {
  const value = valueAt(json, ...path);
  return typeof value === "string" ? value : "";
}

/** An ISO time with its offset, ms UTC. */
export function instantOf(value: unknown): number {
  const time = typeof value === "string" ? timeOf(value) : null;
  return time?.kind === "instant" ? time.atMs : NaN;
}

/** A time in UTC whose offset is left out; one that has an offset is taken by it. */
export function utcOf(value: unknown): number {
  const time = typeof value === "string" ? timeOf(value) : null;
  if (time === null) return NaN;
  return time.kind === "instant" ? time.atMs : time.wallMs;
}

/** Seconds or milliseconds since 1970 as ms. */
export function epochOf(value: unknown, unitMs: 1 | 1000): number {
  return typeof value === "number" && Number.isFinite(value) ? value * unitMs : NaN;
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  return Array.isArray(value) ? "a list" : typeof value;
}
