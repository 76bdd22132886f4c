/**
 * Landis+Gyr E450 of Netz Burgenland, Austria ("LNG2", chapter 10 §8.8): 14 or 11 elements known by
 * their place, voltages in whole volts.
 */
import type { DecodedReading } from "#model/reading.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import { hdlcPush } from "../parts/link.ts";
import { readingOf } from "../parts/lists.ts";
import { landisHeader, LNG_LINK } from "../parts/lng_list.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";
import { groupsOf, octetText, type Place, structureOf } from "../parts/places.ts";

const METER_ID = "30000123";

const VALUES: readonly Place[] = [
  { fields: ["l1V", "l2V", "l3V"], type: "uint16", scaler: 0 },
  { fields: ["l1A", "l2A", "l3A"], type: "uint16", scaler: -2 },
  { fields: ["importW", "exportW"], type: "uint32", scaler: 0 },
  { fields: ["importWh", "exportWh"], type: "uint32", scaler: 0 },
];
/** Nobody knows what they mean. */
const UNKNOWN = [400, 3, 288].map((value): Place => (writer) => writer.number("uint16", value));
const LONG = [...VALUES, ...UNKNOWN, octetText(METER_ID)];
const SHORT = [...VALUES, octetText(METER_ID)];

const COMMON = {
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn"],
  pushes: [{ list: 3, everyMs: 5_000, offsetMs: 0 }],
  ciphering: { maker: "LGZ", suite: 0 },
} as const;

export const lgAt: Layout = {
  id: "lg-at",
  description: "Landis+Gyr E450, Austria (Burgenland): everything every 5 s",
  ...COMMON,
  encode: (state, _list, security) => encode(state, LONG, security),
  expected,
};

export const lgAtShort: Layout = {
  id: "lg-at-short",
  description: "Landis+Gyr E450, Austria (Burgenland), short: everything every 5 s",
  ...COMMON,
  encode: (state, _list, security) => encode(state, SHORT, security),
  expected,
};

function encode(
  state: HouseholdState,
  places: readonly Place[],
  security: Security | undefined,
): Bytes {
  const payload = structureOf(state, places).bytes();
  return hdlcPush(dataNotification(payload, landisHeader(state)), { link: LNG_LINK, security });
}

function expected(state: HouseholdState): DecodedReading {
  return {
    vendor: "landisgyr",
    meterId: METER_ID,
    listType: 3,
    apduTime: unmarkedClock(state).instant,
    ...readingOf(state, groupsOf(VALUES)),
  };
}
