/**
 * A Hungarian meter: four tariffs, quadrants, power factors, a snapshot of the registers at the
 * turn of the month under the code that Belgium uses for its peaks, and a message of nothing but FF
 * (chapter 10 §17).
 */
import type { HouseholdState } from "../household_state.ts";
import { p1Telegram } from "../p1.ts";
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, VOLTAGES } from "../parts/lists.ts";
import { markedClock } from "../parts/meter_clock.ts";
import { p1Clock, type P1Group, p1Lines, p1Values } from "../parts/p1_lines.ts";

const IDENTIFICATION = "SAG5SAG-METER";
const METER_ID = "990000001234";
const DEVICE_NAME = "SIM0099001234567";
const EMPTY_MESSAGE = "\xff".repeat(1024);
const KILOWATT_HOURS = { unit: "kWh", digits: 6, decimals: 3 };

const IMPORT: P1Group = { fields: ["importWh", "importWhT1", "importWhT2"], ...KILOWATT_HOURS };
const EXPORT: P1Group = { fields: ["exportWh", "exportWhT1", "exportWhT2"], ...KILOWATT_HOURS };
const REACTIVE: P1Group = {
  fields: ["importVarh", "exportVarh"],
  ...KILOWATT_HOURS,
  unit: "kvarh",
};
const MOMENTARY: readonly P1Group[] = [
  { fields: VOLTAGES, unit: "V", digits: 3, decimals: 1 },
  { fields: CURRENTS, unit: "A", digits: 3, decimals: 0 },
  {
    fields: ["powerFactor", "l1PowerFactor", "l2PowerFactor", "l3PowerFactor"],
    unit: "",
    digits: 1,
    decimals: 3,
  },
  { fields: ["importW", "exportW"], unit: "kW", digits: 2, decimals: 3 },
];

export const p1Hu = {
  id: "p1-hu",
  description: "P1 (Hungary) with quadrants and power factors: a telegram every 10 s",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],

  encode: (state) =>
    p1Telegram(IDENTIFICATION, [
      `0-0:1.0.0(${p1Clock(state)})`,
      `0-0:42.0.0(${DEVICE_NAME})`,
      `0-0:96.1.0(${METER_ID})`,
      `0-0:96.14.0(000${state.activeTariff})`,
      "0-0:96.50.68(ON)",
      "0-0:17.0.0(90.000*kW)",
      ...tariffLines(state, "1.8", IMPORT),
      ...tariffLines(state, "2.8", EXPORT),
      ...p1Lines(state, REACTIVE),
      ...["5", "6", "7", "8"].map((c) => `1-0:${c}.8.0(000001.000*kvarh)`),
      "1-0:15.8.0(000040.777*kWh)",
      ...MOMENTARY.flatMap((group) => p1Lines(state, group)),
      "1-0:14.7.0(50.00*Hz)",
      "1-0:31.4.0(200*A)",
      snapshotLine(state),
      `0-0:96.13.0(${EMPTY_MESSAGE})`,
    ]),

  expected: (state) => ({
    vendor: "unknown",
    listId: IDENTIFICATION.slice(0, 4),
    meterId: METER_ID,
    meterModel: IDENTIFICATION.slice(4),
    listType: 4,
    meterTime: markedClock(state).instant,
    activeTariff: state.activeTariff,
    ...p1Values(state, [IMPORT, EXPORT, REACTIVE, ...MOMENTARY]),
    importWhT3: 0,
    importWhT4: 0,
    exportWhT3: 0,
    exportWhT4: 0,
  }),
} as const satisfies Layout;

/** The household has two tariffs; the others are not in use. */
function tariffLines(state: HouseholdState, code: string, group: P1Group): string[] {
  const unused = [3, 4].map((tariff) => `1-0:${code}.${tariff}(000000.000*kWh)`);
  return [...p1Lines(state, group), ...unused];
}

function snapshotLine(state: HouseholdState): string {
  const monthMs = state.zone.startOfMs("month", state.atMs);
  const energies = "(000663.924*kWh)(000383.623*kWh)(000015.142*kvarh)";
  return `0-0:98.1.0(${p1Clock(state, monthMs)})${energies}(12.212*kW)(05.220*kW)`;
}
