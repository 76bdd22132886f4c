/**
 * A Swedish meter after the branch's recommendation: totals, reactive values and everything per
 * phase, every 10 s, without ids (chapter 10 §7).
 */
import type { Layout } from "../parts/layout.ts";
import { p1Push } from "../parts/link.ts";
import { CURRENTS, VOLTAGES } from "../parts/lists.ts";
import { markedClock } from "../parts/meter_clock.ts";
import { p1Clock, type P1Group, p1Lines, p1PhaseVarLines, p1Values } from "../parts/p1_lines.ts";

const IDENTIFICATION = "LGF5E360";
const KILO = { digits: 4, decimals: 3 };

const BEFORE_PHASE_VAR: readonly P1Group[] = [
  { fields: ["importWh", "exportWh"], unit: "kWh", digits: 8, decimals: 3 },
  { fields: ["importVarh", "exportVarh"], unit: "kVArh", digits: 8, decimals: 3 },
  { fields: ["importW", "exportW"], unit: "kW", ...KILO },
  { fields: ["importVar", "exportVar"], unit: "kVAr", ...KILO },
  { fields: ["l1ImportW", "l2ImportW", "l3ImportW"], unit: "kW", ...KILO },
  { fields: ["l1ExportW", "l2ExportW", "l3ExportW"], unit: "kW", ...KILO },
];
const AFTER_PHASE_VAR: readonly P1Group[] = [
  { fields: VOLTAGES, unit: "V", digits: 3, decimals: 1 },
  { fields: CURRENTS, unit: "A", digits: 3, decimals: 1 },
];

export const p1Se = {
  id: "p1-se",
  description: "P1 (Sweden): a telegram with reactive values every 10 s",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "LGZ", suite: 0 },

  encode: (state, _list, security) =>
    p1Push(IDENTIFICATION, {
      security,
      lines: [
        `0-0:1.0.0(${p1Clock(state)})`,
        ...BEFORE_PHASE_VAR.flatMap((group) => p1Lines(state, group)),
        ...p1PhaseVarLines(state, { ...KILO, unit: "kVAr" }),
        ...AFTER_PHASE_VAR.flatMap((group) => p1Lines(state, group)),
      ],
    }),

  expected: (state) => ({
    vendor: "landisgyr",
    listId: IDENTIFICATION.slice(0, 4),
    meterModel: IDENTIFICATION.slice(4),
    listType: 4,
    meterTime: markedClock(state).instant,
    ...p1Values(state, [...BEFORE_PHASE_VAR, ...AFTER_PHASE_VAR]),
  }),
} as const satisfies Layout;
