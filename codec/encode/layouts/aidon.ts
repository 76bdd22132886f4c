/** Aidon 6515, 6525 and 6534 as sold in Norway (`AIDON_V0001`, chapter 10 §8.5). */
import type { Wiring } from "../household_state.ts";
import { type AidonShape, encodeAidonShape, expectedOfAidonShape } from "../parts/aidon_shape.ts";
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, type Group, POWERS, REGISTERS, VOLTAGES } from "../parts/lists.ts";
import { standardClock } from "../parts/meter_clock.ts";

const SHAPE: AidonShape = {
  vendor: "aidon",
  listId: "AIDON_V0001",
  meterId: "7359990000001234",
  models: { single: "6515", it: "6525", tn: "6534" },
  instantaneous,
  registers: { fields: REGISTERS, type: "uint32", scaler: 1 },
  // The meter says "deviation 0" and means winter time (chapter 10 §9.2).
  clock: standardClock,
  clockStyle: { hundredths: 0xff, deviationMin: 0, status: 0 },
};

/** The three-wire meter measures no current in L2 and leaves the object out. */
function instantaneous(wiring: Wiring): readonly Group[] {
  const currents = { single: ["l1A"], it: ["l1A", "l3A"], tn: CURRENTS } as const;
  const voltages = { single: ["l1V"], it: VOLTAGES, tn: VOLTAGES } as const;
  return [
    { fields: POWERS, type: "uint32", scaler: 0 },
    { fields: currents[wiring], type: "int16", scaler: -1 },
    { fields: voltages[wiring], type: "uint16", scaler: -1 },
  ];
}

export const aidon: Layout = {
  id: "aidon",
  description: "Aidon, Norway: lists every 2.5 s, 10 s and hour",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn", "it", "single"],
  pushes: [
    { list: 1, everyMs: 2_500, offsetMs: 0 },
    { list: 2, everyMs: 10_000, offsetMs: 0 },
    { list: 3, everyMs: 3_600_000, offsetMs: 0 },
  ],
  ciphering: { maker: "AID", suite: 0 },
  encode: (state, list, security) => encodeAidonShape(SHAPE, { state, list, security }),
  expected: (state, list, security) => expectedOfAidonShape(SHAPE, { state, list, security }),
};
