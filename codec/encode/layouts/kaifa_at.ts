/** Kaifa MA309 on the M-Bus of Lower Austria and Tyrol (Netz NÖ, TINETZ; chapter 10 §8.5). */
import { type AustrianShape, encodeAustrian, expectedOfAustrian } from "../parts/austrian_list.ts";
import type { Layout } from "../parts/layout.ts";

const SHAPE: AustrianShape = {
  meterId: "178210001234",
  powerFactorType: "uint16",
  dataMax: 245,
};

export const kaifaAt: Layout = {
  id: "kaifa-at",
  description: "Kaifa, Austria (Netz NÖ, TINETZ), M-Bus: everything every 5 s",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 5_000, offsetMs: 0 }],
  ciphering: { maker: "KFM", suite: 0 },
  encode: (state, _list, security) => encodeAustrian(SHAPE, { state, security }),
  expected: (state, _list, security) => expectedOfAustrian(SHAPE, { state, security }),
};
