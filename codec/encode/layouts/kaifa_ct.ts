/**
 * Kaifa MA304T4 and MA304T3 behind current transformers: the Norwegian lists with registers of
 * 64 bits. The three-wire MA304T3 measures neither voltage nor current of L2; a reader computes
 * the voltage (chapter 10 §8.4, §8.9).
 */
import { encodeKaifa, expectedOfKaifa, type KaifaShape } from "../parts/kaifa_list.ts";
import type { Layout } from "../parts/layout.ts";
import { unseenL2, withLineVoltage } from "../parts/three_wires.ts";

const SHAPE: KaifaShape = {
  meterId: "6970630000005678",
  models: { it: "MA304T3", tn: "MA304T4" },
  registerType: "uint64",
};

export const kaifaCt: Layout = {
  id: "kaifa-ct",
  description: "Kaifa with current transformers, Norway: lists every 2 s, 10 s and hour",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn", "it"],
  pushes: [
    { list: 1, everyMs: 2_000, offsetMs: 0 },
    { list: 2, everyMs: 10_000, offsetMs: 0 },
    { list: 3, everyMs: 3_600_000, offsetMs: 10_000 },
  ],
  ciphering: { maker: "KFM", suite: 0 },
  encode: (given, list, security) => encodeKaifa(SHAPE, { state: unseenL2(given), list, security }),
  expected(given, list) {
    const reading = expectedOfKaifa(SHAPE, { state: unseenL2(given), list });
    if (given.wiring !== "it" || list === 1) return reading;
    return { ...withLineVoltage(reading), l2AMissing: true };
  },
};
