/** Backups while readings come, on a good disk and on a bad one. */
import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { backupName } from "#actors/history/care/backup_files.ts";
import { HistorySettings } from "#config/schema.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { until } from "#tests/support/deadline.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

function lifeWithBackups(backupDir: string) {
  const dataDir = Deno.makeTempDirSync();
  const backups = HistorySettings.parse({ backupDays: 0, backupDir });
  const life = historyLife(dataDir, new VirtualClock(NINE_MS), { backups });
  let count = 0;
  /** A second of the meter, and now and then a turn of housekeeping. */
  const second = async () => {
    life.history.accept(meterReading(NINE_MS + count * 1000, { importWh: 1000 + count }));
    await life.clock.advance(1000);
    if (++count % 10 === 0) await life.history.tend();
  };
  return { ...life, dataDir, second, sent: () => count };
}

Deno.test("a backup that is made while readings come is whole, and none of them is missing", async () => {
  const backupDir = Deno.makeTempDirSync();
  const { history, dataDir, second, sent } = lifeWithBackups(backupDir);
  for (let at = 0; at < 1300; at++) await second();
  equal(history.answers.backup({}), true);
  await until(async () => {
    await second();
    return history.answers.backups({}).length === 1;
  }, "the backup");
  history.finish();
  equal(historyDump(dataDir).readings.length, sent());
  const copied = Deno.makeTempDirSync();
  const [{ name } = { name: "" }] = history.answers.backups({});
  Deno.copyFileSync(join(backupDir, name), join(copied, "meterd.db"));
  equal(historyDump(copied).readings.length >= 1200, true, "what was committed is in the backup");
});

Deno.test("a backup disk that is bad is told, and costs nothing of the database", async () => {
  const backupDir = Deno.makeTempDirSync();
  const { history, dataDir, second, sent, clock, counts } = lifeWithBackups(backupDir);
  for (let at = 0; at < 700; at++) await second();
  const part = join(backupDir, `${backupName(clock.nowMs())}.part`);
  Deno.writeTextFileSync(part, "no database at all ".repeat(500));
  equal(history.answers.backup({}), true);
  await until(async () => {
    await second();
    return counts["backupsFailed"] === 1 || counts["repairs"] === 1;
  }, "an end of the backup");
  for (let at = 0; at < 100; at++) await second();
  history.finish();
  deepEqual([counts["backupsFailed"], counts["repairs"]], [1, undefined]);
  equal(historyDump(dataDir).readings.length, sent());
});
