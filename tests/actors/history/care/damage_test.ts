import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DATABASE_NAME } from "#actors/history/database.ts";
import { HistorySettings } from "#config/schema.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { until } from "#tests/support/deadline.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

const PAGE = 4096;
const CHECK_MS = 61_000;

/** One reading each 10 s, 10 Wh each. */
const reading = (at: number) =>
  meterReading(NINE_MS + at * 10_000, { importW: 3600, importWh: 500_000 + at * 10 });

/**
 * A house that made a backup after 3000 readings, committed 3000 more and then died: the last 500
 * are in its journal alone.
 */
async function house() {
  const dataDir = Deno.makeTempDirSync();
  const backups = HistorySettings.parse({ backupDays: 0 });
  const { history, clock } = historyLife(dataDir, new VirtualClock(NINE_MS), { backups });
  const say = async (from: number, to: number, isCommitted: boolean) => {
    for (let at = from; at < to; at++) history.accept(reading(at));
    await clock.advance((to - from) * 10_000);
    if (isCommitted) await history.tend();
  };
  await say(0, 3000, true);
  assert.ok(history.answers.backup({}));
  await until(() => history.answers.backups({}).length === 1, "a backup");
  await say(3000, 6000, true);
  await say(6000, 6500, false);
  history.close();
  const path = join(dataDir, DATABASE_NAME);
  const live = () => historyLife(dataDir, clock, { backups });
  const backup = join(dataDir, "backups", [...Deno.readDirSync(join(dataDir, "backups"))][0]!.name);
  return { dataDir, path, backup, clock, live };
}

function spoil(path: string, { from, to }: { from: number; to: number }): void {
  using file = Deno.openSync(path, { write: true });
  file.seekSync(from, Deno.SeekMode.Start);
  file.writeSync(new Uint8Array(to - from).fill(0xa5));
}

/** All energy of the house, kept together by its registers although readings are missing. */
function checkEnergy({ history }: ReturnType<typeof historyLife>, beginWh: number): void {
  history.accept(reading(6500));
  const all = { meter: "main", fromMs: 0, toMs: NINE_MS + 1e9, step: "day" } as const;
  const sum = history.answers.energy(all).reduce((total, { importWh }) => total + importWh, 0);
  assert.equal(sum, 6500 * 10 - beginWh);
}

const codes = ({ statuses }: ReturnType<typeof historyLife>) =>
  statuses.map(({ state, fault }) => `${state} ${fault?.code ?? ""}`.trim());

Deno.test("a database that cannot be opened is replaced by its backup, and the journal is replayed", async () => {
  const { dataDir, path, live } = await house();
  spoil(path, { from: 0, to: 2 * PAGE });
  const life = live();
  assert.deepEqual(codes(life), ["warning store-restored"]);
  assert.equal(life.counts["replayed"], 500);
  checkEnergy(life, 0);
  life.history.finish();
  const { readings, tables } = historyDump(dataDir);
  assert.equal(readings.length, 3000 + 501);
  assert.ok(JSON.stringify(tables["event"]).includes("gap"));
  const names = [...Deno.readDirSync(dataDir)].map(({ name }) => name).sort();
  assert.ok(names.some((name) => /^meterd\.db\.corrupt-\d{8}T\d{6}Z$/.test(name)), `${names}`);
  assert.ok(!names.some((name) => name.includes("restored")), `${names}`);
});

Deno.test("damage deep inside is found by the check after an unclean end, and by no reading", async () => {
  const { path, clock, live } = await house();
  {
    // What the log holds goes into the file, so that the damage is not written over.
    const life = live();
    life.history.finish();
  }
  const { size } = Deno.statSync(path);
  spoil(path, { from: size - 12 * PAGE, to: size - 4 * PAGE });
  live().history.close();
  const life = live();
  assert.deepEqual(codes(life), ["ok"]);
  await clock.advance(CHECK_MS);
  await life.history.tend();
  await until(() => life.history.isUrgent, "the end of the check");
  assert.deepEqual(codes(life), ["ok", "fault store-corrupt"]);
  assert.ok(life.history.accept(reading(6499 + 1)) !== null, "reading goes on");
  await life.history.tend();
  assert.equal(codes(life).at(-1), "warning store-restored");
  assert.equal(life.counts["repairs"], 1);
  life.history.finish();
});

