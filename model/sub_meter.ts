/** What flowed through the meters behind the electricity meter: gas, water, heat … by quarter. */
import { z } from "zod";
import { Quality } from "./energy.ts";
import { SubMeter } from "./reading.ts";

/** Whole units in which amounts are kept: each is a thousandth of what the meter counts in. */
export const SmallUnit = z.enum(["l", "MJ", "Wh"]);
export type SmallUnit = z.infer<typeof SmallUnit>;

export const SMALL_UNIT_OF: Readonly<Record<SubMeter["unit"], SmallUnit>> = {
  m3: "l",
  GJ: "MJ",
  kWh: "Wh",
};

/** Which sub-meter of a meter: after an exchange the same channel has another id. */
export const SubMeterName = z.object({
  channel: z.int(),
  kind: SubMeter.shape.kind,
  /** `null` when it says none. */
  id: z.string().nullable(),
  unit: SmallUnit,
});
export type SubMeterName = z.infer<typeof SubMeterName>;

/** One interval of a sub-meter. Where nothing is known there is no point; 0 is known to be none. */
export const SubMeterPoint = z.object({
  ...SubMeterName.shape,
  /** Start of the interval, ms UTC. */
  atMs: z.int(),
  /** In the name's unit. */
  amount: z.int(),
  quality: Quality,
});
export type SubMeterPoint = z.infer<typeof SubMeterPoint>;
