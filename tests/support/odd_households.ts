/** Households at the edges of what a meter may have to say. */
import type { HouseholdState, PhaseState, Wiring } from "#codec/encode/household_state.ts";
import type { Zone } from "#model/zone.ts";

type Odd = { readonly name: string; readonly state: HouseholdState };

const SUMMER_NOON_MS = Date.UTC(2026, 6, 6, 12, 0, 0);
/** The greatest total that 32 bits hold, in two tariffs. */
const HALF_OF_32_BITS = 2 ** 31;

const dead: PhaseState = {
  voltageV: 0,
  currentA: 0,
  importW: 0,
  exportW: 0,
  importVar: 0,
  exportVar: 0,
  powerFactor: 0,
};
const importing = { ...dead, voltageV: 229.96, currentA: 9.57, importW: 2200, powerFactor: 0.999 };
const exporting = { ...dead, voltageV: 241.04, currentA: 20.83, exportW: 5000, powerFactor: 1 };

export function oddHouseholds({ zone, wiring }: { zone: Zone; wiring: Wiring }): readonly Odd[] {
  const nothing: HouseholdState = {
    atMs: SUMMER_NOON_MS,
    zone,
    wiring,
    importW: 0,
    exportW: 0,
    importVar: 0,
    exportVar: 0,
    powerFactor: 0,
    phases: [dead, dead, dead],
    activeTariff: 1,
    registers: {
      importWhT1: 0,
      importWhT2: 0,
      exportWhT1: 0,
      exportWhT2: 0,
      importVarh: 0,
      exportVarh: 0,
      phases: [NO_ENERGY, NO_ENERGY, NO_ENERGY],
      gasLitres: 0,
      gasAtMs: SUMMER_NOON_MS,
    },
  };
  const lastOf32Bits = { importWh: 2 ** 32 - 1, exportWh: 2 ** 32 - 1 };
  return [
    { name: "nothing at all", state: nothing },
    {
      name: "one phase of three",
      state: { ...nothing, importW: 2200, phases: [importing, dead, dead] },
    },
    {
      name: "export on every phase",
      state: { ...nothing, exportW: 15_000, phases: [exporting, exporting, exporting] },
    },
    {
      name: "import on two phases, net export",
      state: { ...nothing, exportW: 600, phases: [importing, exporting, importing] },
    },
    {
      name: "odd registers beyond the exact range of 32-bit floats",
      state: {
        ...nothing,
        registers: { ...nothing.registers, importWhT1: 2 ** 24 + 1, importVarh: 2 ** 24 + 3 },
      },
    },
    {
      name: "registers at the end of 32 bits",
      state: {
        ...nothing,
        importW: 99_999,
        registers: {
          ...nothing.registers,
          importWhT1: HALF_OF_32_BITS,
          importWhT2: HALF_OF_32_BITS - 1,
          exportWhT1: HALF_OF_32_BITS - 1,
          exportWhT2: HALF_OF_32_BITS,
          importVarh: 2 ** 32 - 1,
          exportVarh: 2 ** 32 - 1,
          phases: [lastOf32Bits, lastOf32Bits, lastOf32Bits],
        },
      },
    },
  ];
}

const NO_ENERGY = { importWh: 0, exportWh: 0 };
