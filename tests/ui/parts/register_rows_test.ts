/** The meter's own figures as rows. */
import { deepEqual } from "node:assert/strict";
import { NINE_MS, reading } from "#tests/support/readings.ts";
import { rowsOf } from "#ui/parts/register_rows.tsx";

Deno.test("rowsOf() shows what is known, zeros included, and nothing else", () => {
  deepEqual(rowsOf(reading(NINE_MS, { importWh: 92_795_310, exportWh: 0, exportVar: 0 })), [
    ["Register in", "92,795.31\u202fkWh"],
    ["Register out", "0.00\u202fkWh"],
    ["Reactive out", "0\u202fvar"],
  ]);
  deepEqual(rowsOf(reading(NINE_MS)), []);
  deepEqual(rowsOf(null), []);
});

Deno.test("rowsOf() shows tariffs and the gas meter behind the P1 port", () => {
  const subMeters = [{ channel: 1, kind: "gas" as const, value: 2345.678, unit: "m3" as const }];
  deepEqual(rowsOf(reading(NINE_MS, { importWhT1: 1000, activeTariff: 1, subMeters })), [
    ["Register in, tariff 1", "1.00\u202fkWh"],
    ["Tariff now", "1"],
    ["Gas 1", "2,345.678\u202fm³"],
  ]);
});
