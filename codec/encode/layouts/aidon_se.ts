/**
 * Aidon's Swedish meter on the RJ12 port when it speaks HDLC: one array of 27 objects, all powers,
 * per-phase powers and registers at once, without any id (chapter 10 §8.5).
 */
import { AxdrWriter } from "../axdr.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState } from "../household_state.ts";
import { AIDON_LINK } from "../parts/aidon_shape.ts";
import type { Layout } from "../parts/layout.ts";
import { hdlcPush } from "../parts/link.ts";
import {
  CURRENTS,
  type Group,
  POWERS,
  readingOf,
  REGISTERS,
  VOLTAGES,
  writeObjects,
} from "../parts/lists.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";
import { PHASE_VAR, UNITS, wireValue } from "../parts/quantities.ts";
import { titleVendor } from "../parts/title.ts";

const BEFORE_PHASES: readonly Group[] = [
  { fields: POWERS, type: "uint32", scaler: 0 },
  { fields: CURRENTS, type: "int16", scaler: -1 },
  { fields: VOLTAGES, type: "uint16", scaler: -1 },
];
const PHASES: readonly Group[] = [
  { fields: ["l1ImportW", "l1ExportW"], type: "uint32", scaler: 0 },
  { fields: ["l2ImportW", "l2ExportW"], type: "uint32", scaler: 0 },
  { fields: ["l3ImportW", "l3ExportW"], type: "uint32", scaler: 0 },
];
const AFTER_PHASES: Group = { fields: REGISTERS, type: "uint32", scaler: 0 };

export const aidonSe: Layout = {
  id: "aidon-se",
  description: "Aidon, Sweden, binary on RJ12: everything every 10 s",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "AID", suite: 0 },

  encode(state, _list, security) {
    const writer = new AxdrWriter().array(27);
    const style = { hundredths: 0xff, deviationMin: null, status: 0xff };
    writer.structure(2).obis("0-0:1.0.0").octets(cosemTime(unmarkedClock(state).wall, style));
    writeObjects(writer, state, BEFORE_PHASES);
    PHASES.forEach((group, at) => {
      writeObjects(writer, state, [group]);
      writePhaseVar(writer, state, at);
    });
    writeObjects(writer, state, [AFTER_PHASES]);
    const header = { invokeId: [0x40, 0, 0, 0], time: null, timePrefix: [] } as const;
    return hdlcPush(dataNotification(writer.bytes(), header), { link: AIDON_LINK, security });
  },

  expected: (state, _list, security) => ({
    vendor: titleVendor(security),
    listType: 4,
    meterTime: unmarkedClock(state).instant,
    ...readingOf(state, [...BEFORE_PHASES, ...PHASES, AFTER_PHASES]),
  }),
};

function writePhaseVar(writer: AxdrWriter, state: HouseholdState, at: number): void {
  for (const quantity of PHASE_VAR.slice(2 * at, 2 * at + 2)) {
    writer.structure(3).obis(`1-0:${quantity.code}`)
      .number("uint32", wireValue(quantity, state, 0))
      .scalerUnit(0, UNITS.var);
  }
}
