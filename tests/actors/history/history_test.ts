import assert from "node:assert/strict";
import { join } from "node:path";
import { BACKLOG_MAX, type History } from "#actors/history/history.ts";
import { DATABASE_NAME } from "#actors/history/database.ts";
import type { Newest } from "#model/energy.ts";
import { DyingDisk } from "#tests/support/dying_disk.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { canMount, mount, unmount } from "#tests/support/mounted.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

const RETRY_MS = 30_000;
const COMMIT_MS = 600_000;

function second(at: number) {
  return meterReading(NINE_MS + at * 1000, { importW: 3600, exportW: 0, importWh: 5000 + at });
}

Deno.test("History hands readings out although the directory cannot be written, and stores them later", async () => {
  const blocked = join(Deno.makeTempDirSync(), "file");
  Deno.writeTextFileSync(blocked, "");
  const { history, clock, statuses, counts } = historyLife(blocked);
  for (let at = 0; at < 50; at++) assert.equal(history.accept(second(at))?.netW, 3600);
  assert.equal(history.accept(second(49)), null, "a known frame is known without a disk, too");
  assert.deepEqual(statuses.map(({ fault }) => fault?.code), ["store-unwritable"]);
  assert.ok(statuses[0]?.fault?.hint !== "");
  const span = { meter: "main", fromMs: 0, toMs: NINE_MS + 1e9, limit: 100 };
  assert.equal((await history.answers.readings(span)).length, 50);
  await clock.advance(RETRY_MS);
  await history.tend();
  assert.equal(statuses.length, 1, "one message, however often it is tried");

  Deno.removeSync(blocked);
  await clock.advance(RETRY_MS);
  await history.tend();
  assert.deepEqual(statuses.map(({ state }) => state), ["fault", "ok"]);
  assert.equal(history.accept(second(50))?.running.hour.importWh, 50);
  history.finish();
  assert.equal(historyDump(blocked).readings.length, 51);
  assert.equal(counts["diskFaults"], 1);
});

Deno.test("History stores what waited when it ends before its next try", () => {
  const blocked = join(Deno.makeTempDirSync(), "file");
  Deno.writeTextFileSync(blocked, "");
  const { history } = historyLife(blocked);
  for (let at = 0; at < 50; at++) history.accept(second(at));
  Deno.removeSync(blocked);
  history.finish();
  assert.equal(historyDump(blocked).readings.length, 50);
});

Deno.test("History rides out a disk that fails for a while, at any touch of it", async () => {
  for (const point of [1, 2, 5, 9, 14, 20, 26, 33, 40, 47, 55]) {
    const directory = Deno.makeTempDirSync();
    const { history, clock, statuses } = historyLife(directory);
    {
      const full = Object.assign(new Error("full"), { code: "ENOSPC" });
      using disk = new DyingDisk(point, false, full);
      for (let at = 0; at < 40; at++) {
        assert.ok(history.accept(second(at)), `point ${point}`);
        if (at === 20) {
          await clock.advance(COMMIT_MS);
          await history.tend();
        }
      }
      if (disk.isDead) assert.equal(statuses.at(-1)?.fault?.code, "store-full", `point ${point}`);
    }
    await clock.advance(COMMIT_MS);
    await history.tend();
    assert.equal(statuses.at(-1)?.state, "ok");
    assert.equal(history.accept(second(40))?.running.day.importWh, 40, `point ${point}`);
    history.finish();
    const { readings, tables } = historyDump(directory);
    assert.equal(readings.length, 41, `point ${point}`);
    assert.deepEqual(tables["energy_15min"]?.map((row) => Object(row).import_wh), [40]);
  }
});

Deno.test({
  name: "History says that a real disk is full, and stores what waited when there is room again",
  ignore: !canMount(),
  async fn() {
    const directory = Deno.makeTempDirSync();
    mount("-t", "tmpfs", "-o", "size=1m", "none", directory);
    try {
      const { history, clock, statuses } = historyLife(directory);
      const ballast = join(directory, "ballast");
      try {
        Deno.writeFileSync(ballast, new Uint8Array(2_000_000));
      } catch {
        // The disk is full now.
      }
      for (let at = 0; at < 600; at++) assert.ok(history.accept(second(at)));
      await clock.advance(COMMIT_MS);
      await history.tend();
      assert.deepEqual(statuses.map(({ fault }) => fault?.code), [undefined, "store-full"]);
      await clock.advance(RETRY_MS);
      await history.tend();
      assert.equal(statuses.length, 2);
      Deno.removeSync(ballast);
      await clock.advance(RETRY_MS);
      await history.tend();
      assert.equal(statuses.at(-1)?.state, "ok");
      history.finish();
      assert.equal(historyDump(directory).readings.length, 600);
    } finally {
      unmount(directory);
    }
  },
});

