/**
 * An EasyMeter Q3A of a German house: all numbers in eight bytes, registers in steps of 0.1 mWh,
 * one net power under the code of import power, the id in plain text, every two seconds.
 */
import { latin1Bytes } from "../bytes.ts";
import type { Layout } from "../parts/layout.ts";
import {
  type SmlGroup,
  smlNetPower,
  smlNumbers,
  smlOctets,
  smlTelegram,
  smlValues,
} from "../parts/sml_list.ts";

const METER_ID = "1ESY1199001234";
const REGISTERS: readonly SmlGroup[] = [
  { fields: ["importWh", "exportWh"], scaler: -4, size: 8, status: 0x0080 },
];
/** When the meter began to count seconds. */
const STARTED_MS = Date.UTC(2019, 0, 1);

export const smlEasymeter = {
  id: "sml-easymeter",
  description: "SML (Germany, EasyMeter Q3A): net power and registers every 2 s",
  serial: { baud: 9_600, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 3, everyMs: 2_000, offsetMs: 0 }],

  encode(state) {
    const serverId = Uint8Array.of(0x45, 0x53, 0x59, 0x41, 0x99, 0xa5, 0x00, 0x00, 0x12, 0x34);
    const seconds = Math.floor((state.atMs - STARTED_MS) / 1000);
    const telegram = { serverId, seconds, maker: "ESY" };
    return smlTelegram({ ...telegram, makerCode: "129-129:199.130.3*255" }, [
      ...smlNumbers(state, REGISTERS),
      smlNetPower(state, { code: "1.7.0", scaler: -2, size: 8 }),
      smlOctets("1-0:0.0.0*255", latin1Bytes(METER_ID)),
    ]);
  },

  expected: (state) => ({
    vendor: "unknown",
    meterId: METER_ID,
    listType: 3,
    ...smlValues(state, REGISTERS),
    importW: state.importW,
    exportW: state.exportW,
    threePhase: false,
    twoPhase: false,
  }),
} as const satisfies Layout;
