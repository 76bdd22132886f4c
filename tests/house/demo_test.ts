/** The first command of the README, as a newcomer runs it. */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import { until } from "#tests/support/deadline.ts";
import { Service } from "#tests/support/service.ts";

const HOUR_MS = 3_600_000;

Deno.test("demo shows live power and the day before it, and leaves nothing behind", async () => {
  const folder = await Deno.makeTempDir();
  await using service = await Service.start({ env: { TMPDIR: folder } });
  await until(
    async () => (await service.json<{ i: number; e: number }>("data.json")).i > 0,
    "power",
  );
  const nowMs = Date.now();
  const span = `fromMs=${nowMs - 24 * HOUR_MS}&toMs=${nowMs}`;
  const { points } = await service.json<{ points: EnergyPoint[] }>(
    `api/v1/history?${span}&step=hour`,
  );
  ok(points.length >= 24, `${points.length} hours`);
  ok(points.every(({ importWh, exportWh }) => importWh + exportWh > 0), "every hour has energy");
  equal((await fetch(service.url)).headers.get("Content-Type"), "text/html; charset=utf-8");
  equal(await service.stop(), 0);
  deepEqual([...Deno.readDirSync(folder)], []);
});
