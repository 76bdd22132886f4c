/**
 * Kaifa MA105, MA304H3E and MA304H4 as sold in Norway: values known by their place alone
 * (`KFM_001`, chapter 10 §8.4).
 */
import type { ListType } from "#model/reading.ts";
import { AxdrWriter } from "../axdr.ts";
import { latin1Bytes } from "../bytes.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification, llc } from "../data_notification.ts";
import { hdlcFrames } from "../hdlc.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import type { Layout } from "../parts/layout.ts";
import {
  CURRENTS,
  type Group,
  POWERS,
  readingOf,
  REGISTERS,
  VOLTAGES,
  writeValues,
} from "../parts/lists.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";

const LIST_ID = "KFM_001";
const METER_ID = "6970630000001234";
const MODELS: Record<Wiring, string> = { single: "MA105H2E", it: "MA304H3E", tn: "MA304H4" };
const LINK = { destination: [0x01], source: [0x02, 0x01], control: 0x10 };
const TIME_STYLE = { hundredths: 0xff, deviationMin: null, status: 0 };

const POWER: Group = { fields: ["importW"], type: "uint32", scaler: 0 };
const ENERGY: Group = { fields: REGISTERS, type: "uint32", scaler: 0 };

function instantaneous(wiring: Wiring): readonly Group[] {
  const single = wiring === "single";
  return [
    { fields: POWERS, type: "uint32", scaler: 0 },
    { fields: single ? ["l1A"] : CURRENTS, type: "uint32", scaler: -3 },
    { fields: single ? ["l1V"] : VOLTAGES, type: "uint32", scaler: -1 },
  ];
}

export const kaifa = {
  id: "kaifa",
  description: "Kaifa, Norway: lists every 2 s, 10 s and hour",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn", "it", "single"],
  pushes: [
    { list: 1, everyMs: 2_000, offsetMs: 0 },
    { list: 2, everyMs: 10_000, offsetMs: 0 },
    { list: 3, everyMs: 3_600_000, offsetMs: 10_000 },
  ],

  encode(given, list) {
    const state = unseenL2V(given);
    const time = cosemTime(unmarkedClock(state).wall, TIME_STYLE);
    const writer = new AxdrWriter();
    if (list === 1) writeValues(writer.structure(1), state, POWER);
    else writeLongList(writer, { state, list, time });
    const header = { invokeId: [0x40, 0, 0, 0], time, timePrefix: [0x09, 0x0c] } as const;
    return hdlcFrames(llc(dataNotification(writer.bytes(), header)), LINK);
  },

  expected(given, list) {
    const state = unseenL2V(given);
    const { instant } = unmarkedClock(state);
    const common = { vendor: "kaifa", listType: list, apduTime: instant } as const;
    if (list === 1) return { ...common, ...readingOf(state, [POWER]) };
    const groups = instantaneous(state.wiring);
    return {
      ...common,
      listId: LIST_ID,
      meterId: METER_ID,
      meterModel: MODELS[state.wiring],
      ...(list === 3 ? { meterTime: instant } : {}),
      ...readingOf(state, list === 3 ? [...groups, ENERGY] : groups),
    };
  },
} as const satisfies Layout;

/** 9 or 13 values, and five more with the clock and the registers. */
function writeLongList(
  writer: AxdrWriter,
  { state, list, time }: { state: HouseholdState; list: ListType; time: Uint8Array },
): void {
  const count = state.wiring === "single" ? 9 : 13;
  writer.structure(list === 3 ? count + 5 : count)
    .octets(latin1Bytes(LIST_ID))
    .octets(latin1Bytes(METER_ID))
    .octets(latin1Bytes(MODELS[state.wiring]));
  for (const group of instantaneous(state.wiring)) writeValues(writer, state, group);
  if (list === 3) writeValues(writer.octets(time), state, ENERGY);
}

/** The three-wire meter gives a current but no voltage for L2. */
function unseenL2V(state: HouseholdState): HouseholdState {
  if (state.wiring !== "it") return state;
  const [l1, l2, l3] = state.phases;
  return { ...state, phases: [l1, { ...l2, voltageV: 0 }, l3] };
}
