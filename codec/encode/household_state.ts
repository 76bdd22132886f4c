/**
 * What a meter knows of the household behind it at one second: the one input of all layouts. Layouts
 * round it to the steps of their wire; nothing here is tied to a make of meter.
 */
import type { Zone } from "#model/zone.ts";

/**
 * How the house is connected: one phase, three wires with 230 V between them (IT, TT), or four wires
 * with 230 V to neutral (TN).
 */
export const WIRINGS = ["single", "it", "tn"] as const;
export type Wiring = typeof WIRINGS[number];

/** One phase; all zero where the wiring has none. Powers and registers are integers. */
export type PhaseState = {
  readonly voltageV: number;
  readonly currentA: number;
  readonly importW: number;
  readonly exportW: number;
  readonly importVar: number;
  readonly exportVar: number;
  readonly importWh: number;
  readonly exportWh: number;
  /** 0 to 1. */
  readonly powerFactor: number;
};

export type HouseholdState = {
  /** The second this is true for, ms UTC. */
  readonly atMs: number;
  /** Whose wall clock the meter shows. */
  readonly zone: Zone;
  readonly wiring: Wiring;
  /** Netted over the phases: one of import and export is 0. */
  readonly importW: number;
  readonly exportW: number;
  readonly importVar: number;
  readonly exportVar: number;
  readonly phases: readonly [PhaseState, PhaseState, PhaseState];
  readonly powerFactor: number;
  /** Registers; the total is the sum of tariff 1 (night, weekend) and tariff 2. */
  readonly importWhT1: number;
  readonly importWhT2: number;
  readonly exportWhT1: number;
  readonly exportWhT2: number;
  readonly importVarh: number;
  readonly exportVarh: number;
  readonly activeTariff: 1 | 2;
  /** The gas meter's register, litres, as it was at `gasAtMs`. */
  readonly gasLitres: number;
  readonly gasAtMs: number;
};
