import assert from "node:assert/strict";
import type { History } from "#actors/history/history.ts";
import { HISTORY_ROWS_MAX } from "#model/history.ts";
import { historyLife, OSLO } from "#tests/support/history_life.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

const HOUR_MS = 3_600_000;
const COMMIT_MS = 600_000;
const END_MS = NINE_MS + 30 * HOUR_MS;

/** 30 hours of a reading each 10 s at 3600 W: 10 Wh a reading. */
async function filled() {
  const life = historyLife(Deno.makeTempDirSync());
  for (let at = 0; NINE_MS + at * 10_000 < END_MS; at++) {
    const importWh = 500_000 + at * 10;
    life.history.accept(meterReading(NINE_MS + at * 10_000, { importW: 3600, importWh }));
    if (at === 7000) {
      await life.clock.advance(COMMIT_MS);
      await life.history.tend();
    }
  }
  return life;
}

async function everything({ answers }: History) {
  const span = { meter: "main", fromMs: 0, toMs: END_MS + 1 };
  return {
    readings: await answers.readings({ ...span, limit: 9_000 }),
    tens: answers.power({ ...span, step: "10s" }),
    minutes: answers.power({ ...span, step: "1min" }),
    quarters: answers.energy({ ...span, step: "15min" }),
    hours: answers.energy({ ...span, step: "hour" }),
    days: answers.energy({ ...span, step: "day" }),
    latest: answers.latest({ meter: "main" }),
  };
}

Deno.test("answers are the same before a commit, after it and after a restart, and are bounded", async () => {
  const { history, clock } = await filled();
  const before = await everything(history);
  await clock.advance(COMMIT_MS);
  await history.tend();
  const after = await everything(history);
  assert.deepEqual(after, before);

  assert.equal(after.readings.length, 9_000);
  assert.equal(after.tens.length, HISTORY_ROWS_MAX);
  assert.equal(after.minutes.length, 1800);
  assert.deepEqual(after.minutes[5], {
    atMs: NINE_MS + 300_000,
    netW: 3600,
    netWMin: 3600,
    netWMax: 3600,
  });
  assert.equal(after.quarters.length, 120);
  assert.deepEqual(after.hours.map(({ importWh }) => importWh).slice(0, 3), [3600, 3600, 3600]);
  assert.deepEqual(after.days.map(({ importWh }) => importWh), [14 * 3600, 16 * 3600 - 10]);
  assert.deepEqual(after.days.map(({ atMs }) => OSLO.wallClock(atMs).hour), [0, 0]);
  assert.equal(after.latest?.running.day.importWh, 16 * 3600 - 10);
  history.finish();
});

Deno.test("answers hold the span: from is in, to is out, oldest first", async () => {
  const { history } = await filled();
  const fromMs = NINE_MS + 6 * HOUR_MS;
  const span = { meter: "main", fromMs, toMs: fromMs + 60_000 };
  const readings = await history.answers.readings({ ...span, limit: 4 });
  assert.deepEqual(
    readings.map(({ receivedAtMs }) => receivedAtMs - fromMs),
    [0, 10_000, 20_000, 30_000],
  );
  assert.equal(history.answers.power({ ...span, step: "10s" }).length, 6);
  assert.equal(history.answers.power({ ...span, step: "1min" }).length, 1);
  assert.deepEqual(await history.answers.readings({ ...span, limit: 0 }), []);
  const unknown = { ...span, meter: "nobody" };
  assert.deepEqual(history.answers.energy({ ...unknown, step: "day" }), []);
  assert.equal(history.answers.latest({ meter: "solar" }), null);
  history.finish();
});

Deno.test("answers keep meters apart", () => {
  const { history } = historyLife(Deno.makeTempDirSync());
  history.accept(meterReading(NINE_MS, { importW: 1 }));
  history.accept({ ...meterReading(NINE_MS + 1, { exportW: 2 }), meter: "solar" });
  const netW = (meter: string) =>
    history.answers.power({ meter, fromMs: 0, toMs: END_MS, step: "10s" })
      .map((point) => point.netW);
  assert.deepEqual([netW("main"), netW("solar")], [[1], [-2]]);
  history.finish();
});