Deno.test("History bounds what it keeps in memory while the disk is away", async () => {
  const blocked = join(Deno.makeTempDirSync(), "file");
  Deno.writeTextFileSync(blocked, "");
  const { history, counts } = historyLife(blocked);
  for (let at = 0; at < BACKLOG_MAX + 100; at++) history.accept(second(at));
  assert.equal(counts["readingsNotStored"], 100);
  const span = { meter: "main", fromMs: 0, toMs: Infinity };
  assert.ok((await history.answers.readings({ ...span, limit: 1e9 })).length <= 60);
  assert.ok(history.answers.energy({ ...span, step: "15min" }).length > 50);
  history.finish();
});

Deno.test("History puts a damaged database aside, says so, and keeps what the journal holds", () => {
  const directory = Deno.makeTempDirSync();
  const first = historyLife(directory);
  for (let at = 0; at < 30; at++) first.history.accept(second(at));
  first.history.close();
  Deno.writeTextFileSync(join(directory, DATABASE_NAME), "no database at all ".repeat(500));
  const { history, statuses, counts } = historyLife(directory);
  assert.deepEqual(statuses.map(({ state, fault }) => [state, fault?.code]), [
    ["warning", "store-corrupt"],
  ]);
  assert.equal(counts["replayed"], 30);
  history.finish();
  assert.equal(historyDump(directory).readings.length, 30);
});

Deno.test("History goes on after any end as if there had been none", async () => {
  const whole = historyLife(Deno.makeTempDirSync());
  const directory = Deno.makeTempDirSync();
  let cut = historyLife(directory);
  for (let at = 0; at < 4000; at += 7) {
    const reading = second(at);
    if (at % 500 < 7) {
      if (at % 1000 < 500) cut.history.finish();
      else cut.history.close();
      cut = historyLife(directory);
    }
    assert.deepEqual(cut.history.accept(reading), whole.history.accept(reading), `at ${at} s`);
    if (at % 900 < 7) {
      await whole.clock.advance(COMMIT_MS);
      await whole.history.tend();
    }
  }
  assert.deepEqual(
    cut.history.answers.latest({ meter: "main" }),
    whole.history.answers.latest({ meter: "main" }),
  );
  cut.history.finish();
  whole.history.finish();
});

Deno.test("History commits every ten minutes and empties its journal", async () => {
  const directory = Deno.makeTempDirSync();
  const { history, clock, counts } = historyLife(directory);
  for (let at = 0; at < 1800; at++) {
    history.accept(second(at));
    if (at % 60 === 59) {
      await clock.advance(60_000);
      await history.tend();
    }
  }
  assert.equal(counts["commits"], 3);
  const bytes = [..."ab"].map((side) =>
    Deno.statSync(join(directory, `readings.${side}.journal`)).size
  );
  assert.deepEqual(bytes, [0, 0]);
  history.close();
});

Deno.test("History estimates registers, ignores an old hourly list, and goes on with both after a restart", () => {
  const directory = Deno.makeTempDirSync();
  const list = { vendor: "aidon", listType: 3, importW: 3600, exportW: 0, exportWh: 0 } as const;
  const hour = (at: number, importWh: number) =>
    meterReading(NINE_MS + at * 3_600_000, { ...list, importWh });
  const short = (s: number) => meterReading(NINE_MS + s * 1000, { listType: 1, importW: 3600 });

  const first = historyLife(directory).history;
  first.accept(hour(0, 500_000));
  for (let s = 10; s <= 1800; s += 10) first.accept(short(s));
  equalNewest(first, { importWh: 501_800, registersEstimated: true });
  assert.equal(first.answers.heard({ meter: "main" })?.reading.importWh, 500_000);
  first.finish();

  const second = historyLife(directory).history;
  equalNewest(second, { importWh: 501_800, registersEstimated: true });
  for (let s = 1810; s < 3600; s += 10) second.accept(short(s));
  const stale = second.accept(hour(1, 500_000));
  assert.equal(stale?.isStale, true);
  assert.equal(stale?.reading.importWh, 500_000, "the reading is what the telegram said");
  equalNewest(second, { importWh: 503_600, registersEstimated: true });
  const fresh = second.accept(hour(2, 507_000));
  assert.deepEqual([fresh?.isStale, fresh?.newest.registersEstimated], [undefined, undefined]);
  equalNewest(second, { importWh: 507_000 });
  second.finish();
  const { tables } = historyDump(directory);
  const registers = tables["register"]?.map((row) => Object(row).import_wh);
  assert.deepEqual(registers, [500_000, 507_000]);
  const importWh = tables["energy_15min"]?.map((row) => Number(Object(row).import_wh)) ?? [];
  assert.equal(importWh.reduce((a, b) => a + b), 7000, "no hour is doubled");
});

function equalNewest({ answers }: History, expected: Partial<Newest>): void {
  const { importWh, registersEstimated } = answers.latest({ meter: "main" })!.newest;
  const { importWh: wh, registersEstimated: estimated } = expected;
  assert.deepEqual([importWh, registersEstimated], [wh, estimated]);
}
