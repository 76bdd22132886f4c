import { deepEqual, equal } from "node:assert/strict";
import { ReadingsAnswer } from "#actors/web/routes/readings.ts";
import type { Reading } from "#model/reading.ts";
import { seeded } from "#tests/support/random.ts";
import { reading } from "#tests/support/readings.ts";
import { webClient } from "#tests/support/web_client.ts";
import { testView } from "#tests/support/web_view.ts";

/** A desk over readings, and how many rows each answer held. */
function shelf(stored: readonly Reading[]) {
  const pages: number[] = [];
  const view = testView({
    readings: ({ fromMs, toMs, limit }) => {
      const found = stored.filter(({ receivedAtMs }) =>
        receivedAtMs >= fromMs && receivedAtMs < toMs
      );
      const page = found.slice(0, limit);
      pages.push(page.length);
      return Promise.resolve(page);
    },
  });
  return { ...webClient(view), pages };
}

Deno.test("GET /api/v1/readings gives every reading once, in order, page by page", async () => {
  const random = seeded(11);
  let atMs = 1000;
  const stored = Array.from({ length: 7_300 }, (_, at) => {
    // Telegrams that come in one block have one time; many of them may straddle a page.
    atMs += random() < 0.6 ? 0 : Math.floor(random() * 9000);
    return reading(atMs, { importW: at });
  });
  const { get, pages } = shelf(stored);
  deepEqual(ReadingsAnswer.parse((await get("/api/v1/readings")).body), stored);
  equal(Math.max(...pages) < 1_100, true);
  const { body } = await get(`/api/v1/readings?limit=4200`);
  deepEqual(body, stored.slice(0, 4_200));
});

Deno.test("GET /api/v1/readings of nothing is an empty list", async () => {
  const { get } = shelf([]);
  deepEqual((await get("/api/v1/readings?fromMs=&toMs=")).body, []);
  deepEqual((await get("/api/v1/readings?fromMs=5&toMs=5")).body, []);
});

Deno.test("GET /api/v1/readings asks for the next page only when the last one was taken", async () => {
  const { hono, pages } = shelf(Array.from({ length: 5_000 }, (_, at) => reading(at)));
  const response = await hono.request("/api/v1/readings");
  equal(pages.length, 1);
  const reader = response.body!.getReader();
  await reader.read();
  equal(pages.length, 1);
  await reader.read();
  equal(pages.length, 2);
  await reader.cancel();
  equal(pages.length, 2);
});
