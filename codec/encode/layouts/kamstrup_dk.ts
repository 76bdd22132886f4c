/** Kamstrup Omnipower as sold in Denmark, "push list 1" (chapter 10 §8.5). */
import type { HouseholdState } from "../household_state.ts";
import { kamstrupGroup } from "../parts/kamstrup_list.ts";
import {
  encodeKamstrupPush,
  expectedOfKamstrupPush,
  type KamstrupPush,
} from "../parts/kamstrup_push.ts";
import type { Layout } from "../parts/layout.ts";
import { markedClock } from "../parts/meter_clock.ts";

const PUSH: KamstrupPush = {
  meterNumber: 21_000_123,
  clockStyle,
  current: kamstrupGroup.current,
};

export const kamstrupDk: Layout = {
  id: "kamstrup-dk",
  description: "Kamstrup, Denmark: everything every 10 s",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "KAM", suite: 0 },
  encode: (state, _list, security) => encodeKamstrupPush(PUSH, { state, security }),
  expected: (state) => expectedOfKamstrupPush(PUSH, state),
};

/** Bit 7 is set in summer although the clock stays on winter time (chapter 10 §9.2). */
function clockStyle(state: HouseholdState) {
  return { hundredths: 0xff, deviationMin: null, status: markedClock(state).summer ? 0x80 : 0 };
}
