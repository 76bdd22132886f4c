/**
 * The quantities of a reading with their OBIS code, their unit and where the household's state
 * holds them. Layouts name the fields they send; encoding and expectation both start from the wire
 * value that is computed here.
 */
import type { ReadingNumber } from "#model/reading.ts";
import type { HouseholdState, PhaseState } from "../household_state.ts";

/** Units of DLMS (Blue Book, `scal_unit_type`). */
export const UNITS = { W: 27, var: 29, Wh: 30, varh: 32, A: 33, V: 35, none: 255 } as const;

type Quantity = {
  /** C.D.E of the OBIS code. */
  readonly code: string;
  readonly unit: keyof typeof UNITS;
  readonly of: (state: HouseholdState) => number;
};

const row = (
  code: string,
  unit: keyof typeof UNITS,
  of: (state: HouseholdState) => number,
): Quantity => ({ code, unit, of });

const phase = (
  code: string,
  unit: keyof typeof UNITS,
  { at, of }: { at: 0 | 1 | 2; of: (phase: PhaseState) => number },
): Quantity => ({ code, unit, of: (state) => of(state.phases[at]) });

export const QUANTITIES = {
  importW: row("1.7.0", "W", (s) => s.importW),
  exportW: row("2.7.0", "W", (s) => s.exportW),
  importVar: row("3.7.0", "var", (s) => s.importVar),
  exportVar: row("4.7.0", "var", (s) => s.exportVar),
  powerFactor: row("13.7.0", "none", (s) => s.powerFactor),
  importWh: row("1.8.0", "Wh", ({ registers: r }) => r.importWhT1 + r.importWhT2),
  exportWh: row("2.8.0", "Wh", ({ registers: r }) => r.exportWhT1 + r.exportWhT2),
  importWhT1: row("1.8.1", "Wh", (s) => s.registers.importWhT1),
  importWhT2: row("1.8.2", "Wh", (s) => s.registers.importWhT2),
  exportWhT1: row("2.8.1", "Wh", (s) => s.registers.exportWhT1),
  exportWhT2: row("2.8.2", "Wh", (s) => s.registers.exportWhT2),
  importVarh: row("3.8.0", "varh", (s) => s.registers.importVarh),
  exportVarh: row("4.8.0", "varh", (s) => s.registers.exportVarh),
  l1V: phase("32.7.0", "V", { at: 0, of: (p) => p.voltageV }),
  l2V: phase("52.7.0", "V", { at: 1, of: (p) => p.voltageV }),
  l3V: phase("72.7.0", "V", { at: 2, of: (p) => p.voltageV }),
  l1A: phase("31.7.0", "A", { at: 0, of: (p) => p.currentA }),
  l2A: phase("51.7.0", "A", { at: 1, of: (p) => p.currentA }),
  l3A: phase("71.7.0", "A", { at: 2, of: (p) => p.currentA }),
  l1ImportW: phase("21.7.0", "W", { at: 0, of: (p) => p.importW }),
  l2ImportW: phase("41.7.0", "W", { at: 1, of: (p) => p.importW }),
  l3ImportW: phase("61.7.0", "W", { at: 2, of: (p) => p.importW }),
  l1ExportW: phase("22.7.0", "W", { at: 0, of: (p) => p.exportW }),
  l2ExportW: phase("42.7.0", "W", { at: 1, of: (p) => p.exportW }),
  l3ExportW: phase("62.7.0", "W", { at: 2, of: (p) => p.exportW }),
  l1PowerFactor: phase("33.7.0", "none", { at: 0, of: (p) => p.powerFactor }),
  l2PowerFactor: phase("53.7.0", "none", { at: 1, of: (p) => p.powerFactor }),
  l3PowerFactor: phase("73.7.0", "none", { at: 2, of: (p) => p.powerFactor }),
  l1ImportWh: row("21.8.0", "Wh", (s) => s.registers.phases[0].importWh),
  l2ImportWh: row("41.8.0", "Wh", (s) => s.registers.phases[1].importWh),
  l3ImportWh: row("61.8.0", "Wh", (s) => s.registers.phases[2].importWh),
  l1ExportWh: row("22.8.0", "Wh", (s) => s.registers.phases[0].exportWh),
  l2ExportWh: row("42.8.0", "Wh", (s) => s.registers.phases[1].exportWh),
  l3ExportWh: row("62.8.0", "Wh", (s) => s.registers.phases[2].exportWh),
} as const satisfies Partial<Record<ReadingNumber, Quantity>>;

export type Field = keyof typeof QUANTITIES;

/** Per-phase reactive power: sent by some meters, known to the standard, not part of a reading. */
export const PHASE_VAR: readonly Quantity[] = ([0, 1, 2] as const).flatMap((at) => [
  phase(`${23 + 20 * at}.7.0`, "var", { at, of: (p) => p.importVar }),
  phase(`${24 + 20 * at}.7.0`, "var", { at, of: (p) => p.exportVar }),
]);

/**
 * One of two parts of a register that some meters keep apart (quadrants, tariffs of reactive
 * energy) and the household does not: a third, and the rest.
 */
export function partOf(register: number, part: 1 | 2): number {
  const third = Math.floor(register / 3);
  return part === 1 ? register - third : third;
}

/**
 * The integer on the wire for steps of 10^scaler units. A register shows what is complete and is
 * cut off; an instantaneous value is rounded.
 */
export function wireValue(quantity: Quantity, state: HouseholdState, scaler: number): number {
  const value = quantity.of(state);
  const steps = scaler < 0 ? value * 10 ** -scaler : value / 10 ** scaler;
  return quantity.unit.endsWith("h") ? Math.floor(steps) : Math.round(steps);
}

/** The value that a wire integer stands for. */
export function valueOfWire(wire: number, scaler: number): number {
  return scaler < 0 ? wire / 10 ** -scaler : wire * 10 ** scaler;
}