Deno.test("a damaged backup is passed over; without any a new database is begun", async () => {
  const { dataDir, path, backup, live } = await house();
  const older = join(dataDir, "backups", "meterd-20260310T000000Z.db");
  Deno.copyFileSync(backup, older);
  spoil(backup, { from: 3 * PAGE, to: 8 * PAGE });
  spoil(path, { from: 0, to: PAGE });
  const life = live();
  assert.match(life.statuses[0]?.text ?? "", /20260310T000000Z/);
  checkEnergy(life, 0);
  life.history.close();

  const bare = await house();
  Deno.removeSync(bare.backup);
  spoil(bare.path, { from: 0, to: PAGE });
  const begun = bare.live();
  assert.deepEqual(codes(begun), ["warning store-corrupt"]);
  checkEnergy(begun, 6000 * 10);
  begun.history.finish();
  assert.equal(historyDump(bare.dataDir).readings.length, 501);
});

Deno.test("damage anywhere in the file is mended while readings go on, and no energy is lost by it", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const original = await house();
  for (let round = 0; round < 12; round++) {
    const dataDir = Deno.makeTempDirSync();
    copyAll(original.dataDir, dataDir);
    const path = join(dataDir, DATABASE_NAME);
    const { size } = Deno.statSync(path);
    const from = Math.floor(random() * size);
    spoil(path, { from, to: from + Math.floor(random() * 3 * PAGE) + 1 });
    const where = `byte ${from} of ${size}, seed ${seed}`;
    const backups = HistorySettings.parse({ backupDays: 0 });
    const clock = new VirtualClock(original.clock.nowMs());
    const life = historyLife(dataDir, clock, { backups });
    for (let at = 6500; at < 6700; at++) {
      assert.ok(life.history.accept(reading(at)) !== null, where);
      if (at % 50 !== 0) continue;
      await clock.advance(600_000);
      await life.history.tend();
      // The check of an unclean end: whatever was damaged, it is known and mended after it.
      const isChecked = () =>
        life.lines.some(({ text }) => text === "database checked") || life.counts["diskFaults"];
      if (at === 6500) await until(() => life.counts["repairs"] ?? isChecked(), where);
      await life.history.tend();
    }
    for (let turn = 0; turn < 3; turn++) {
      await clock.advance(31_000);
      await life.history.tend();
    }
    assert.notEqual(life.statuses.at(-1)?.state, "fault", where);
    const all = { meter: "main", fromMs: 0, toMs: NINE_MS + 1e9, step: "day" } as const;
    const sum = life.history.answers.energy(all).reduce((wh, { importWh }) => wh + importWh, 0);
    // Bits that turn in a number are seen by no check, here or anywhere.
    if (life.counts["repairs"] === 1) assert.equal(sum, 66_990, where);
    life.history.finish();
    const fresh = historyDump(dataDir).readings
      .filter(({ frame }) => frame.endOffset > reading(6500).frame.endOffset);
    assert.equal(fresh.length, 199, where);
    Deno.removeSync(dataDir, { recursive: true });
  }
});

function copyAll(from: string, to: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) {
      Deno.mkdirSync(join(to, name));
      copyAll(join(from, name), join(to, name));
    } else Deno.copyFileSync(join(from, name), join(to, name));
  }
}

Deno.test("a state that cannot be read any more is damage like any other", async () => {
  const { path, live } = await house();
  live().history.finish();
  {
    using database = new DatabaseSync(path);
    database.exec(`UPDATE meter SET state = '{"torn'`);
  }
  const life = live();
  assert.deepEqual(codes(life), ["warning store-restored"]);
  checkEnergy(life, 0);
  life.history.finish();
});
