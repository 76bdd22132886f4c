/**
 * Landis+Gyr E450 as sold in Switzerland ("LNG", chapter 10 §8.7): a short list in blocks, one with
 * registers and reactive quadrants, one with phases. Powers are sent before they are netted: a
 * reader must do it.
 */
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { gbtPush, hdlcPush } from "../parts/link.ts";
import { type Group, readingOf } from "../parts/lists.ts";
import {
  LNG_LINK,
  lngApdu,
  lngGroup,
  lngNumber,
  type LngObject,
  lngText,
} from "../parts/lng_list.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";
import { partOf } from "../parts/quantities.ts";

const METER_ID = "43000123";
const MODEL = "600123";
const BLOCK_MAX = 119;

const ENERGY: Group = { fields: ["importWh", "exportWh"], type: "uint32", scaler: 0 };
const REACTIVE: Group = { fields: ["importVarh", "exportVarh"], type: "uint32", scaler: 0 };
const IMPORT: Group = { fields: ["importW"], type: "uint32", scaler: 0 };
const TOTAL_IMPORT: Group = { fields: ["importWh"], type: "uint32", scaler: 0 };
const PHASES: readonly Group[] = [
  { fields: ["l1A", "l2A", "l3A"], type: "uint16", scaler: -2 },
  { fields: ["l1V", "l2V", "l3V"], type: "uint16", scaler: 0 },
  { fields: ["l1ImportW", "l2ImportW", "l3ImportW"], type: "uint32", scaler: 0 },
];

/** Sums over the phases: with the sun on one of them both are above 0. */
const grossW = (way: "importW" | "exportW") => ({ phases: [l1, l2, l3] }: HouseholdState) =>
  l1[way] + l2[way] + l3[way];
const GROSS_POWER = [
  lngNumber("1-0:1.7.0", grossW("importW")),
  lngNumber("1-0:2.7.0", grossW("exportW")),
];
const quadrants = [["5", "6", "importVarh"], ["7", "8", "exportVarh"]] as const;
const QUADRANTS = quadrants.flatMap(([one, other, field]) => [
  lngNumber(`1-1:${one}.8.0`, ({ registers }) => partOf(registers[field], 1)),
  lngNumber(`1-1:${other}.8.0`, ({ registers }) => partOf(registers[field], 2)),
]);

const SHORT: readonly LngObject[] = [lngText("0-0:96.1.1", MODEL), ...GROSS_POWER];
const REGISTERS: readonly LngObject[] = [
  lngText("0-0:96.1.0", METER_ID),
  ...GROSS_POWER,
  ...lngGroup(ENERGY),
  ...QUADRANTS,
];
const DETAILED: readonly LngObject[] = [
  lngText("0-0:96.1.0", METER_ID),
  ...[IMPORT, TOTAL_IMPORT, ...PHASES].flatMap(lngGroup),
];

export const lgCh: Layout = {
  id: "lg-ch",
  description: "Landis+Gyr E450, Switzerland: lists every 5 s, 15 s and 15 min",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn"],
  pushes: [
    { list: 2, everyMs: 5_000, offsetMs: 0 },
    { list: 3, everyMs: 900_000, offsetMs: 10_000 },
    { list: 4, everyMs: 15_000, offsetMs: 0 },
  ],
  ciphering: { maker: "LGZ", suite: 0 },
  encode(state, list, security) {
    if (list === 2) {
      return gbtPush(lngApdu(state, SHORT), { link: LNG_LINK, security, blockMax: BLOCK_MAX });
    }
    const apdu = lngApdu(state, list === 3 ? REGISTERS : DETAILED);
    return hdlcPush(apdu, { link: LNG_LINK, security });
  },
  expected: (state, list) => ({
    vendor: "landisgyr",
    listType: list,
    apduTime: unmarkedClock(state).instant,
    ...expectedValues(state, list),
  }),
};

function expectedValues(state: HouseholdState, list: ListType): Partial<DecodedReading> {
  if (list === 2) return { meterModel: MODEL, ...readingOf(state, []), ...netOf(state) };
  if (list === 3) {
    return { meterId: METER_ID, ...readingOf(state, [ENERGY, REACTIVE]), ...netOf(state) };
  }
  return { meterId: METER_ID, ...readingOf(state, [IMPORT, TOTAL_IMPORT, ...PHASES]) };
}

function netOf(state: HouseholdState) {
  const netW = grossW("importW")(state) - grossW("exportW")(state);
  return { importW: Math.max(netW, 0), exportW: Math.max(-netW, 0) };
}
