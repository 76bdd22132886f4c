/** Energy sums that travel with a reading, and the rows that history answers with. */
import { z } from "zod";
import type { MeterReading, Reading } from "./reading.ts";

/** Import and export energy of one span, integer Wh. */
export type Energy = { readonly importWh: number; readonly exportWh: number };

/** Import and export so far in the running quarter, local hour, day and month, and last month. */
export type RunningEnergy = {
  readonly quarter: Energy;
  readonly hour: Energy;
  readonly day: Energy;
  readonly month: Energy;
  readonly lastMonth: Energy;
};

/** The newest state of a meter: every field as last heard (chapter 10 §10.1). */
export type Newest = Reading & {
  /** The registers grew by integrated power since the meter said them (§10.2). */
  registersEstimated?: true;
};

/** A reading that is safe against a crash of the process, with what is known after it. */
export type StoredReading = MeterReading & {
  readonly newest: Newest;
  /**
   * The telegram repeats the registers and the clock of the hour before (chapter 10 §10.3); the
   * newest state does without them.
   */
  readonly isStale?: true;
  /** Import minus export, W; `null` until the meter said which way the energy flows. */
  readonly netW: number | null;
  readonly running: RunningEnergy;
};

/** How an interval's energy is known; the worst of its parts wins (chapter 20 §12.1). */
export const QUALITIES = [
  "measured",
  "scaled",
  "integrated",
  "interpolated",
  "imported",
  "edited",
] as const;
export const Quality = z.enum(QUALITIES);
export type Quality = z.infer<typeof Quality>;

/** One bucket of power: net, import and export of a span, in W. `null` where nothing was heard. */
export const PowerPoint = z.object({
  atMs: z.int(),
  /** Mean import minus mean export. */
  netW: z.number().nullable(),
  netWMin: z.number().nullable(),
  netWMax: z.number().nullable(),
});
export type PowerPoint = z.infer<typeof PowerPoint>;

/** One bucket of energy, integer Wh. */
export const EnergyPoint = z.object({
  atMs: z.int(),
  importWh: z.int(),
  exportWh: z.int(),
  /** Share of the bucket's time with data, 0 to 1. */
  coverage: z.number(),
  /** Of the worst part. */
  quality: Quality,
  /** What of import and export together is neither `measured` nor `scaled`. */
  estimatedWh: z.int(),
});
export type EnergyPoint = z.infer<typeof EnergyPoint>;

/** Closed energy is no longer what it was: what is derived from it must be worked out anew. */
export type EnergyChanged = {
  readonly meter: string;
  /** The quarters that changed lie in here; ms UTC, the end exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
};

/** Spans that energy is summed into; hours and longer ones follow the meter's local calendar. */
export const ENERGY_STEPS = ["15min", "hour", "day", "month", "year"] as const;
export const EnergyStep = z.enum(ENERGY_STEPS);
export type EnergyStep = z.infer<typeof EnergyStep>;
