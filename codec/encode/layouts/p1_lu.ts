/**
 * A Smarty, the meter of Luxembourg: P1 text inside a ciphered APDU. It has no 96.1.0 or 96.1.1;
 * its number is its logical device name (chapter 10 §17).
 */
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { p1Push } from "../parts/link.ts";
import { CURRENTS, VOLTAGES } from "../parts/lists.ts";
import { markedClock } from "../parts/meter_clock.ts";
import {
  hexText,
  p1Clock,
  p1Count,
  type P1Group,
  p1Lines,
  p1PhaseVarLines,
  p1Values,
} from "../parts/p1_lines.ts";

const IDENTIFICATION = "Lux5\\253799002_D";
const DEVICE_NAME = "SAG1030799001234";
const MESSAGE = "Travaux le 5 mai";
const KILO = { digits: 2, decimals: 3 };
/** Power failures, sags and swells of L1. */
const COUNTS = { failures: 8, sagsL1: 2, swellsL1: 1 } as const;

const TOTALS: readonly P1Group[] = [
  { fields: ["importWh", "exportWh"], unit: "kWh", digits: 6, decimals: 3 },
  { fields: ["importVarh", "exportVarh"], unit: "kvarh", digits: 6, decimals: 3 },
  { fields: ["importW", "exportW"], unit: "kW", ...KILO },
  { fields: ["importVar", "exportVar"], unit: "kvar", ...KILO },
];
const PHASES: readonly P1Group[] = [
  { fields: VOLTAGES, unit: "V", digits: 3, decimals: 1 },
  { fields: CURRENTS, unit: "A", digits: 3, decimals: 0 },
  { fields: ["l1ImportW", "l2ImportW", "l3ImportW"], unit: "kW", ...KILO },
  { fields: ["l1ExportW", "l2ExportW", "l3ExportW"], unit: "kW", ...KILO },
];

export const p1Lu = {
  id: "p1-lu",
  description: "P1 (Luxembourg, Smarty), ciphered or not: a telegram every 10 s",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "SAG", suite: 0 },

  encode: (state, _list, security) => p1Push(IDENTIFICATION, { security, lines: linesOf(state) }),

  expected: (state) => ({
    vendor: "unknown",
    listId: IDENTIFICATION.slice(0, 4),
    meterId: DEVICE_NAME,
    meterModel: IDENTIFICATION.slice(4),
    listType: 4,
    meterTime: markedClock(state).instant,
    message: MESSAGE,
    ...p1Values(state, [...TOTALS, ...PHASES]),
    ...COUNTS,
  }),
} as const satisfies Layout;

function linesOf(state: HouseholdState): string[] {
  return [
    "1-3:0.2.8(42)",
    `0-0:1.0.0(${p1Clock(state)})`,
    `0-0:42.0.0(${hexText(DEVICE_NAME)})`,
    ...TOTALS.flatMap((group) => p1Lines(state, group)),
    "0-0:17.0.0(27.6*kVA)",
    "1-0:9.7.0(00.000*kVA)",
    "1-0:10.7.0(00.000*kVA)",
    "1-1:31.4.0(200*A)(-200*A)",
    "0-0:96.3.10(1)",
    "0-1:96.3.10(0)",
    `0-0:96.7.21(${p1Count(COUNTS.failures)})`,
    `1-0:32.32.0(${p1Count(COUNTS.sagsL1)})`,
    `1-0:32.36.0(${p1Count(COUNTS.swellsL1)})`,
    "0-0:96.13.0()",
    `0-0:96.13.2(${hexText(MESSAGE)})`,
    ...["3", "4", "5"].map((place) => `0-0:96.13.${place}()`),
    ...PHASES.flatMap((group) => p1Lines(state, group)),
    ...p1PhaseVarLines(state, { ...KILO, unit: "kvar" }),
  ];
}
