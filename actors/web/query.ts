/** Query strings checked by a zod schema; what does not fit is named in a `web-input` fault. */
import { validator } from "hono/validator";
import { z } from "zod";
import { Fault } from "#model/fault.ts";
import type { Zone } from "#model/zone.ts";
import { instantOf } from "#codec/import/local_times.ts";
import { timeOf } from "#codec/import/time_text.ts";
import type { WebView } from "./view.ts";

/**
 * A Hono validator for the query; inside the handler `c.req.valid("query")` is the parsed value.
 */
export function query<S extends z.ZodType>(schema: S) {
  return validator("query", (value): z.output<S> => parsed(schema, value));
}

/** A Hono validator for a JSON body; inside the handler `c.req.valid("json")` is its value. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return validator("json", (value): z.output<S> => parsed(schema, value));
}

/** A value checked by a schema; the first thing that does not fit is a fault. */
export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw inputFault(path.join("."), message);
}

/** What is wrong with a field of a query or a body. */
export function inputFault(field: string, message: string): Fault {
  return new Fault("web-input", { field, what: `${field} ${message}`.trim() });
}

/** Nothing is asked of later times; beyond them calendars have no answer. */
const YEAR_2200_MS = 7_258_118_400_000;

const instant = z.coerce.number("wants milliseconds since 1970").int("wants whole milliseconds")
  .min(0, "is before 1970").max(YEAR_2200_MS, "is after the year 2200");

/** The meter asked about; without one the first. */
export const MeterQuery = z.object({ meter: z.string().max(32).optional() });

/** A bound that may be left out or left empty. */
export const OpenInstant = z.preprocess(
  (word) => word === "" ? undefined : word,
  instant.optional(),
);

/** A time as people write it: `2026-11-07`, `2026-11-07T18:00`, or with `Z` or an offset. */
export const TimeWord = z.string().max(40).refine((word) => timeOf(word) !== null, {
  message: "wants a time such as 2026-11-07, 2026-11-07T18:00 or 2026-11-07T18:00+01:00",
});

/**
 * A range of time of one meter, in ms by `fromMs` and `toMs`, or in words by `from` and `to`; words
 * without an offset are local times of the meter.
 */
export const SpanQuery = z.object({
  ...MeterQuery.shape,
  fromMs: OpenInstant,
  toMs: OpenInstant,
  from: TimeWord.optional(),
  to: TimeWord.optional(),
});

/** What a span query comes to; the end is exclusive. */
export type AskedSpan = {
  readonly meter: string;
  readonly zone: Zone;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The range asked for; what lacks or is the wrong way round is a fault. */
export function spanOf(view: WebView, asked: z.output<typeof SpanQuery>): AskedSpan {
  const { meter, zone } = meterAsked(view, asked.meter);
  const bound = (name: "from" | "to") => {
    const word = asked[name];
    const atMs = asked[`${name}Ms`] ?? (word === undefined ? undefined : momentOf(word, zone));
    if (atMs === undefined) throw inputFault(name, "is missing");
    return atMs;
  };
  const span = { meter, zone, fromMs: bound("from"), toMs: bound("to") };
  if (span.fromMs > span.toMs) throw inputFault("to", "is before the beginning");
  return span;
}

/** The instant that a word accepted by `TimeWord` names in a zone. */
export function momentOf(word: string, zone: Zone): number {
  const time = timeOf(word)!;
  return time.kind === "instant" ? time.atMs : instantOf(time.wallMs, zone);
}

/** The meter asked about and its zone; an unknown one is a fault. */
export function meterAsked(
  view: WebView,
  asked: string | undefined,
): { readonly meter: string; readonly zone: Zone } {
  const found = asked === undefined ? view.meters[0] : view.meters.find(({ id }) => id === asked);
  if (found !== undefined) return { meter: found.id, zone: found.zone };
  throw new Fault("web-not-found", { what: `there is no meter ${asked}`, field: "meter" });
}
