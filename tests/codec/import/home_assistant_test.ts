import assert from "node:assert/strict";
import { isEnergyTable, readEnergyTable, readStatistics } from "#codec/import/home_assistant.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 1);
const nobody = { importId: null, exportId: null };

Deno.test("readStatistics() takes change per hour, by id", () => {
  const result = {
    "sensor.grid_import": [
      { start: START_MS, end: START_MS + HOUR_MS, change: 1.25 },
      { start: START_MS + HOUR_MS, end: START_MS + 2 * HOUR_MS, change: 0.5 },
    ],
    "sensor.grid_export": [{ start: START_MS, end: START_MS + HOUR_MS, change: 0.1 }],
    "sensor.price": [{ start: START_MS, mean: 1 }],
  };
  const { spans, notes } = readStatistics({ id: 1, result }, nobody);
  assert.deepEqual(spans.map(({ importWh, exportWh }) => [importWh, exportWh]), [
    [1250, 100],
    [500, null],
  ]);
  assert.ok(notes.some(({ text }) => text.includes("sensor.price")));
});

Deno.test("readStatistics() takes differences of sums where there is no change", () => {
  const list = [10, 11.5, 11.5, 9].map((sum, at) => ({ start: START_MS / 1000 + at * 3600, sum }));
  const { spans, rejected } = readStatistics(list, nobody);
  assert.deepEqual(spans.map(({ importWh }) => importWh), [1500, 0]);
  assert.equal(rejected.length, 1);
});

Deno.test("readEnergyTable() reads the energy page's download", () => {
  const text = "entity_id,type,unit,2026-01-01T00:00:00.000Z,2026-01-01T01:00:00.000Z\n" +
    "sensor.import,grid_consumption,kWh,1.5,0.25\n" +
    "sensor.back,grid_return,kWh,0,0.75\n" +
    "sensor.roof,solar,kWh,1,1\n";
  assert.ok(isEnergyTable(text));
  const { spans, notes } = readEnergyTable(text);
  assert.deepEqual(spans.map(({ importWh, exportWh }) => [importWh, exportWh]), [
    [1500, 0],
    [250, 750],
  ]);
  assert.equal(notes.length, 1);
});

Deno.test("readEnergyTable() sums the sensors of several tariffs", () => {
  const text = "entity_id,type,unit,2026-01-01T00:00:00.000Z\n" +
    "sensor.day,grid_consumption,kWh,1.5\nsensor.night,grid_consumption,kWh,0.25\n";
  assert.deepEqual(readEnergyTable(text).spans.map(({ importWh }) => importWh), [1750]);
});

Deno.test("readStatistics() spreads a sum over the hours that have no row", () => {
  const list = [[0, 10], [1, 11], [9, 20]].map(([hour = 0, sum = 0]) => ({
    start: START_MS + hour * HOUR_MS,
    sum,
  }));
  const { spans } = readStatistics(list, nobody);
  assert.deepEqual(spans.map(({ fromMs, toMs }) => (toMs - fromMs) / HOUR_MS), [1, 8]);
});
