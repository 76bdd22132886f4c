/**
 * Kaifa MA309 on the M-Bus of Vorarlberg, and perhaps of Poland: 16 structures that begin with the
 * clock, the id and the device name; suite 1 (chapter 10 §8.5).
 */
import { AxdrWriter } from "../axdr.ts";
import { latin1Bytes } from "../bytes.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { Layout } from "../parts/layout.ts";
import { mbusPush } from "../parts/link.ts";
import {
  CURRENTS,
  type Group,
  readingOf,
  REGISTERS,
  VOLTAGES,
  writeObjects,
} from "../parts/lists.ts";
import { markedClock } from "../parts/meter_clock.ts";

const METER_ID = "1KFM0200001234";
const DEVICE_NAME = "KFM1200200001234";
const DATA_MAX = 245;

const GROUPS: readonly Group[] = [
  { fields: VOLTAGES, type: "uint16", scaler: -1 },
  { fields: CURRENTS, type: "uint16", scaler: -2 },
  { fields: ["importW", "exportW"], type: "uint32", scaler: 0 },
  { fields: REGISTERS, type: "uint32", scaler: 0 },
];

export const kaifaAtVorarlberg: Layout = {
  id: "kaifa-at-vorarlberg",
  description: "Kaifa, Austria (Vorarlberg), M-Bus: everything every 5 s",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn"],
  pushes: [{ list: 3, everyMs: 5_000, offsetMs: 0 }],
  ciphering: { maker: "KFM", suite: 1 },

  encode(state, _list, security) {
    const { wall, offsetMin, summer } = markedClock(state);
    const style = { hundredths: 0xff, deviationMin: -offsetMin, status: summer ? 0x80 : 0 };
    const time = cosemTime(wall, style);
    const writer = new AxdrWriter().structure(16)
      .obis("0-0:1.0.0").octets(time)
      .structure(2).obis("0-0:96.1.0").octets(latin1Bytes(METER_ID))
      .structure(2).obis("0-0:42.0.0").octets(latin1Bytes(DEVICE_NAME));
    writeObjects(writer, state, GROUPS);
    const header = { invokeId: [0, 0, 0, 1], time, timePrefix: [0x0c] } as const;
    return mbusPush(dataNotification(writer.bytes(), header), { security, dataMax: DATA_MAX });
  },

  expected(state) {
    const { instant } = markedClock(state);
    return {
      vendor: "kaifa",
      meterId: METER_ID,
      listType: 3,
      apduTime: instant,
      meterTime: instant,
      ...readingOf(state, GROUPS),
    };
  },
};
