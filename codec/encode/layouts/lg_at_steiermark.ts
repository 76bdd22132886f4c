/**
 * Landis+Gyr E450 of Energienetze Steiermark, Austria: ciphered lists in blocks (chapter 10 §5.4).
 * No deciphered capture exists; the captured length is that of the short list here.
 */
import type { Layout } from "../parts/layout.ts";
import { gbtPush } from "../parts/link.ts";
import { type Group, readingOf } from "../parts/lists.ts";
import { LNG_LINK, lngApdu, lngGroup, lngText } from "../parts/lng_list.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";

const METER_ID = "63000123";
const MODEL = "600456";
const BLOCK_MAX = 119;

const POWER: Group = { fields: ["importW", "exportW"], type: "uint32", scaler: 0 };
const ENERGY: Group = { fields: ["importWh", "exportWh"], type: "uint32", scaler: 0 };
const SHORT = [lngText("0-0:96.1.1", MODEL), ...lngGroup(POWER)];
const LONG = [lngText("0-0:96.1.0", METER_ID), ...lngGroup(POWER), ...lngGroup(ENERGY)];

export const lgAtSteiermark: Layout = {
  id: "lg-at-steiermark",
  description: "Landis+Gyr E450, Austria (Steiermark): lists every 5 s and 15 min",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn"],
  pushes: [
    { list: 2, everyMs: 5_000, offsetMs: 0 },
    { list: 3, everyMs: 900_000, offsetMs: 0 },
  ],
  ciphering: { maker: "LGZ", suite: 0 },
  encode: (state, list, security) =>
    gbtPush(lngApdu(state, list === 2 ? SHORT : LONG), {
      link: LNG_LINK,
      security,
      blockMax: BLOCK_MAX,
    }),
  expected: (state, list) => ({
    vendor: "landisgyr",
    ...(list === 2 ? { meterModel: MODEL } : { meterId: METER_ID }),
    listType: list,
    apduTime: unmarkedClock(state).instant,
    ...readingOf(state, list === 2 ? [POWER] : [POWER, ENERGY]),
  }),
};
