/**
 * An Iskraemeco MT681 of a German house with solar panels, its front unlocked by PIN: registers,
 * net power of the house and of every phase, voltages and currents, every second.
 */
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, VOLTAGES } from "../parts/lists.ts";
import { isoSecond } from "../parts/meter_clock.ts";
import { netPowers } from "../parts/net_powers.ts";
import {
  serverIdOf,
  type SmlGroup,
  smlNetPower,
  smlNumbers,
  smlOctets,
  smlTelegram,
  smlValues,
} from "../parts/sml_list.ts";

const METER_ID = "1ISK0099001234";
const STATUS = 0x0182;
const REGISTERS: readonly SmlGroup[] = [
  { fields: ["importWh"], scaler: -1, size: 8, status: STATUS },
  { fields: ["importWhT1", "importWhT2", "exportWh"], scaler: -1, size: 8 },
];
const GRID: readonly SmlGroup[] = [
  { fields: VOLTAGES, scaler: -1, size: 2 },
  { fields: CURRENTS, scaler: -2, size: 4 },
];

export const sml = {
  id: "sml",
  description: "SML (Germany, Iskraemeco MT681): net power of house and phases every second",
  serial: { baud: 9_600, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 1_000, offsetMs: 0 }],

  encode(state) {
    const serverId = serverIdOf(METER_ID);
    const seconds = Math.floor(state.atMs / 1000);
    const telegram = { serverId, seconds, isClock: true, maker: "ISK" };
    return smlTelegram({ ...telegram, makerCode: "129-129:199.130.3*255" }, [
      smlOctets("1-0:96.1.0*255", serverId),
      ...smlNumbers(state, REGISTERS),
      smlNetPower(state, { code: "16.7.0", scaler: 0, size: 4 }),
      ...state.phases.map((phase, at) =>
        smlNetPower(phase, { code: `${36 + 20 * at}.7.0`, scaler: 0, size: 4 })
      ),
      ...smlNumbers(state, GRID),
    ]);
  },

  expected: (state) => ({
    vendor: "iskra",
    meterId: METER_ID,
    listType: 4,
    meterTime: isoSecond(state.atMs),
    ...smlValues(state, [...REGISTERS, ...GRID]),
    ...netPowers(state),
  }),
} as const satisfies Layout;
