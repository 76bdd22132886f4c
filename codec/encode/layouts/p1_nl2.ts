/**
 * An old Dutch meter on DSMR 2.2: no clock, no checksum, power in steps of 10 W, and the gas
 * meter's value on a line of its own (chapter 10 §17).
 */
import { p1TelegramUnchecked, p1Time } from "../p1.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";
import {
  cubicMetres,
  hexText,
  type P1Group,
  p1Lines,
  p1Values,
  TARIFFS,
  tariffTotals,
} from "../parts/p1_lines.ts";

const IDENTIFICATION = "ISk5\\2MT382-1004";
const METER_ID = "ZBEV0099001234";
const GAS_METER_ID = "28009900056789012";

const ENERGY: P1Group = { ...TARIFFS, digits: 5 };
const POWER: P1Group = { fields: ["importW", "exportW"], unit: "kW", digits: 4, decimals: 2 };

export const p1Nl2 = {
  id: "p1-nl2",
  description: "DSMR 2.2 (Netherlands) with a gas meter: a telegram every 10 s",
  serial: { baud: 9600, format: "7E1" },
  wirings: ["tn"],
  pushes: [{ list: 3, everyMs: 10_000, offsetMs: 0 }],

  encode: (state) =>
    p1TelegramUnchecked(IDENTIFICATION, [
      `0-0:96.1.1(${hexText(METER_ID)})`,
      ...p1Lines(state, ENERGY),
      `0-0:96.14.0(000${state.activeTariff})`,
      ...p1Lines(state, POWER),
      "0-0:17.0.0(0999.00*kW)",
      "0-0:96.3.10(1)",
      "0-0:96.13.1()",
      "0-0:96.13.0()",
      "0-1:24.1.0(3)",
      `0-1:96.1.0(${hexText(GAS_METER_ID)})`,
      `0-1:24.3.0(${p1Time(gasClock(state).wall, "")})(08)(60)(1)(0-1:24.2.1)(m3)`,
      `(${cubicMetres(state.registers.gasLitres).replace("*m3", "")})`,
      "0-1:24.4.0(1)",
    ]),

  expected: (state) => ({
    vendor: "iskra",
    listId: IDENTIFICATION.slice(0, 4),
    meterId: METER_ID,
    meterModel: IDENTIFICATION.slice(4),
    listType: 3,
    ...p1Values(state, [ENERGY, POWER]),
    ...tariffTotals(state),
    activeTariff: state.activeTariff,
    subMeters: [{
      channel: 1,
      kind: "gas",
      id: GAS_METER_ID,
      value: state.registers.gasLitres / 1000,
      unit: "m3",
      at: gasClock(state).instant,
    }],
  }),
} as const satisfies Layout;

function gasClock(state: HouseholdState) {
  return unmarkedClock({ ...state, atMs: state.registers.gasAtMs });
}
