/** Query strings checked by a zod schema; what does not fit is named in a `web-input` fault. */
import { validator } from "hono/validator";
import { z } from "zod";
import { Fault } from "#model/fault.ts";
import type { WebView } from "./view.ts";

/**
 * A Hono validator for the query; inside the handler `c.req.valid("query")` is the parsed value.
 */
export function query<S extends z.ZodType>(schema: S) {
  return validator("query", (value): z.output<S> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0]!;
    throw new Fault("web-input", { what: `${issue.path.join(".")} ${issue.message}` });
  });
}

const instant = z.coerce.number("wants milliseconds since 1970").int("wants whole milliseconds");

/** The meter asked about; without one the first. */
export const MeterQuery = z.object({ meter: z.string().max(32).optional() });

/** A range of time of one meter. */
export const SpanQuery = z.object({ ...MeterQuery.shape, fromMs: instant, toMs: instant });

/** A bound that may be left out or left empty. */
export const OpenInstant = z.preprocess(
  (word) => word === "" ? undefined : word,
  instant.optional(),
);

/** The id of the meter asked about; an unknown one is a fault. */
export function meterOf(view: WebView, asked: string | undefined): string {
  const { meters } = view.settings;
  if (asked === undefined) return meters[0]!.id;
  if (meters.some((meter) => meter.id === asked)) return asked;
  throw new Fault("web-not-found", { what: `there is no meter ${asked}` });
}
