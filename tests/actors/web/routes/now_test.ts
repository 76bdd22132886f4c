import { deepEqual, equal } from "node:assert/strict";
import { NowAnswer } from "#actors/web/routes/now.ts";
import { LIST_3, storedReading } from "#tests/support/examples.ts";
import { peakState } from "#tests/support/peak_state.ts";
import { webClient } from "#tests/support/web_client.ts";
import { testView } from "#tests/support/web_view.ts";

Deno.test("GET /api/v1/now gives the merged newest state", async () => {
  const view = testView();
  const { get } = webClient(view);
  equal((await get("/api/v1/now")).status, 404);
  const newest = { ...LIST_3, importW: 99 };
  const receivedAtMs = LIST_3.receivedAtMs + 2500;
  const short = { vendor: "aidon", listType: 1, receivedAtMs, importW: 99 } as const;
  view.state.reading({ ...storedReading(short), newest });
  const { body } = await get("/api/v1/now?meter=main");
  deepEqual([body.meter, body.reading.importW, body.reading.importWh, body.reading.listType], [
    "main",
    99,
    LIST_3.importWh,
    3,
  ]);
  deepEqual([body.peak, body.temperatures], [null, []]);
});

Deno.test("GET /api/v1/now has the running interval of the tariff, and temperatures", async () => {
  const view = testView();
  view.state.reading(storedReading());
  const running = {
    fromMs: 0,
    toMs: 3_600_000,
    usedWh: 1200,
    projectedWh: 4000,
    targetKw: 5,
    allowedWh: 5000,
    headroomW: 7600,
    risk: 0,
  } as const;
  view.state.peak({ ...peakState(4.9, 5), running });
  const probe = { id: "28", name: "", kind: "probe", valueC: 21.4, atMs: 0 } as const;
  view.state.temperatures = [probe];
  const { body } = await webClient(view).get("/api/v1/now");
  deepEqual(NowAnswer.parse(body), body);
  deepEqual([body.peak, body.temperatures], [running, [probe]]);
});

Deno.test("GET /api/v1/now falls back to history after a restart", async () => {
  const { get } = webClient(testView({ latest: () => storedReading() }));
  equal((await get("/api/v1/now")).body.reading.importW, LIST_3.importW);
});
