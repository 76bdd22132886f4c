import { deepEqual, equal, ok } from "node:assert/strict";
import { windowsOf } from "#energy/windows.ts";
import { Zone } from "#model/zone.ts";

const OSLO = new Zone("Europe/Oslo");
const RANGE = { fromMs: Date.UTC(2025, 4, 3, 7, 20), toMs: Date.UTC(2027, 0, 5) };

Deno.test("windowsOf() covers a range without gap or overlap, cut where local months begin", () => {
  const windows = [...windowsOf("15min", RANGE, OSLO)];
  equal(windows[0]?.fromMs, RANGE.fromMs);
  equal(windows.at(-1)?.toMs, RANGE.toMs);
  equal(windows.length, 21);
  for (const [at, { fromMs }] of windows.slice(1).entries()) {
    equal(fromMs, windows[at]!.toMs);
    equal(fromMs, OSLO.startOfMs("month", fromMs));
  }
  deepEqual([...windowsOf("hour", RANGE, OSLO)], windows);
});

Deno.test("windowsOf() cuts days where local years begin, and longer steps not at all", () => {
  equal([...windowsOf("day", RANGE, OSLO)].length, 3);
  deepEqual([...windowsOf("month", RANGE, OSLO)], [RANGE]);
  deepEqual([...windowsOf("year", RANGE, OSLO)], [RANGE]);
});

Deno.test("windowsOf() gives nothing for an empty or backward range", () => {
  const { fromMs } = RANGE;
  ok([...windowsOf("hour", { fromMs, toMs: fromMs }, OSLO)].length === 0);
  ok([...windowsOf("year", { fromMs, toMs: fromMs - 1 }, OSLO)].length === 0);
});
