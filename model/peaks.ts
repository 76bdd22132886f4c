/** What the tariff actor knows of a meter's peaks; goes to the page, MQTT and upstream's JSON. */
import type { Peak } from "./tariff.ts";

/** A counted interval with its place in the local calendar. */
export type DatedPeak = Peak & {
  /** ISO date and hour of the local wall clock, for example `2026-11-07` and 18. */
  readonly day: string;
  readonly hour: number;
};

/** One part of the tariff over one local month. */
export type MonthPeaksView = {
  readonly component: string;
  /** Start and end of the local month, ms UTC. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Length of the tariff's interval, minutes. */
  readonly intervalMin: 15 | 60;
  /** The intervals that are billed, the highest first. */
  readonly counted: readonly DatedPeak[];
  /** The highest of all, at most 20. */
  readonly highest: readonly DatedPeak[];
  /** Only interpolated, and so not counted. */
  readonly possible: readonly DatedPeak[];
  /** What the counted peaks come to, kW; `null` while there are none. */
  readonly valueKw: number | null;
  /** With floor and allowance, kW. */
  readonly billedKw: number | null;
  /** The limit of the step that the value is on, kW; `null` above the last or without steps. */
  readonly nextLimitKw: number | null;
  /** All limits, kW, rising; empty without steps. */
  readonly limitsKw: readonly number[];
  /** Millionths of the currency for this month; `null` where no price is known. */
  readonly costMicro: number | null;
};

/** The running interval of the tariff's first part, and what may still be used in it. */
export type RunningPeak = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly usedWh: number;
  /** If the power of the last minutes stays; `null` before there is a minute of it. */
  readonly projectedWh: number | null;
  /** What the billed value should not exceed, kW; `null` without a target. */
  readonly targetKw: number | null;
  /** Energy the interval may come to; `null` without a target or outside the tariff's windows. */
  readonly allowedWh: number | null;
  /** Power that may be drawn for the rest of it, W. */
  readonly headroomW: number | null;
  /** 0 calm, 1 close to what is allowed, 2 above it, 3 already used up. */
  readonly risk: 0 | 1 | 2 | 3;
};

/** The highest interval of a time block of a tariff with agreed power. */
export type BlockView = {
  readonly block: number;
  /** `null` when the month had none yet. */
  readonly highest: DatedPeak | null;
  /** By how much it exceeds the agreed power, kW; `null` when nothing is agreed. */
  readonly excessKw: number | null;
};

/** A local month of a tariff. */
export type PeakMonth = {
  /** One for each part of the tariff that counts peaks. */
  readonly parts: readonly MonthPeaksView[];
  /** The time blocks of tariffs with agreed power; mostly empty. */
  readonly blocks: readonly BlockView[];
};

/** The registers some meters keep of their own peaks (Flanders), as last heard. */
export type MeterPeaks = {
  readonly quarterW: number | null;
  readonly monthPeakW: number | null;
  readonly monthPeakAt: string | null;
};

/** A meter's peaks at one moment. */
export type PeakState = {
  readonly meter: string;
  readonly atMs: number;
  /** Id and name of the tariff. */
  readonly tariff: { readonly id: string; readonly name: string; readonly currency: string };
  readonly month: PeakMonth;
  /** `null` for a tariff that counts no peaks. */
  readonly running: RunningPeak | null;
  /** `null` when the meter keeps none. */
  readonly meterPeaks: MeterPeaks | null;
};

/** What may be asked of the tariff. */
export type PeakQuestions = {
  /** The month that holds an instant; `null` for a meter or a house without a tariff. */
  month: (
    question: { readonly meter: string; readonly atMs: number },
  ) => Promise<PeakMonth | null>;
};
