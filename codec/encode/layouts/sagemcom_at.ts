/**
 * Sagemcom T210-D on the M-Bus of Lower Austria: a body of 257 bytes whose length reads 01, a power
 * factor with a sign (chapter 10 §5.2, §8.5).
 */
import { type AustrianShape, encodeAustrian, expectedOfAustrian } from "../parts/austrian_list.ts";
import type { Layout } from "../parts/layout.ts";

const SHAPE: AustrianShape = {
  meterId: "178210005678",
  powerFactorType: "int16",
  dataMax: 252,
};

export const sagemcomAt: Layout = {
  id: "sagemcom-at",
  description: "Sagemcom, Austria (Netz NÖ, EVN), M-Bus: everything every 5 s",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 5_000, offsetMs: 0 }],
  ciphering: { maker: "SAG", suite: 0 },
  encode: (state, _list, security) => encodeAustrian(SHAPE, { state, security }),
  expected: (state, _list, security) => expectedOfAustrian(SHAPE, { state, security }),
};
