/** The system clock is set while the house runs: no energy is lost, doubled or invented. */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import type { Reading } from "#model/reading.ts";
import { startBroker } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { FastClock } from "#tests/support/fast_clock.ts";
import { isMissing } from "#tests/support/needs.ts";
import { P1Wire } from "#tests/support/p1_wire.ts";
import { wholeHouse } from "#tests/support/whole_house.ts";

const FASTER = 20;
const FRAME_MS = 20;
const HOUR_MS = 3_600_000;
const BEGIN_MS = Date.UTC(2026, 2, 10, 9, 13);

for (const stepMs of [HOUR_MS, -HOUR_MS]) {
  Deno.test({
    name: `the house keeps its energy when the clock is set by ${stepMs / HOUR_MS} h`,
    ignore: isMissing("mosquitto"),
    async fn() {
      const dataDir = Deno.makeTempDirSync();
      await using broker = await startBroker();
      const clock = new FastClock(FASTER, BEGIN_MS);
      // The meter's own clock goes on.
      using wire = new P1Wire(new FastClock(FASTER, BEGIN_MS), FRAME_MS);
      await using house = await wholeHouse({ dataDir, clock, broker, source: wire.source });
      const { published, json } = house;
      await until(() => published.length >= 100, "readings before the step");
      clock.stepWall(stepMs);
      await until(() => published.length >= 200, "readings after the step");
      wire[Symbol.dispose]();
      await until(() => published.length === wire.sent, "every reading in MQTT");
      const readings: Reading[] = await json("readings");
      const powers = readings.map(({ importW }) => importW).sort((a = 0, b = 0) => a - b);
      deepEqual(powers, published);
      const from = BEGIN_MS - 2 * HOUR_MS;
      const { points } = await json(`history?step=15min&fromMs=${from}&toMs=${from + 5 * HOUR_MS}`);
      const sum = points.reduce((sum: number, point: EnergyPoint) => sum + point.importWh, 0);
      equal(sum, wire.sent - 1, "Wh as the register counts");
      const least = points.reduce(
        (least: number, point: EnergyPoint) => Math.min(least, point.importWh),
        0,
      );
      ok(least >= 0, "no quarter is below zero");
    },
  });
}
