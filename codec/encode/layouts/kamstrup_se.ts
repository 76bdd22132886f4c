/**
 * Kamstrup Omnipower as sold in Sweden since 2024: the Norwegian lists with registers in whole Wh,
 * which nothing in the frames tells (chapter 10 §8.5).
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
  meterId: "5706560000002345",
  models: { tn: "6841131BN245101092" },
  voltage: kamstrupGroup.voltage,
  registers: kamstrupGroup.fineEnergy(REGISTERS),
};

export const kamstrupSe: Layout = {
  id: "kamstrup-se",
  description: "Kamstrup, Sweden, registers in Wh (factor 0.1): lists every 10 s and hour",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn"],
  pushes: NVE_PUSHES,
  ciphering: { maker: "KAM", suite: 0 },
  multipliers: { accumulated: 0.1 },
  encode: (state, list, security) => encodeKamstrupNve(SHAPE, { state, list, security }),
  expected: (state, list) => expectedOfKamstrupNve(SHAPE, { state, list }),
};
