import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { HistorySettings } from "#config/schema.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { until } from "#tests/support/deadline.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

function live(dataDir: string, settings: Partial<HistorySettings>, clock?: VirtualClock) {
  const backups = HistorySettings.parse(settings);
  return historyLife(dataDir, clock ?? new VirtualClock(NINE_MS), { backups });
}

const namesIn = (directory: string) => [...Deno.readDirSync(directory)].map(({ name }) => name);

Deno.test("Caretaker makes a backup at its hour, every so many days, and keeps the newest", async () => {
  const backupDir = join(Deno.makeTempDirSync(), "on", "another", "disk");
  const settings = { backupDir, backupDays: 2, backupHour: 3, backupKeep: 2 };
  const { history, clock, counts, statuses } = live(Deno.makeTempDirSync(), settings);
  const made: string[] = [];
  for (let hour = 0; hour < 9 * 24; hour++) {
    history.accept(meterReading(clock.nowMs(), { importW: 100, importWh: 5000 + hour }));
    await clock.advance(HOUR_MS);
    const before = counts["backups"] ?? 0;
    await history.tend();
    // The first one after an hour, then every other day at three o'clock.
    if (hour === 0 || (hour + 11) % 48 === 3) {
      await until(() => (counts["backups"] ?? 0) > before, `a backup in hour ${hour}`);
      made.push(new Date(clock.nowMs()).toISOString());
    }
  }
  assert.deepEqual(made.map((at) => at.slice(5, 13)), [
    "03-10T10",
    "03-12T02",
    "03-14T02",
    "03-16T02",
    "03-18T02",
  ]);
  assert.equal(counts["backups"], made.length, "no other backups");
  assert.deepEqual(history.answers.backups({}).map(({ name }) => name), [
    "meterd-20260318T020000Z.db",
    "meterd-20260316T020000Z.db",
  ]);
  assert.equal(namesIn(backupDir).length, 2);
  assert.ok(statuses.every(({ state }) => state === "ok"));
  history.finish();
});

Deno.test("Caretaker makes a whole copy on request while readings go on", async () => {
  const directory = Deno.makeTempDirSync();
  const { history, clock } = live(directory, { backupDays: 0 });
  for (let s = 0; s < 5000; s++) {
    history.accept(meterReading(NINE_MS + s * 1000, { importW: s, importWh: s }));
  }
  await clock.advance(600_000);
  await history.tend();
  assert.equal(history.answers.backup({}), true);
  assert.equal(history.answers.backup({}), false, "one at a time");
  for (let s = 5000; s < 6000; s++) {
    history.accept(meterReading(NINE_MS + s * 1000, { importW: s, importWh: s }));
  }
  await until(() => history.answers.backups({}).length === 1, "a backup");
  const [backup] = history.answers.backups({});
  const path = join(directory, "backups", backup!.name);
  using copy = new DatabaseSync(path, { readOnly: true });
  const sum = copy.prepare("SELECT sum(import_wh) AS wh FROM energy_15min").get()?.["wh"];
  assert.equal(sum, 4999);
  assert.deepEqual(namesIn(join(directory, "backups")), [backup!.name]);
  history.finish();
});

Deno.test("Caretaker says why there is no backup, tries again, and says when there is one", async () => {
  const directory = Deno.makeTempDirSync();
  const backupDir = join(directory, "file");
  Deno.writeTextFileSync(backupDir, "");
  const { history, clock, counts, statuses } = live(directory, { backupDir, backupDays: 1 });
  await clock.advance(DAY_MS);
  await history.tend();
  await until(() => counts["backupsFailed"] === 1, "a failure");
  assert.deepEqual(
    [statuses.at(-1)?.state, statuses.at(-1)?.fault?.code],
    ["warning", "store-backup"],
  );
  await history.tend();
  assert.equal(counts["backupsFailed"], 1, "not again at once");
  Deno.removeSync(backupDir);
  await clock.advance(HOUR_MS);
  await history.tend();
  await until(() => counts["backups"] === 1, "a backup");
  assert.equal(statuses.at(-1)?.state, "ok");
  history.finish();
});

Deno.test("Caretaker removes what a cut off backup left, and nothing else", async () => {
  const backupDir = Deno.makeTempDirSync();
  const others = ["meterd-notes.txt", "meterd-20260101T000000Z.db.old"];
  for (const name of [...others, "meterd-20260101T000000Z.db.part"]) {
    Deno.writeTextFileSync(join(backupDir, name), "x");
  }
  const { history, counts } = live(Deno.makeTempDirSync(), { backupDir, backupDays: 0 });
  history.answers.backup({});
  await until(() => counts["backups"] === 1, "a backup");
  const kept = namesIn(backupDir).filter((name) => !/^meterd-20260310.*db$/.test(name));
  assert.deepEqual(kept.sort(), others.sort());
  history.finish();
});
