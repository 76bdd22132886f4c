import { deepEqual, equal } from "node:assert/strict";
import { PeaksAnswer } from "#actors/web/routes/peaks.ts";
import { peakState } from "#tests/support/peak_state.ts";
import { webClient } from "#tests/support/web_client.ts";
import { NOW_MS, testView } from "#tests/support/web_view.ts";

const month = peakState(3.5, 5).month;

Deno.test("GET /api/v1/peaks gives the running month as last told", async () => {
  const view = testView();
  view.state.peak({ ...peakState(4.9, 5), atMs: NOW_MS });
  const { body } = await webClient(view).get("/api/v1/peaks");
  deepEqual([body.meter, body.fromMs, body.toMs], [
    "main",
    Date.UTC(2025, 11, 31, 23),
    Date.UTC(2026, 0, 31, 23),
  ]);
  deepEqual(PeaksAnswer.parse(body), body);
  equal(body.tariff.id, "no-standard");
  equal(body.month.parts[0].valueKw, 4.9);
});

Deno.test("GET /api/v1/peaks asks the tariff for other months, and for the running one if need be", async () => {
  const asked: unknown[] = [];
  const view = testView({}, ["web.security=none"], {
    month: (question) => {
      asked.push(question);
      return Promise.resolve(month);
    },
  });
  const { get } = webClient(view);
  equal((await get("/api/v1/peaks")).body.month.parts[0].valueKw, 3.5);
  view.state.peak({ ...peakState(4.9, 5), atMs: NOW_MS });
  const { body } = await get("/api/v1/peaks?month=2025-10&meter=main");
  deepEqual([body.month.parts[0].valueKw, body.running, body.meterPeaks], [3.5, null, null]);
  deepEqual(asked, [
    { meter: "main", atMs: Date.UTC(2025, 11, 31, 23) },
    { meter: "main", atMs: Date.UTC(2025, 8, 30, 22) },
  ]);
});

Deno.test("GET /api/v1/peaks of a house without a tariff, and of no month", async () => {
  const { get } = webClient(testView());
  const { body } = await get("/api/v1/peaks?month=2026-01");
  deepEqual([body.tariff, body.month], [null, null]);
  for (const month of ["2026-13", "26-01", "january", "2026-1"]) {
    const { status, body } = await get(`/api/v1/peaks?month=${month}`);
    deepEqual([status, body.field], [400, "month"], month);
  }
});
