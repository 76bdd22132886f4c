/**
 * Elgama GAMA 150 and 350 as sold in Poland (Stoen): P1 with four tariffs, whose lines are ciphered
 * in place, without a system title (chapter 10 §7.3).
 */
import { p1CipheredTelegram } from "../p1_cipher.ts";
import { p1Telegram } from "../p1.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { markedClock } from "../parts/meter_clock.ts";
import { p1Clock, type P1Group, p1Lines, p1Values } from "../parts/p1_lines.ts";

const IDENTIFICATION = "EGM5G35";
const METER_ID = "31400000001234";

const IMPORT: P1Group = {
  fields: ["importWh", "importWhT1", "importWhT2"],
  unit: "kWh",
  digits: 6,
  decimals: 3,
};
const EXPORT: P1Group = { ...IMPORT, fields: ["exportWh", "exportWhT1", "exportWhT2"] };
const POWER: P1Group = { fields: ["importW", "exportW"], unit: "kW", digits: 2, decimals: 3 };

export const elgama: Layout = {
  id: "elgama",
  description: "Elgama, Poland (Stoen), P1 ciphered in place: a telegram every 10 s",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 3, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "", suite: 0 },
  encode: (state, _list, security) =>
    security === undefined
      ? p1Telegram(IDENTIFICATION, linesOf(state))
      : p1CipheredTelegram(IDENTIFICATION, linesOf(state), security),
  expected: (state) => ({
    vendor: "unknown",
    listId: "EGM5",
    meterId: METER_ID,
    meterModel: "G35",
    listType: 3,
    meterTime: markedClock(state).instant,
    ...p1Values(state, [IMPORT, EXPORT, POWER]),
  }),
};

function linesOf(state: HouseholdState): string[] {
  return [
    `0-0:1.0.0(${p1Clock(state)})`,
    ...p1Lines(state, IMPORT),
    ...p1Lines(state, EXPORT),
    ...p1Lines(state, POWER),
    "0-0:96.13.0()",
    `0-0:96.1.0(${METER_ID})`,
    "0-0:17.0.0(16500)",
    "0-0:94.98.33(3)",
  ];
}
