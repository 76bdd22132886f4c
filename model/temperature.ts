/** Temperatures: what the thermometers say now, and what is kept of it (20 §11, 50 §6). */
import { z } from "zod";

export const TemperatureReading = z.object({
  /** 16 hex digits of a 1-wire sensor as upstream writes them, or `board:…`; stays the same. */
  id: z.string(),
  /** What the board calls it; empty for 1-wire sensors, which have no name of their own. */
  name: z.string(),
  /** `probe`: a sensor that somebody put somewhere. `board`: the board feels its own warmth. */
  kind: z.enum(["probe", "board"]),
  /** °C; `null` when it gives no value. */
  valueC: z.number().nullable(),
  /** When the value was read, or found missing; ms UTC. */
  atMs: z.int(),
});
export type TemperatureReading = z.infer<typeof TemperatureReading>;

/** Five minutes of one sensor; from hours and days the mean is that of their five minutes. */
export const TemperaturePoint = z.object({
  /** Start of the span, ms UTC. */
  atMs: z.int(),
  /** Id of the sensor. */
  sensor: z.string(),
  /** °C; all three are `null` when the sensor gave no value. */
  meanC: z.number().nullable(),
  minC: z.number().nullable(),
  maxC: z.number().nullable(),
});
export type TemperaturePoint = z.infer<typeof TemperaturePoint>;

/** What is shown as *the* temperature: the mean of all probes; `null` while none has a value. */
export function mainC(readings: readonly TemperatureReading[]): number | null {
  const valuesC = readings.flatMap(({ kind, valueC }) =>
    kind === "probe" && valueC !== null ? [valueC] : []
  );
  return valuesC.length === 0 ? null : valuesC.reduce((sum, value) => sum + value) / valuesC.length;
}
