/**
 * Asks the thermometers every 15 s, says what they say, and makes of it the means that history
 * keeps. A house without thermometers is a house.
 */
import type { Thermometers } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";
import type { PartStatus } from "#model/status.ts";
import type { TemperaturePoint, TemperatureReading } from "#model/temperature.ts";
import type { Actor } from "#runtime/actor.ts";
import { ABORTED, orAborted } from "#runtime/or_aborted.ts";
import type { Topic } from "#runtime/topic.ts";
import { TemperatureMeans } from "#energy/temperature.ts";

export type SensorWires = {
  readonly thermometers: Thermometers;
  /** All thermometers at once, every 15 s. */
  readonly temperatures: Topic<readonly TemperatureReading[]>;
  /** Closed five minutes of all of them. */
  readonly temperaturePoints: Topic<readonly TemperaturePoint[]>;
  readonly statuses: Topic<PartStatus>;
};

const EVERY_MS = 15_000;

export function sensorsActor(wires: SensorWires): Actor {
  const { thermometers, temperatures, temperaturePoints, statuses } = wires;
  return async ({ signal, clock, idle, alive, ready }) => {
    const means = new TemperatureMeans();
    let said: PartStatus | null = null;
    ready();
    while (!signal.aborted) {
      const startedMs = clock.monotonicMs();
      const readings = await idle(orAborted(thermometers.read(), signal));
      if (readings === ABORTED) return;
      alive();
      temperatures.send(readings);
      const points = means.take(readings, clock.nowMs());
      if (points.length > 0) temperaturePoints.send(points);
      const status = statusOf(readings, clock.nowMs());
      if (status.text !== said?.text) statuses.send(said = status);
      const tookMs = clock.monotonicMs() - startedMs;
      await idle(clock.sleep(Math.max(0, EVERY_MS - tookMs), signal));
    }
  };
}

function statusOf(readings: readonly TemperatureReading[], sinceMs: number): PartStatus {
  const status = { part: "sensors", fault: null, sinceMs };
  const count = readings.length;
  if (count === 0) return { ...status, state: "off", text: "No thermometers" };
  const silent = readings.filter(({ kind, valueC }) => kind === "probe" && valueC === null);
  if (silent.length > 0) {
    const fault = new Fault("sensor-silent", { what: silent.map(({ id }) => id).join(", ") });
    return { ...status, state: "warning", text: fault.message, fault: fault.view() };
  }
  return { ...status, state: "ok", text: `${count} thermometer${count === 1 ? "" : "s"}` };
}
