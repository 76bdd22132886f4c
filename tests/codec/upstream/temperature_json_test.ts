import assert from "node:assert/strict";
import { mainTemperature, temperatureJson } from "#codec/upstream/temperature_json.ts";
import type { TemperatureReading } from "#model/temperature.ts";

const probe = (id: string, valueC: number | null): TemperatureReading => {
  return { id, name: "", kind: "probe", valueC, atMs: 0 };
};
const PROBES = [probe("28FF641E83160300", 21.4375), probe("28AA3B5271140101", -4.0625)];
const CPU: TemperatureReading = { ...probe("board:cpu-thermal", 61), name: "CPU", kind: "board" };

Deno.test("temperatureJson() is the example of 40 §11.7", () => {
  assert.deepEqual(
    temperatureJson([...PROBES, CPU]),
    JSON.parse(`{ "c": 2, "s": [
      { "i": 0, "a": "28FF641E83160300", "n": "", "c": 1, "v": 21.4 },
      { "i": 1, "a": "28AA3B5271140101", "n": "", "c": 1, "v": -4.1 } ] }`),
  );
  assert.deepEqual(temperatureJson([]), { c: 0, s: [] });
  assert.equal(temperatureJson([probe("28AA3B5271140101", null)]).s[0]?.v, -127);
});

Deno.test("mainTemperature() is the mean of the probes with a value, -127 without any", () => {
  assert.equal(mainTemperature([...PROBES, CPU, probe("28", null)]), 8.69);
  assert.equal(mainTemperature([CPU, probe("28", null)]), -127);
  assert.equal(mainTemperature([probe("28", 0)]), 0);
});
