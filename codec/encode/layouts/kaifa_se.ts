/**
 * Kaifa MA304H4 as Mälarenergi of Sweden had it set up: the list of the Norwegian meter, but every
 * value with its code and still without a scaler (chapter 10 §8.4).
 */
import { AxdrWriter } from "../axdr.ts";
import { latin1Bytes } from "../bytes.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { Layout } from "../parts/layout.ts";
import { hdlcPush } from "../parts/link.ts";
import {
  CURRENTS,
  type Group,
  POWERS,
  readingOf,
  REGISTERS,
  VOLTAGES,
  writePairs,
} from "../parts/lists.ts";
import { markedClock } from "../parts/meter_clock.ts";

const LIST_ID = "KFM_001";
const METER_ID = "7340150000001234";
const MODEL = "MA304H4";
const LINK = { destination: [0x01], source: [0x00, 0x01], control: 0x10 };
const DAYLIGHT_SAVING = 0x80;

const INSTANTANEOUS: readonly Group[] = [
  { fields: POWERS, type: "uint32", scaler: 0 },
  { fields: CURRENTS, type: "uint32", scaler: -3 },
  { fields: VOLTAGES, type: "uint32", scaler: -1 },
];
const ENERGY: Group = { fields: REGISTERS, type: "uint32", scaler: 0 };

export const kaifaSe: Layout = {
  id: "kaifa-se",
  description: "Kaifa, Sweden (Mälarenergi): everything every 10 s",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 3, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "KFM", suite: 0 },

  encode(state, _list, security) {
    const { wall, offsetMin, summer } = markedClock(state);
    const status = summer ? DAYLIGHT_SAVING : 0;
    const writer = new AxdrWriter().structure(36)
      .obis("1-0:0.2.129").octets(latin1Bytes(LIST_ID))
      .obis("0-0:96.1.0").octets(latin1Bytes(METER_ID))
      .obis("0-0:96.1.7").octets(latin1Bytes(MODEL));
    for (const group of INSTANTANEOUS) writePairs(writer, { state, group, channel: "1-0" });
    writer.obis("0-0:1.0.0")
      .octets(cosemTime(wall, { hundredths: 0xff, deviationMin: -offsetMin, status }));
    writePairs(writer, { state, group: ENERGY, channel: "1-0" });
    const header = { invokeId: [0x40, 0, 0, 0], time: null, timePrefix: [] } as const;
    return hdlcPush(dataNotification(writer.bytes(), header), { link: LINK, security });
  },

  expected: (state) => ({
    vendor: "kaifa",
    listId: LIST_ID,
    meterId: METER_ID,
    meterModel: MODEL,
    listType: 3,
    meterTime: markedClock(state).instant,
    ...readingOf(state, [...INSTANTANEOUS, ENERGY]),
  }),
};
