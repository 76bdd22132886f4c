/**
 * Kaifa MA105, MA304H3E and MA304H4 as sold in Norway: values known by their place alone
 * (`KFM_001`, chapter 10 §8.4).
 */
import { encodeKaifa, expectedOfKaifa, type KaifaShape } from "../parts/kaifa_list.ts";
import type { Layout } from "../parts/layout.ts";
import { unseenL2V } from "../parts/three_wires.ts";

const SHAPE: KaifaShape = {
  meterId: "6970630000001234",
  models: { single: "MA105H2E", it: "MA304H3E", tn: "MA304H4" },
  registerType: "uint32",
};

export const kaifa: Layout = {
  id: "kaifa",
  description: "Kaifa, Norway: lists every 2 s, 10 s and hour",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn", "it", "single"],
  pushes: [
    { list: 1, everyMs: 2_000, offsetMs: 0 },
    { list: 2, everyMs: 10_000, offsetMs: 0 },
    { list: 3, everyMs: 3_600_000, offsetMs: 10_000 },
  ],
  ciphering: { maker: "KFM", suite: 0 },
  encode: (given, list, security) =>
    encodeKaifa(SHAPE, { state: unseenL2V(given), list, security }),
  expected: (given, list) => expectedOfKaifa(SHAPE, { state: unseenL2V(given), list }),
};
