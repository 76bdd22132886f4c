/**
 * Sagemcom T210-D of Energie Graz, Austria, on its P1 port: text with whole Wh and W inside a
 * ciphered APDU, without `!` and checksum (chapter 10 §6, §14).
 */
import { glo } from "../cipher.ts";
import { p1Text } from "../p1_cipher.ts";
import { p1Telegram } from "../p1.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { markedClock } from "../parts/meter_clock.ts";
import { p1Clock, type P1Group, p1Lines, p1Values } from "../parts/p1_lines.ts";
import type { Field } from "../parts/quantities.ts";

const IDENTIFICATION = "EST5\\253700123_A";

const group = (unit: string, ...fields: Field[]): P1Group => ({
  fields,
  unit,
  digits: 9,
  decimals: 0,
});
const GROUPS: readonly P1Group[] = [
  group("Wh", "importWh", "importWhT1", "importWhT2"),
  group("W", "importW"),
  group("Wh", "exportWh", "exportWhT1", "exportWhT2"),
  group("W", "exportW"),
  group("varh", "importVarh"),
  group("var", "importVar"),
  group("varh", "exportVarh"),
  group("var", "exportVar"),
];

export const sagemcomGraz: Layout = {
  id: "sagemcom-graz",
  description: "Sagemcom, Austria (Graz), P1 in a ciphered wrapper: a telegram every second",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 3, everyMs: 1_000, offsetMs: 0 }],
  ciphering: { maker: "SAG", suite: 0 },
  encode: (state, _list, security) =>
    security === undefined
      ? p1Telegram(IDENTIFICATION, linesOf(state))
      : glo(p1Text(IDENTIFICATION, linesOf(state)), security),
  expected: (state) => ({
    vendor: "sagemcom",
    listId: "EST5",
    meterModel: "\\253700123_A",
    listType: 3,
    meterTime: markedClock(state).instant,
    ...p1Values(state, GROUPS),
  }),
};

function linesOf(state: HouseholdState): string[] {
  return [
    "1-3:0.2.8(50)",
    `0-0:1.0.0(${p1Clock(state)})`,
    ...GROUPS.flatMap((group) => p1Lines(state, group)),
  ];
}
