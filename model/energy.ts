/** Energy sums that travel with a reading, and the rows that history answers with. */
import { z } from "zod";
import type { MeterReading, Reading } from "./reading.ts";

/** Import and export energy of one span, integer Wh. */
export const Energy = z.object({ importWh: z.int(), exportWh: z.int() });
export type Energy = Readonly<z.infer<typeof Energy>>;

/**
 * Import and export so far in the running quarter, local hour, day and month, and last month.
 * Inside its period none of them falls (chapter 20 §8.3 rule 10), except by a correction.
 */
export const RunningEnergy = z.object({
  quarter: Energy,
  hour: Energy,
  day: Energy,
  month: Energy,
  lastMonth: Energy,
  /** One of them is less than it was said to be, by more than 50 Wh: it was wrong. */
  isCorrected: z.literal(true).exactOptional(),
});
export type RunningEnergy = Readonly<z.infer<typeof RunningEnergy>>;

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

/** No meter told its energy before; ms UTC. */
export const OLDEST_MS = Date.UTC(2000, 0, 1);

/** A bucket with its end and its name, as it leaves the house. */
export const EnergyRow = EnergyPoint.extend({
  /** ms UTC, exclusive. */
  toMs: z.int(),
  /** Local time of the start; no two are alike (chapter 20 §12.2). */
  label: z.string(),
});
export type EnergyRow = z.infer<typeof EnergyRow>;

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

/** The registers of a meter at an instant, integer Wh; `null` for one it did not give. */
export const RegisterPoint = z.object({
  atMs: z.int(),
  importWh: z.int().nullable(),
  exportWh: z.int().nullable(),
});
export type RegisterPoint = z.infer<typeof RegisterPoint>;

const Registers = RegisterPoint.omit({ atMs: true });

/** Where the registers began anew: another meter hangs on the wall, or its counters were reset. */
export const MeterEpoch = z.object({
  atMs: z.int(),
  /** Of the meter from here on; `null` if it says none. */
  meterId: z.string().nullable(),
  /** The last values before, and the first after. */
  before: Registers,
  after: Registers,
});
export type MeterEpoch = z.infer<typeof MeterEpoch>;

/** Why something in the history looks the way it does. */
export const MeterEvent = z.object({ atMs: z.int(), kind: z.string(), detail: z.string() });
export type MeterEvent = z.infer<typeof MeterEvent>;
