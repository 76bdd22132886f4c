/**
 * Capacity tariffs as data (chapter 20 §7): what grid companies charge for peaks. One parametric
 * model covers them all, so that a new tariff is a new data file.
 */
import { z } from "zod";

const kw = z.number().min(0).max(1_000_000);

/** When something holds, in local time; what is left out holds always. */
export const TariffWindow = z.strictObject({
  /** 1 = January. */
  months: z.array(z.int().min(1).max(12)).optional(),
  /** 1 = Monday. */
  weekdays: z.array(z.int().min(1).max(7)).optional(),
  /** Local hours by their start, 0 to 23. */
  hours: z.array(z.int().min(0).max(23)).optional(),
  /** Whether public holidays count like other days, not at all, or nothing else does. */
  holidays: z.enum(["included", "excluded", "only"]).optional(),
});
export type TariffWindow = z.infer<typeof TariffWindow>;

/** Money is in the currency of the tariff, value added tax as the tariff says. */
const Price = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("perKw"),
    /** What the rates are for: a kW in a month, or in a year of which each month is a twelfth. */
    per: z.enum(["month", "year"]),
    /** The first rate whose months hold counts; without months it always holds. */
    rates: z.array(z.strictObject({
      months: TariffWindow.shape.months,
      price: z.number(),
    })).min(1),
  }),
  z.strictObject({
    kind: z.literal("steps"),
    /** To which step a value belongs that is equal to a limit. */
    boundary: z.enum(["lower", "upper"]),
    /** Limits in kW, rising; above the last one there is one more step. */
    limitsKw: z.array(kw),
    /** Price of each step for a month; one more than limits, or none where they are not known. */
    prices: z.array(z.number()),
  }),
]);

const PeakComponent = z.strictObject({
  kind: z.literal("peaks"),
  name: z.string(),
  /** Length of a measured interval, aligned with the clock. */
  intervalMin: z.union([z.literal(15), z.literal(60)]),
  /** What enters the ranking: every interval, or the highest of a day or of an ISO week. */
  candidate: z.enum(["interval", "day", "week"]),
  /** Intervals count when one of these holds; without any, all do. */
  windows: z.array(TariffWindow).default([]),
  /** The first that holds multiplies an interval before it is ranked. */
  weights: z.array(z.strictObject({ window: TariffWindow, factor: z.number().min(0) })).default([]),
  top: z.int().min(1).max(100),
  /** Whether the counted peaks must be of different days. */
  distinctDays: z.boolean(),
  combine: z.enum(["mean", "max"]),
  /** Over what peaks are ranked; `mean12Months` is the mean of twelve monthly values. */
  period: z.enum(["month", "rolling12Months", "mean12Months"]),
  /** The least that is billed, kW, for each month. */
  floorKw: kw.default(0),
  /** Free of charge, kW. */
  allowanceKw: kw.default(0),
  /** Whether export is taken off import inside an interval. */
  netting: z.enum(["none", "interval"]).default("none"),
  price: Price.nullable(),
});

const FuseComponent = z.strictObject({
  kind: z.literal("fuse"),
  name: z.string(),
  /** Price of a month by the main fuse; the first whose limit is not exceeded counts. */
  steps: z.array(z.strictObject({ toA: z.number().positive(), price: z.number() })),
});

const AgreedComponent = z.strictObject({
  kind: z.literal("agreed"),
  name: z.string(),
  intervalMin: z.union([z.literal(15), z.literal(60)]),
  /** The first block of which a window holds has the interval. */
  blocks: z.array(z.strictObject({
    block: z.int().min(1).max(9),
    windows: z.array(TariffWindow).min(1),
  })).min(1),
});

/** One part of a tariff; the parts are summed. */
export const TariffComponent = z.discriminatedUnion("kind", [
  PeakComponent,
  FuseComponent,
  AgreedComponent,
]);
export type TariffComponent = z.infer<typeof TariffComponent>;
export type PeakComponent = z.infer<typeof PeakComponent>;
export type AgreedComponent = z.infer<typeof AgreedComponent>;
export type TariffPrice = z.infer<typeof Price>;

/** A tariff as a grid company publishes it. */
export const Tariff = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** ISO 3166 of the country whose holidays count. */
  country: z.string().length(2),
  currency: z.string().length(3),
  /** Where the numbers come from, for the owner to judge. */
  evidence: z.string(),
  components: z.array(TariffComponent),
});
export type Tariff = z.infer<typeof Tariff>;

/** An interval that counts, or may count, for a tariff. */
export const Peak = z.object({
  /** Start of the interval, ms UTC. */
  atMs: z.int(),
  /** Mean power of the interval, kW. */
  kw: z.number(),
  /** What it counts for in the ranking, kW. */
  weightedKw: z.number(),
  /** How its energy is known. */
  quality: z.string(),
});
export type Peak = z.infer<typeof Peak>;
