/**
 * Kamstrup Omnipower as newly set up in Denmark: the Norwegian lists with voltages of five digits,
 * `22199` for 221.99 V (chapter 10 §8.5).
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
  meterId: "5706560000003456",
  models: { single: "6861138BN242101010", tn: "6841138BN243101010" },
  voltage: kamstrupGroup.fineVoltage,
  registers: kamstrupGroup.energy(REGISTERS),
};

export const kamstrupDkV5: Layout = {
  id: "kamstrup-dk-v5",
  description: "Kamstrup, Denmark, voltages of five digits: lists every 10 s and hour",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: NVE_PUSHES,
  ciphering: { maker: "KAM", suite: 0 },
  encode: (state, list, security) => encodeKamstrupNve(SHAPE, { state, list, security }),
  expected: (state, list) => expectedOfKamstrupNve(SHAPE, { state, list }),
};
