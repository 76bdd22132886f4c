import { deepEqual, equal } from "node:assert/strict";
import { HistoryAnswer, PowerAnswer } from "#actors/web/routes/history.ts";
import type { HistoryQuestions } from "#model/history.ts";
import { hourAt } from "#tests/support/hours.ts";
import { QuarterMemory } from "#tests/support/quarter_memory.ts";
import { webClient } from "#tests/support/web_client.ts";
import { NOW_MS, testView } from "#tests/support/web_view.ts";

const MIDNIGHT_MS = Date.UTC(2026, 0, 4, 23);

function asked() {
  const questions: unknown[] = [];
  const note = (question: unknown) => {
    questions.push(question);
    return [];
  };
  const answers: Partial<HistoryQuestions> = { power: note, energy: note };
  return { ...webClient(testView(answers)), questions };
}

Deno.test("GET /api/v1/history gives local spans with their ends and labels", async () => {
  const memory = new QuarterMemory([
    ...hourAt(MIDNIGHT_MS, 1.001),
    ...hourAt(MIDNIGHT_MS + 3_600_000, 2, "interpolated"),
  ]);
  const { get } = webClient(testView(memory.answers()));
  const { status, body } = await get("/api/v1/history?step=hour&from=2026-01-05&to=2026-01-06");
  equal(status, 200);
  const { points, ...about } = HistoryAnswer.parse(body);
  deepEqual(about, { meter: "main", zone: "Europe/Oslo", step: "hour" });
  const estimated = { estimatedWh: 2000, quality: "interpolated" };
  deepEqual(points, [
    {
      ...{ atMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 3_600_000, label: "2026-01-05 00:00" },
      ...{ importWh: 1001, exportWh: 0, coverage: 1, quality: "measured", estimatedWh: 0 },
    },
    {
      ...{
        atMs: MIDNIGHT_MS + 3_600_000,
        toMs: MIDNIGHT_MS + 7_200_000,
        label: "2026-01-05 01:00",
      },
      ...{ importWh: 2000, exportWh: 0, coverage: 1, ...estimated },
    },
  ]);
});

Deno.test("GET /api/v1/history knows every step, and bounds in ms, local and absolute time", async () => {
  const { get, questions } = asked();
  for (
    const query of [
      "step=15min&fromMs=1&toMs=2",
      "step=hour&from=2026-01-05&to=2026-01-05T12:00",
      "step=day&from=2026-01-05T00:00Z&to=2026-01-05T01:30:00%2B01:00",
      "step=month&fromMs=0&toMs=7000000000000&meter=main",
      "step=year&fromMs=0&to=2027-01-01",
    ]
  ) {
    equal((await get(`/api/v1/history?${query}`)).status, 200, query);
  }
  const meter = "main";
  deepEqual(questions, [
    { meter, step: "15min", fromMs: 1, toMs: 2 },
    { meter, step: "hour", fromMs: MIDNIGHT_MS, toMs: Date.UTC(2026, 0, 5, 11) },
    {
      meter,
      step: "day",
      fromMs: Date.UTC(2026, 0, 5),
      toMs: Date.UTC(2026, 0, 5, 0, 30),
    },
    { meter, step: "month", fromMs: 0, toMs: 7_000_000_000_000 },
    { meter, step: "year", fromMs: 0, toMs: Date.UTC(2026, 11, 31, 23) },
  ]);
});

Deno.test("GET /api/v1/history and /power name the field that does not fit", async () => {
  const { get, questions } = asked();
  for (
    const [query, field, status] of [
      ["power?fromMs=x&toMs=2&step=10s", "fromMs", 400],
      ["power?fromMs=1&step=10s", "to", 400],
      ["power?fromMs=1&toMs=2&step=1h", "step", 400],
      ["history?from=yesterday&toMs=2&step=hour", "from", 400],
      ["history?fromMs=3&toMs=2&step=hour", "to", 400],
      ["history?fromMs=0&toMs=9e15&step=hour", "toMs", 400],
      [`history?from=2020-01-01&toMs=${NOW_MS}&step=15min`, "to", 400],
      ["history?fromMs=1&toMs=2&step=hour&meter=attic", "meter", 404],
    ] as const
  ) {
    const reply = await get(`/api/v1/${query}`);
    deepEqual([reply.status, reply.body.field], [status, field], query);
    equal(reply.response.headers.get("Content-Type"), "application/problem+json");
  }
  deepEqual(questions, []);
});

Deno.test("GET /api/v1/history takes any range of which the steps are few", async () => {
  const { get } = asked();
  for (const [step, years] of [["15min", 0.25], ["hour", 1], ["day", 26], ["year", 100]] as const) {
    const fromMs = Math.max(0, NOW_MS - years * 365 * 86_400_000);
    const { status } = await get(`/api/v1/history?step=${step}&fromMs=${fromMs}&toMs=${NOW_MS}`);
    equal(status, 200, step);
  }
});

Deno.test("GET /api/v1/power gives points with the length of their step", async () => {
  const points = [{ atMs: 10_000, netW: -5, netWMin: -9, netWMax: null }];
  const { get } = webClient(testView({ power: () => points }));
  const { body } = await get("/api/v1/power?step=1min&fromMs=0&toMs=60000");
  deepEqual(PowerAnswer.parse(body), { meter: "main", stepMs: 60_000, points });
});
