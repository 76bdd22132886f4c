/**
 * A Landis+Gyr ZMF100 (E350) of a Swiss house, as it answers in mode C of IEC 62056-21: short
 * codes, registers of two tariffs, powers, voltages in whole volts, currents.
 */
import { iecReadout } from "../iec.ts";
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, VOLTAGES } from "../parts/lists.ts";
import { type P1Group, p1Lines, p1Values } from "../parts/p1_lines.ts";

const IDENTIFICATION = "LGZ4ZMF100AC.M26";
const OWNER_ID = "120858";
const METER_ID = "99001234";
const REGISTERS: P1Group = {
  fields: ["importWhT1", "importWhT2", "exportWhT1", "exportWhT2", "importWh", "exportWh"],
  unit: "kWh",
  digits: 6,
  decimals: 3,
};
const GRID: readonly P1Group[] = [
  { fields: ["importW", "exportW"], unit: "kW", digits: 3, decimals: 3 },
  { fields: VOLTAGES, unit: "V", digits: 3, decimals: 0 },
  { fields: CURRENTS, unit: "A", digits: 3, decimals: 2 },
];

export const iecC = {
  id: "iec-c",
  description: "IEC 62056-21 mode C (Switzerland, Landis+Gyr ZMF100): a read-out every 10 s",
  serial: { baud: 4_800, format: "7E1" },
  wirings: ["tn"],
  pushes: [{ list: 3, everyMs: 10_000, offsetMs: 0 }],

  encode: (state) =>
    iecReadout(IDENTIFICATION, [
      "F.F(00)",
      `0.0(${OWNER_ID.padStart(16)})`,
      `C.1.0(${METER_ID})`,
      "C.1.1(        )",
      ...p1Lines(state, REGISTERS).map((line) => line.replace("1-0:", "")),
      "1.8.0*01(000001.234*kWh)",
      "C.7.0(0008)",
      ...GRID.flatMap((group) => p1Lines(state, group)).map((line) =>
        line.replace("1-0:", "").replace(".0(", "(")
      ),
      "0.2.0(M26)",
      "C.5.0(0401)",
    ]),

  expected: (state) => ({
    vendor: "landisgyr",
    listId: IDENTIFICATION.slice(0, 4),
    meterId: METER_ID,
    meterModel: IDENTIFICATION.slice(4),
    listType: 3,
    ...p1Values(state, [REGISTERS, ...GRID]),
  }),
} as const satisfies Layout;
