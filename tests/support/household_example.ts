/**
 * A household whose import power a test chooses, so that every frame can be told from the others.
 */
import type { HouseholdState, PhaseState } from "#codec/encode/household_state.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");

const phase: PhaseState = {
  voltageV: 231,
  currentA: 2,
  importW: 100,
  exportW: 0,
  importVar: 0,
  exportVar: 10,
  powerFactor: 0.98,
};

const phaseRegisters = { importWh: 1_000_000, exportWh: 0 };

/** @param atMs The meter's clock; a whole second. */
export function householdExample(importW: number, atMs: number): HouseholdState {
  return {
    atMs,
    zone,
    wiring: "tn",
    importW,
    exportW: 0,
    importVar: 0,
    exportVar: 30,
    phases: [phase, phase, phase],
    powerFactor: 0.98,
    activeTariff: 2,
    registers: {
      importWhT1: 10_000_000,
      importWhT2: 20_000_000,
      exportWhT1: 0,
      exportWhT2: 0,
      importVarh: 0,
      exportVarh: 500_000,
      phases: [phaseRegisters, phaseRegisters, phaseRegisters],
      gasLitres: 1_000_000,
      gasAtMs: atMs,
    },
  };
}
