/**
 * What a meter knows of the household behind it at one second: the one input of all layouts.
 * Layouts round it to the steps of their wire; nothing here is tied to a make of meter.
 */
import type { Zone } from "#model/zone.ts";

/**
 * How the house is connected: one phase, three wires with 230 V between them (IT, TT), or four
 * wires with 230 V to neutral (TN).
 */
export const WIRINGS = ["single", "it", "tn"] as const;
export type Wiring = typeof WIRINGS[number];

/** One phase; all zero where the wiring has none. Powers are whole. */
export type PhaseState = {
  readonly voltageV: number;
  readonly currentA: number;
  readonly importW: number;
  readonly exportW: number;
  readonly importVar: number;
  readonly exportVar: number;
  /** 0 to 1. */
  readonly powerFactor: number;
};

/** What has been counted up to the second of the state, whole units that are complete. */
export type Registers = {
  /** Tariff 1 is night and weekend, tariff 2 the rest; the total is their sum. */
  readonly importWhT1: number;
  readonly importWhT2: number;
  readonly exportWhT1: number;
  readonly exportWhT2: number;
  readonly importVarh: number;
  readonly exportVarh: number;
  readonly phases: readonly [PhaseRegisters, PhaseRegisters, PhaseRegisters];
  /** The gas meter's register as it was at `gasAtMs`. */
  readonly gasLitres: number;
  readonly gasAtMs: number;
};

export type PhaseRegisters = { readonly importWh: number; readonly exportWh: number };

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
  readonly powerFactor: number;
  readonly phases: readonly [PhaseState, PhaseState, PhaseState];
  readonly activeTariff: 1 | 2;
  readonly registers: Registers;
};
