import { deepEqual, equal, rejects } from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import { QuarterMemory } from "#tests/support/quarter_memory.ts";
import { webClient } from "#tests/support/web_client.ts";
import { testView } from "#tests/support/web_view.ts";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** 2025-10-25T22:00Z: the day of 25 hours in Oslo begins. */
const AUTUMN_MS = Date.UTC(2025, 9, 25, 22);

function quarters(fromMs: number, count: number): EnergyPoint[] {
  return Array.from({ length: count }, (_, at) => ({
    atMs: fromMs + at * QUARTER_MS,
    importWh: at,
    exportWh: at % 3,
    coverage: 1,
    quality: "measured",
    estimatedWh: 0,
  }));
}

function house(points: readonly EnergyPoint[]) {
  const memory = new QuarterMemory(points);
  return { memory, ...webClient(testView(memory.answers())) };
}

Deno.test("GET /api/v1/history/export tells the two hours of autumn apart", async () => {
  const { get } = house(quarters(AUTUMN_MS, 100));
  const { response, body } = await get(
    "/api/v1/history/export?step=hour&from=2025-10-26&to=2025-10-27&delimiter=semicolon&decimal=comma",
  );
  equal(response.headers.get("Content-Type"), "text/csv; charset=utf-8; header=present");
  equal(
    response.headers.get("Content-Disposition"),
    'attachment; filename="meterd-main-hour-2025-10-26-2025-10-26.csv"',
  );
  const lines = body.split("\r\n");
  equal(lines.length, 27);
  deepEqual(lines.slice(3, 5), [
    "2025-10-26T00:00:00Z;2025-10-26T01:00:00Z;2025-10-26 02A:00;0,038;0,005;0,000;1,000;measured",
    "2025-10-26T01:00:00Z;2025-10-26T02:00:00Z;2025-10-26 02B:00;0,054;0,003;0,000;1,000;measured",
  ]);
});

Deno.test("GET /api/v1/history/export gives JSON of any step, in parts that fit together", async () => {
  const { get, memory } = house(quarters(AUTUMN_MS, 70 * 96));
  for (const step of ["15min", "hour", "day", "month", "year"] as const) {
    const { body } = await get(
      `/api/v1/history/export?step=${step}&format=json&fromMs=0&toMs=7000000000000`,
    );
    const { points, ...about } = body;
    deepEqual(about, { meter: "main", zone: "Europe/Oslo", step });
    const plain = points.map((
      { toMs: _, label: __, ...point }: EnergyPoint & { toMs: number; label: string },
    ) => point);
    deepEqual(plain, memory.points(step), step);
  }
});

Deno.test("GET /api/v1/history/export of nothing is a head and no rows", async () => {
  const { get } = house([]);
  const range = "step=day&from=2025-01-01&to=2025-02-01";
  equal((await get(`/api/v1/history/export?${range}`)).body.split("\r\n").length, 2);
  deepEqual((await get(`/api/v1/history/export?${range}&format=json`)).body.points, []);
});

Deno.test("GET /api/v1/history/export asks for a month when the one before was taken", async () => {
  const asked: number[] = [];
  const memory = new QuarterMemory(quarters(Date.UTC(2025, 0, 1), 300 * 96));
  const { hono } = webClient(testView({
    energy: ({ fromMs, toMs, step }) => {
      asked.push((toMs - fromMs) / DAY_MS);
      return memory.points(step, fromMs, toMs);
    },
  }));
  const response = await hono.request(
    "/api/v1/history/export?step=15min&from=2025-01-01&to=2026-01-01",
  );
  deepEqual(asked, [31]);
  const reader = response.body!.getReader();
  await reader.read();
  deepEqual(asked, [31]);
  await reader.read();
  deepEqual(asked, [31, 28]);
  await reader.cancel();
  deepEqual(asked, [31, 28]);
});

Deno.test("GET /api/v1/history/export breaks off when history fails halfway, and is refused at once before", async () => {
  let left = 2;
  const { hono, ask } = webClient(testView({
    energy: ({ fromMs }) => {
      if (left-- <= 0) throw new Fault("deadline");
      return quarters(fromMs, 1);
    },
  }));
  const path = "/api/v1/history/export?step=15min&from=2025-01-01&to=2026-01-01";
  await rejects((await hono.request(path)).text(), { code: "deadline" });
  equal((await ask(path)).status, 503);
});

Deno.test("GET /api/v1/history/export names the field that does not fit", async () => {
  const { get } = house([]);
  const range = "from=2025-01-01&to=2025-02-01";
  for (
    const [query, field] of [
      [`step=day&${range}&format=xlsx`, "format"],
      [`step=day&${range}&decimal=comma`, "delimiter"],
      [`step=week&${range}`, "step"],
      ["step=day&from=2025-01-01", "to"],
    ] as const
  ) {
    const { status, body } = await get(`/api/v1/history/export?${query}`);
    deepEqual([status, body.field], [400, field], query);
  }
});
