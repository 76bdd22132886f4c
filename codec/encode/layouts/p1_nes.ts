/**
 * A Danish NES meter: everything per phase, and a clock with four digits of the year and no word on
 * summer time (chapter 10 §7.4, §14).
 */
import { p1Telegram } from "../p1.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, VOLTAGES } from "../parts/lists.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";
import { type P1Group, p1Lines, p1PhaseVarLines, p1Values } from "../parts/p1_lines.ts";

const IDENTIFICATION = "NES5:83335-3E";
const KILO = { digits: 4, decimals: 3 };

const BEFORE_PHASE_VAR: readonly P1Group[] = [
  { fields: ["importWh", "exportWh"], unit: "kWh", digits: 5, decimals: 3 },
  { fields: ["importVarh", "exportVarh"], unit: "kVArh", digits: 5, decimals: 3 },
  { fields: ["importW", "exportW"], unit: "kW", ...KILO },
  { fields: ["importVar", "exportVar"], unit: "kVAr", ...KILO },
  { fields: ["l1ImportW", "l1ExportW", "l2ImportW", "l2ExportW"], unit: "kW", ...KILO },
  { fields: ["l3ImportW", "l3ExportW"], unit: "kW", ...KILO },
];
const AFTER_PHASE_VAR: readonly P1Group[] = [
  { fields: VOLTAGES, unit: "V", digits: 3, decimals: 1 },
  { fields: CURRENTS, unit: "A", digits: 3, decimals: 1 },
];

export const p1Nes = {
  id: "p1-nes",
  description: "NES (Denmark), P1: a telegram every 10 s",
  serial: { baud: 115_200, format: "8E1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],

  encode: (state) =>
    p1Telegram(IDENTIFICATION, [
      `0-0:1.0.0(${clockText(state)})`,
      ...BEFORE_PHASE_VAR.flatMap((group) => p1Lines(state, group)),
      ...p1PhaseVarLines(state, { ...KILO, unit: "kVAr" }),
      ...AFTER_PHASE_VAR.flatMap((group) => p1Lines(state, group)),
    ]),

  expected: (state) => ({
    vendor: "unknown",
    listId: IDENTIFICATION.slice(0, 4),
    meterModel: IDENTIFICATION.slice(4),
    listType: 4,
    meterTime: unmarkedClock(state).instant,
    ...p1Values(state, [...BEFORE_PHASE_VAR, ...AFTER_PHASE_VAR]),
  }),
} as const satisfies Layout;

/** `20240111 09:35:00`. */
function clockText(state: HouseholdState): string {
  const { year, month, day, hour, minute, second } = unmarkedClock(state).wall;
  const [mm, dd, ...time] = [month, day, hour, minute, second]
    .map((field) => String(field).padStart(2, "0"));
  return `${year}${mm}${dd} ${time.join(":")}`;
}
