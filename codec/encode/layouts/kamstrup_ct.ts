/**
 * Kamstrup Omnipower behind current transformers in Denmark: "push list 1" with currents in mA,
 * which nothing in the frames tells (chapter 10 §8.5).
 */
import { kamstrupGroup } from "../parts/kamstrup_list.ts";
import {
  encodeKamstrupPush,
  expectedOfKamstrupPush,
  type KamstrupPush,
} from "../parts/kamstrup_push.ts";
import type { Layout } from "../parts/layout.ts";

const PUSH: KamstrupPush = {
  meterNumber: 26_000_123,
  clockStyle: () => ({ hundredths: 0xff, deviationMin: null, status: 0 }),
  current: kamstrupGroup.fineCurrent,
};

export const kamstrupCt: Layout = {
  id: "kamstrup-ct",
  description: "Kamstrup with current transformers, Denmark (factor 0.1): all every 10 s",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "KAM", suite: 0 },
  multipliers: { amperage: 0.1 },
  encode: (state, _list, security) => encodeKamstrupPush(PUSH, { state, security }),
  expected: (state) => expectedOfKamstrupPush(PUSH, state),
};
