/** Landis+Gyr E350 with Embriq's module, Norway (`EMBRIQ_V1_1`, chapter 10 §8.5). */
import { type AidonShape, encodeAidonShape, expectedOfAidonShape } from "../parts/aidon_shape.ts";
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, POWERS, REGISTERS, VOLTAGES } from "../parts/lists.ts";
import { unmarkedClock } from "../parts/meter_clock.ts";
import { unseenL2 } from "../parts/three_wires.ts";

const SHAPE: AidonShape = {
  vendor: "landisgyr",
  listId: "EMBRIQ_V1_1",
  meterId: "13940001".padEnd(16, "\0"),
  models: { it: "ZFF1", tn: "ZMF1" },
  instantaneous: () => [
    { fields: POWERS, type: "uint32", scaler: 0 },
    { fields: CURRENTS, type: "int16", scaler: -2 },
    { fields: VOLTAGES, type: "uint16", scaler: -1 },
  ],
  registers: { fields: REGISTERS, type: "uint32", scaler: 0 },
  clock: unmarkedClock,
  clockStyle: { hundredths: 0xff, deviationMin: null, status: 0xff },
};

export const embriq: Layout = {
  id: "embriq",
  description: "Landis+Gyr E350 (Embriq), Norway: lists every 2.5 s, 10 s and hour",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["it", "tn"],
  pushes: [
    { list: 1, everyMs: 2_500, offsetMs: 0 },
    { list: 2, everyMs: 10_000, offsetMs: 0 },
    { list: 3, everyMs: 3_600_000, offsetMs: 0 },
  ],
  ciphering: { maker: "LGZ", suite: 0 },
  encode: (given, list, security) =>
    encodeAidonShape(SHAPE, { state: unseenL2(given), list, security }),
  expected: (given, list, security) =>
    expectedOfAidonShape(SHAPE, { state: unseenL2(given), list, security }),
};
