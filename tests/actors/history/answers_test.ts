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

/** Gas that is read every five minutes while 1 litre a minute flows, beside the electricity. */
function gasReading(minute: number) {
  const atMs = NINE_MS + minute * 60_000;
  const at = new Date(atMs - atMs % 300_000).toISOString().replace(".000", "");
  const litres = 5_000_000 + Math.floor(minute / 5) * 5;
  const gas = { channel: 1, kind: "gas", id: "G4", value: litres / 1000, unit: "m3", at } as const;
  return meterReading(atMs, { importW: 600, importWh: 5000 + minute * 10, subMeters: [gas] });
}

Deno.test("answers tell what flowed through sub-meters, stored or waiting, by quarter and day", async () => {
  const { history, clock } = historyLife(Deno.makeTempDirSync());
  const span = { meter: "main", fromMs: NINE_MS, toMs: NINE_MS + 30 * HOUR_MS };
  const ask = (step: "15min" | "hour" | "day") => history.answers.subMeters({ ...span, step });
  for (let minute = 0; minute <= 24 * 60; minute++) {
    history.accept(gasReading(minute));
    if (minute === 727) {
      await clock.advance(COMMIT_MS);
      await history.tend();
    }
  }
  const name = { channel: 1, kind: "gas", id: "G4", unit: "l" };
  for (const when of ["waiting", "stored"]) {
    const quarters = ask("15min");
    assert.equal(quarters.length, 96, when);
    assert.deepEqual(quarters[48], {
      ...name,
      atMs: NINE_MS + 12 * HOUR_MS,
      amount: 15,
      quality: "measured",
    });
    assert.ok(quarters.every(({ amount }) => amount === 15), when);
    assert.ok(ask("hour").every(({ amount }) => amount === 60), when);
    assert.deepEqual(ask("day").map(({ amount }) => amount), [14 * 60, 10 * 60], when);
    await clock.advance(COMMIT_MS);
    await history.tend();
  }
  assert.equal(history.answers.subMeters({ ...span, step: "15min", limit: 5 }).length, 5);
  history.finish();
});

Deno.test("answers tell temperatures of all sensors, through a restart and a disk that was away", async () => {
  const directory = Deno.makeTempDirSync();
  const point = (at: number, sensor: string, meanC: number | null) => ({
    atMs: NINE_MS + at * 300_000,
    sensor,
    meanC,
    minC: meanC === null ? null : meanC - 0.125,
    maxC: meanC === null ? null : meanC + 0.25,
  });
  const span = { meter: "main", fromMs: NINE_MS, toMs: NINE_MS + 2 * HOUR_MS };
  {
    const { history } = historyLife(directory);
    for (let at = 0; at < 12; at++) {
      history.keepTemperatures([point(at, "probe", at - 5.5), point(at, "board:cpu", null)]);
    }
    history.close();
  }
  const { history } = historyLife(directory);
  const fine = history.answers.temperatures({ ...span, step: "5min" });
  assert.equal(fine.length, 24);
  assert.deepEqual(fine.slice(0, 2), [point(0, "probe", -5.5), point(0, "board:cpu", null)]);
  assert.deepEqual(history.answers.temperatures({ ...span, step: "hour" }), [
    { atMs: NINE_MS, sensor: "probe", meanC: 0, minC: -5.625, maxC: 5.75 },
    { atMs: NINE_MS, sensor: "board:cpu", meanC: null, minC: null, maxC: null },
  ]);
  history.close();

  const blocked = `${Deno.makeTempDirSync()}/file`;
  Deno.writeTextFileSync(blocked, "");
  const away = historyLife(blocked);
  away.history.keepTemperatures([point(0, "probe", 20)]);
  assert.equal(away.history.answers.temperatures({ ...span, step: "5min" }).length, 1);
  Deno.removeSync(blocked);
  await away.clock.advance(30_000);
  await away.history.tend();
  away.history.close();
  const back = historyLife(blocked);
  assert.equal(back.history.answers.temperatures({ ...span, step: "5min" }).length, 1);
  back.history.finish();
});

Deno.test("answers tell registers by the hour, events, and where a new meter began", async () => {
  const { history, clock } = historyLife(Deno.makeTempDirSync());
  const say = (minute: number, importWh: number, meterId: string) =>
    history.accept(
      meterReading(NINE_MS + minute * 60_000, { importW: 600, importWh, exportWh: 7, meterId }),
    );
  for (let minute = 0; minute < 90; minute++) say(minute, 70_000 + minute * 10, "old");
  for (let minute = 90; minute < 150; minute++) say(minute, minute * 10, "new");
  const span = { meter: "main", fromMs: NINE_MS, toMs: NINE_MS + 3 * HOUR_MS };
  for (const when of ["waiting", "stored"]) {
    const { answers } = history;
    assert.deepEqual(answers.registers(span), [
      { atMs: NINE_MS, importWh: 70_000, exportWh: 7 },
      { atMs: NINE_MS + HOUR_MS, importWh: 70_600, exportWh: 7 },
      { atMs: NINE_MS + 2 * HOUR_MS, importWh: 1_200, exportWh: 7 },
    ], when);
    assert.deepEqual(answers.epochs(span), [{
      atMs: NINE_MS + 1.5 * HOUR_MS,
      meterId: "new",
      before: { importWh: 70_890, exportWh: 7 },
      after: { importWh: 900, exportWh: 7 },
    }], when);
    assert.ok(answers.events(span).some(({ kind }) => kind === "register-reset"), when);
    await clock.advance(COMMIT_MS);
    await history.tend();
  }
  history.finish();
});
