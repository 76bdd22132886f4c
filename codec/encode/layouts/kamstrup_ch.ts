/** Kamstrup Omnipower as sold in Switzerland, "push list 1" (chapter 10 §8.5). */
import { kamstrupGroup } from "../parts/kamstrup_list.ts";
import {
  encodeKamstrupPush,
  expectedOfKamstrupPush,
  type KamstrupPush,
} from "../parts/kamstrup_push.ts";
import type { Layout } from "../parts/layout.ts";

const PUSH: KamstrupPush = {
  meterNumber: 34_000_123,
  clockStyle: () => ({ hundredths: 0xff, deviationMin: null, status: 0 }),
  current: kamstrupGroup.current,
};

export const kamstrupCh: Layout = {
  id: "kamstrup-ch",
  description: "Kamstrup, Switzerland: everything every 10 s",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "KAM", suite: 0 },
  encode: (state, _list, security) => encodeKamstrupPush(PUSH, { state, security }),
  expected: (state) => expectedOfKamstrupPush(PUSH, state),
};
