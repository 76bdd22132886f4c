import { deepEqual } from "node:assert/strict";
import { SubMetersAnswer, TemperaturesAnswer } from "#actors/web/routes/sensors.ts";
import { HISTORY_ROWS_MAX } from "#model/history.ts";
import { webClient } from "#tests/support/web_client.ts";
import { testView } from "#tests/support/web_view.ts";

const temperature = { atMs: 0, sensor: "28", meanC: 21.5, minC: 21, maxC: 22 };
const gas = {
  ...{ channel: 1, kind: "gas", id: "G4", unit: "l" } as const,
  ...{ atMs: 0, amount: 120, quality: "measured" } as const,
};

Deno.test("GET /api/v1/temperatures and /sub-meters hand a checked question on", async () => {
  const asked: unknown[] = [];
  const { get } = webClient(testView({
    temperatures: (question) => {
      asked.push(question);
      return [temperature];
    },
    subMeters: (question) => {
      asked.push(question);
      return [gas];
    },
  }));
  const temperatures = await get("/api/v1/temperatures?step=hour&from=2026-01-05&toMs=2e12");
  deepEqual(TemperaturesAnswer.parse(temperatures.body), {
    step: "hour",
    points: [temperature],
    isComplete: true,
  });
  const { body } = await get("/api/v1/sub-meters?step=day&fromMs=1&toMs=2");
  deepEqual(SubMetersAnswer.parse(body), {
    meter: "main",
    step: "day",
    points: [gas],
    isComplete: true,
  });
  deepEqual(asked, [
    { meter: "main", fromMs: Date.UTC(2026, 0, 4, 23), toMs: 2e12, step: "hour" },
    { meter: "main", fromMs: 1, toMs: 2, step: "day" },
  ]);
});

Deno.test("GET /api/v1/temperatures says when there is more, and which step it does not know", async () => {
  const many = Array.from({ length: HISTORY_ROWS_MAX }, () => temperature);
  const { get } = webClient(testView({ temperatures: () => many }));
  const full = await get("/api/v1/temperatures?step=5min&fromMs=1&toMs=2");
  deepEqual(full.body.isComplete, false);
  const { status, body } = await get("/api/v1/temperatures?step=15min&fromMs=1&toMs=2");
  deepEqual([status, body.field], [400, "step"]);
});
