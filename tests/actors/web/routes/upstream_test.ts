import { deepEqual, equal } from "node:assert/strict";
import { historyHouse } from "#tests/support/history_house.ts";
import { meterReading } from "#tests/support/readings.ts";
import { NOW_MS } from "#tests/support/web_view.ts";

Deno.test("GET /realtime.json has the last 60 minutes after the process was killed", async () => {
  const dataDir = Deno.makeTempDirSync();
  try {
    const before = historyHouse(dataDir);
    const fromMs = NOW_MS - 3_600_000;
    for (let atMs = fromMs; atMs < NOW_MS; atMs += 2_500) {
      const slot = Math.floor((atMs - fromMs) / 10_000);
      before.history.accept(meterReading(atMs, { importW: 1000 + slot, exportW: 0 }));
    }
    const whole = (await before.get("/realtime.json?size=360")).body;
    // Let go of as a kill would: nothing is committed.
    before.history.close();
    const after = historyHouse(dataDir);
    const { body } = await after.get("/realtime.json?size=360");
    after.history.close();
    deepEqual(body, whole);
    equal(body.total, 360);
    deepEqual(body.data.slice(0, 3), [1359, 1359, 1358]);
    equal(body.data.at(-1), 1001);
  } finally {
    Deno.removeSync(dataDir, { recursive: true });
  }
});
