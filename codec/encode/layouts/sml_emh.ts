/**
 * An EMH ED300L of a German house: power without a sign, whose direction is a bit in the status of
 * the import register (FNN "Lastenheft EDL" 1.0), every two seconds.
 */
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import {
  serverIdOf,
  type SmlGroup,
  smlNetPower,
  smlNumbers,
  smlTelegram,
  smlValues,
} from "../parts/sml_list.ts";

const METER_ID = "1EMH0099001234";
const FLOWS_IN = 0x0182;
const FLOWS_OUT = 0x01a2;
/** When the meter began to count seconds. */
const STARTED_MS = Date.UTC(2019, 0, 1);

function registers({ exportW }: HouseholdState): readonly SmlGroup[] {
  const status = exportW > 0 ? FLOWS_OUT : FLOWS_IN;
  return [{ fields: ["importWh", "exportWh"], scaler: -1, size: 6, status }];
}

export const smlEmh = {
  id: "sml-emh",
  description: "SML (Germany, EMH ED300L): power without a sign and registers every 2 s",
  serial: { baud: 9_600, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 3, everyMs: 2_000, offsetMs: 0 }],

  encode(state) {
    const seconds = Math.floor((state.atMs - STARTED_MS) / 1000);
    const telegram = { serverId: serverIdOf(METER_ID), seconds, maker: "EMH" };
    const gross = { ...state, importW: state.importW + state.exportW, exportW: 0 };
    return smlTelegram({ ...telegram, makerCode: "1-0:96.50.1*1" }, [
      ...smlNumbers(state, registers(state)),
      smlNetPower(gross, { code: "15.7.0", scaler: -1, size: 4 }),
    ]);
  },

  expected: (state) => ({
    vendor: "unknown",
    meterId: METER_ID,
    listType: 3,
    ...smlValues(state, registers(state)),
    importW: state.importW,
    exportW: state.exportW,
    threePhase: false,
    twoPhase: false,
  }),
} as const satisfies Layout;
