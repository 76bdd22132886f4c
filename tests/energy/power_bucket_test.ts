import assert from "node:assert/strict";
import { intoBucket } from "#energy/power_bucket.ts";

Deno.test("intoBucket() gathers sums and extremes, and begins anew with the next span", () => {
  const at = (atMs: number) => ({ atMs, spanMs: 10_000 });
  const first = intoBucket(null, { importW: 100, exportW: 0 }, at(20_001));
  const second = intoBucket(first, { importW: 0, exportW: 300 }, at(29_999));
  assert.deepEqual(second, {
    atMs: 20_000,
    count: 2,
    importWSum: 100,
    exportWSum: 300,
    netWMin: -300,
    netWMax: 100,
  });
  assert.equal(intoBucket(second, { importW: 0, exportW: null }, at(30_000)).netWMin, null);
});
