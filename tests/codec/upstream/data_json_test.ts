import { deepEqual, equal } from "node:assert/strict";
import { dataJson } from "#codec/upstream/data_json.ts";
import { LIST_3, RUNNING } from "#tests/support/examples.ts";
import { peakState } from "#tests/support/peak_state.ts";

const facts = {
  reading: LIST_3,
  running: RUNNING,
  peaks: peakState(4.911, 5),
  temperatures: [
    { id: "28FF641E83160300", name: "", kind: "probe", valueC: 21.5, atMs: 1_767_225_590_000 },
    { id: "board:cpu", name: "CPU", kind: "board", valueC: 61, atMs: 1_767_225_590_000 },
  ],
  mainFuseA: 40,
  productionKwp: 8,
  distributionSystem: 2,
  lights: { em: 1, hm: 1, wm: 1, mm: 1 },
  meterError: 0,
  mqttError: 0,
  uptimeS: 86_431,
  memoryFreeBytes: 128_400,
  nowMs: 1_767_225_600_000,
} as const;

/** Every key of chapter 40 §11.1 in its order. */
const KEYS =
  "im om mf i e w ri re ic ict1 ict2 ec ect1 ect2 ric rec f l1 l2 l3 v r t u m em hm wm " +
  "mm me sa p px mt ds ea pe pr pc he ee c a";

Deno.test("dataJson() has every key of the contract", () => {
  equal(Object.keys(dataJson(facts)).sort().join(" "), KEYS.split(" ").sort().join(" "));
});

Deno.test("dataJson() gives W, kWh, V and A in the decimals of the contract", () => {
  const { im, i, w, re, ic, ec, l1, l2, mt, ea, c } = dataJson(facts);
  deepEqual({ im, i, w, re, ic, ec, mt, c }, {
    im: 27_712,
    i: 2345,
    w: 2345,
    re: 118,
    ic: 48_231.127,
    ec: 12.5,
    mt: 1,
    c: 1_767_225_600,
  });
  deepEqual(l1, { u: 231.4, i: 3.4, p: 0, q: 0, f: 0 });
  equal(l2.e, false);
  deepEqual(ea.d, { u: 14.21, c: 0, p: 0.4, i: 0 });
});

Deno.test("dataJson() has the month's peaks in `ea` and the mean of the probes in `t`", () => {
  const { ea, t } = dataJson(facts);
  deepEqual({ x: ea.x, p: ea.p, t: ea.t }, { x: 4.9, p: [5.12, 4.7], t: 5 });
  equal(t, 21.5);
});

Deno.test("dataJson() answers with zeros before the first reading", () => {
  const nothing = { ...facts, reading: null, running: null, peaks: null, temperatures: [] };
  const { i, im, mt, l1, ea, t } = dataJson(nothing);
  deepEqual({ i, im, mt, u: l1.u, h: ea.h.u }, { i: 0, im: 10_000, mt: 0, u: 0, h: 0 });
  deepEqual({ x: ea.x, p: ea.p, limit: ea.t, t }, { x: 0, p: [], limit: 0, t: -127 });
});
