/**
 * An eBZ DD3 of a German house, which pushes text in mode D of IEC 62056-21: registers, net power
 * of the house and of every phase, voltages, every second.
 */
import { iecTelegram } from "../iec.ts";
import { p1Number } from "../p1.ts";
import type { Layout } from "../parts/layout.ts";
import { VOLTAGES } from "../parts/lists.ts";
import { netPowers } from "../parts/net_powers.ts";
import { type P1Group, p1Lines, p1Values } from "../parts/p1_lines.ts";
import type { PhaseState } from "../household_state.ts";

const IDENTIFICATION = "EBZ5DD32R06ETA_107";
const METER_ID = "1EBZ0099001234";
const REGISTERS: P1Group = {
  fields: ["importWh", "exportWh"],
  unit: "kWh",
  digits: 6,
  decimals: 8,
};
const GRID: P1Group = { fields: VOLTAGES, unit: "V", digits: 3, decimals: 1 };
const NET = { digits: 6, decimals: 2, unit: "W" };

export const iecD = {
  id: "iec-d",
  description: "IEC 62056-21 mode D (Germany, eBZ DD3): text every second",
  serial: { baud: 9_600, format: "7E1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 1_000, offsetMs: 0 }],

  encode: (state) =>
    iecTelegram(
      IDENTIFICATION,
      [
        `1-0:0.0.0(${METER_ID})`,
        `1-0:96.1.0(${METER_ID})`,
        ...p1Lines(state, REGISTERS),
        netPower("16.7.0", state),
        ...state.phases.map((phase, at) => netPower(`${36 + 20 * at}.7.0`, phase)),
        ...p1Lines(state, GRID),
        "1-0:96.5.0(001C0104)",
        "0-0:96.8.0(00104443)",
      ].map((line) => line.replace("(", "*255(")),
    ),

  expected: (state) => ({
    vendor: "unknown",
    listId: IDENTIFICATION.slice(0, 4),
    meterId: METER_ID,
    meterModel: IDENTIFICATION.slice(4),
    listType: 4,
    ...p1Values(state, [REGISTERS, GRID]),
    ...netPowers(state),
  }),
} as const satisfies Layout;

function netPower(code: string, of: Pick<PhaseState, "importW" | "exportW">): string {
  const sign = of.exportW > 0 ? "-" : "";
  return `1-0:${code}(${sign}${p1Number((of.importW + of.exportW) * 100, NET)})`;
}
