/** What the tariff actor knows of a meter's peaks; goes to the page, MQTT and upstream's JSON. */
import { z } from "zod";
import { Peak } from "./tariff.ts";

/** A counted interval with its place in the local calendar. */
export const DatedPeak = Peak.extend({
  /** ISO date and hour of the local wall clock, for example `2026-11-07` and 18. */
  day: z.string(),
  hour: z.number(),
});
export type DatedPeak = z.infer<typeof DatedPeak>;

/** One part of the tariff over one local month. */
export const MonthPeaksView = z.object({
  component: z.string(),
  /** Start and end of the local month, ms UTC. */
  fromMs: z.int(),
  toMs: z.int(),
  /** Length of the tariff's interval, minutes. */
  intervalMin: z.union([z.literal(15), z.literal(60)]),
  /** The intervals that are billed, the highest first. */
  counted: z.array(DatedPeak).readonly(),
  /** The highest of all, at most 20. */
  highest: z.array(DatedPeak).readonly(),
  /** Only interpolated, and so not counted. */
  possible: z.array(DatedPeak).readonly(),
  /** What the counted peaks come to, kW; `null` while there are none. */
  valueKw: z.number().nullable(),
  /** With floor and allowance, kW. */
  billedKw: z.number().nullable(),
  /** The limit of the step that the value is on, kW; `null` above the last or without steps. */
  nextLimitKw: z.number().nullable(),
  /** All limits, kW, rising; empty without steps. */
  limitsKw: z.array(z.number()).readonly(),
  /** Millionths of the currency for this month; `null` where no price is known. */
  costMicro: z.number().nullable(),
});
export type MonthPeaksView = z.infer<typeof MonthPeaksView>;

/** The running interval of the tariff's first part, and what may still be used in it. */
export const RunningPeak = z.object({
  fromMs: z.int(),
  toMs: z.int(),
  usedWh: z.number(),
  /** If the power of the last minutes stays; `null` before there is a minute of it. */
  projectedWh: z.number().nullable(),
  /** What the billed value should not exceed, kW; `null` without a target. */
  targetKw: z.number().nullable(),
  /** Energy the interval may come to; `null` without a target or outside the tariff's windows. */
  allowedWh: z.number().nullable(),
  /** Power that may be drawn for the rest of it, W. */
  headroomW: z.number().nullable(),
  /** 0 calm, 1 close to what is allowed, 2 above it, 3 already used up. */
  risk: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
});
export type RunningPeak = z.infer<typeof RunningPeak>;

/** The highest interval of a time block of a tariff with agreed power. */
export const BlockView = z.object({
  block: z.number(),
  /** `null` when the month had none yet. */
  highest: DatedPeak.nullable(),
  /** By how much it exceeds the agreed power, kW; `null` when nothing is agreed. */
  excessKw: z.number().nullable(),
});
export type BlockView = z.infer<typeof BlockView>;

/** A local month of a tariff. */
export const PeakMonth = z.object({
  /** One for each part of the tariff that counts peaks. */
  parts: z.array(MonthPeaksView).readonly(),
  /** The time blocks of tariffs with agreed power; mostly empty. */
  blocks: z.array(BlockView).readonly(),
});
export type PeakMonth = z.infer<typeof PeakMonth>;

/** The registers some meters keep of their own peaks (Flanders), as last heard. */
export const MeterPeaks = z.object({
  quarterW: z.number().nullable(),
  monthPeakW: z.number().nullable(),
  monthPeakAt: z.string().nullable(),
});
export type MeterPeaks = z.infer<typeof MeterPeaks>;

/** A meter's peaks at one moment. */
export const PeakState = z.object({
  meter: z.string(),
  atMs: z.int(),
  /** Id and name of the tariff. */
  tariff: z.object({ id: z.string(), name: z.string(), currency: z.string() }),
  month: PeakMonth,
  /** `null` for a tariff that counts no peaks. */
  running: RunningPeak.nullable(),
  /** `null` when the meter keeps none. */
  meterPeaks: MeterPeaks.nullable(),
});
export type PeakState = z.infer<typeof PeakState>;

/** What may be asked of the tariff. */
export type PeakQuestions = {
  /** The month that holds an instant; `null` for a meter or a house without a tariff. */
  month: (
    question: { readonly meter: string; readonly atMs: number },
  ) => Promise<PeakMonth | null>;
};
