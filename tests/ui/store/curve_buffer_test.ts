/** The memory of the curve: bounded, and honest about silence. */
import { deepEqual, equal } from "node:assert/strict";
import {
  CurveBuffer,
  type CurveRow,
  extremesOf,
  gapsOf,
  stretchesOf,
} from "#ui/store/curve_buffer.ts";

const START_MS = 1_700_000_000_000;
const point = (step: number, netW: number | null) => ({
  atMs: START_MS + step * 10_000,
  netW,
  netWMin: netW,
  netWMax: netW,
});
const row = (second: number, netW = 100): CurveRow => ({
  atMs: START_MS + second * 1000,
  netW,
  lowW: netW,
  highW: netW,
});

Deno.test("CurveBuffer takes the mean of a step and keeps its extremes", () => {
  const buffer = new CurveBuffer(10_000, 60_000);
  buffer.add(START_MS + 1000, 100);
  buffer.add(START_MS + 9000, 300);
  const [only] = buffer.rows(START_MS, START_MS + 10_000);
  deepEqual(only, { atMs: START_MS + 5000, netW: 200, lowW: 100, highW: 300 });
});

Deno.test("CurveBuffer stays within its span", () => {
  const buffer = new CurveBuffer(10_000, 60_000);
  for (let step = 0; step < 1000; step++) buffer.add(START_MS + step * 10_000, step);
  equal(buffer.length, 7);
});

Deno.test("CurveBuffer puts history before what was heard live", () => {
  const buffer = new CurveBuffer(10_000, 600_000);
  buffer.add(START_MS + 30_000, 7);
  buffer.load([point(0, 1), point(1, null), point(2, 3)]);
  deepEqual(buffer.rows(0, Infinity).map(({ netW }) => netW), [1, 3, 7]);
});

Deno.test("CurveBuffer drops a reading that comes too late", () => {
  const buffer = new CurveBuffer(10_000, 600_000);
  buffer.add(START_MS + 30_000, 7);
  buffer.add(START_MS + 10_000, 9);
  deepEqual(buffer.rows(0, Infinity).map(({ netW }) => netW), [7]);
});

Deno.test("gapsOf() finds silence and forgives jitter", () => {
  deepEqual(gapsOf([row(0), row(10), row(30), row(40)]), []);
  deepEqual(gapsOf([row(0), row(10), row(20), row(134), row(144)]), [
    { fromMs: START_MS + 20_000, toMs: START_MS + 134_000 },
  ]);
});

Deno.test("gapsOf() takes a slow meter's own pace for no gap", () => {
  deepEqual(gapsOf([row(0), row(60), row(120), row(240)]), []);
});

Deno.test("extremesOf() finds lowest and highest, and nothing in nothing", () => {
  equal(extremesOf([]), null);
  const extremes = extremesOf([row(0, 5), row(10, -3), row(20, 9)]);
  deepEqual([extremes?.lowest.netW, extremes?.highest.netW], [-3, 9]);
});

Deno.test("stretchesOf() sums the curve up for the table", () => {
  const start = Math.floor(START_MS / 60_000) * 60_000;
  const at = (second: number, netW: number) => ({ ...row(0, netW), atMs: start + second * 1000 });
  deepEqual(stretchesOf([at(0, 100), at(30, 300), at(60, -50)], 60_000), [
    { atMs: start, netW: 200, lowW: 100, highW: 300 },
    { atMs: start + 60_000, netW: -50, lowW: -50, highW: -50 },
  ]);
});
