/**
 * Kamstrup Omnipower as sold in Norway: 25 elements every 10 s, 35 every hour (chapter 10 §8.5).
 */
import { kamstrupGroup } from "../parts/kamstrup_list.ts";
import {
  encodeKamstrupNve,
  expectedOfKamstrupNve,
  type KamstrupShape,
  NVE_PUSHES,
} from "../parts/kamstrup_nve.ts";
import type { Layout } from "../parts/layout.ts";
import { REGISTERS } from "../parts/lists.ts";

const SHAPE: KamstrupShape = {
  meterId: "5706560000001234",
  models: { single: "6861111BN242101040", tn: "6841121BN243101040" },
  voltage: kamstrupGroup.voltage,
  registers: kamstrupGroup.energy(REGISTERS),
};

export const kamstrup: Layout = {
  id: "kamstrup",
  description: "Kamstrup, Norway: lists every 10 s and hour",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: NVE_PUSHES,
  ciphering: { maker: "KAM", suite: 0 },
  encode: (state, list, security) => encodeKamstrupNve(SHAPE, { state, list, security }),
  expected: (state, list) => expectedOfKamstrupNve(SHAPE, { state, list }),
};
