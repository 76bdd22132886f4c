/** Temperatures in the shapes of amsreader-firmware: `/temperature.json` and `t` (40 §11). */
import { mainC, type TemperatureReading } from "#model/temperature.ts";
import { rounded } from "./numbers.ts";

/** What stands where no value is known. */
const NO_VALUE_C = -127;

/** `/temperature.json`: the probes; the board's own sensors are not among them. */
export function temperatureJson(readings: readonly TemperatureReading[]) {
  const probes = readings.filter(({ kind }) => kind === "probe");
  return {
    c: probes.length,
    s: probes.map(({ id, name, valueC }, index) => ({
      i: index,
      a: id,
      n: name,
      c: 1,
      v: rounded(valueC ?? NO_VALUE_C, 1),
    })),
  };
}

/** `t` of `/data.json`: the mean of all probes that have a value. */
export function mainTemperature(readings: readonly TemperatureReading[]): number {
  return rounded(mainC(readings) ?? NO_VALUE_C, 2);
}
