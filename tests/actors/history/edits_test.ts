import assert from "node:assert/strict";
import type { ConflictPolicy, EnergyChange } from "#model/edits.ts";
import { type EnergyPoint, QUALITIES } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import type { History } from "#actors/history/history.ts";
import { groupQuarters } from "#energy/group.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { historyLife, OSLO } from "#tests/support/history_life.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const ALL = { meter: "main", fromMs: 0, toMs: NINE_MS + 1e10 };

/** A meter that says its power each minute and its registers once an hour. */
function* hourly(random: () => number): Generator<ReturnType<typeof meterReading>> {
  let importWh = 500_000;
  for (let minute = 0;; minute++) {
    const atMs = NINE_MS + minute * MINUTE_MS + 7_000;
    const importW = Math.floor(random() * 6000);
    importWh += importW / 60;
    if (minute % 60 !== 0) yield meterReading(atMs, { listType: 1, importW, exportW: 0 });
    else {
      const meterTime = `${new Date(atMs - 7_000).toISOString().slice(0, 19)}Z`;
      const registers = { importWh: Math.round(importWh), exportWh: 0, meterTime };
      yield meterReading(atMs, { listType: 3, importW, exportW: 0, ...registers });
    }
  }
}

type ModelBatch = {
  readonly batch: number;
  readonly kind: "edit" | "import";
  readonly rows: Map<number, EnergyChange>;
  isLive: boolean;
};

/** What should be shown: the metered quarters, and the newest live batch above each direction. */
function modelShown(
  metered: readonly EnergyPoint[],
  batches: readonly ModelBatch[],
): EnergyPoint[] {
  const shown = new Map(metered.map((point) => [point.atMs, { ...point }]));
  for (const { isLive, rows, kind } of batches) {
    if (!isLive) continue;
    for (const { atMs, importWh, exportWh } of rows.values()) {
      const none = { atMs, importWh: 0, exportWh: 0, coverage: 0, estimatedWh: 0 };
      const point: EnergyPoint = shown.get(atMs) ?? { ...none, quality: "measured" };
      shown.set(atMs, point);
      point.importWh = importWh ?? point.importWh;
      point.exportWh = exportWh ?? point.exportWh;
      const quality = kind === "edit" ? "edited" : "imported";
      const isWhole = importWh !== null && exportWh !== null;
      const isWorse = QUALITIES.indexOf(quality) > QUALITIES.indexOf(point.quality);
      if (isWhole || isWorse) point.quality = quality;
      point.coverage = 1;
    }
  }
  return [...shown.values()].sort((a, b) => a.atMs - b.atMs);
}

const definite = ({ importWh, exportWh }: EnergyChange) => ({
  ...(importWh === null ? {} : { importWh }),
  ...(exportWh === null ? {} : { exportWh }),
});

const plain = (points: readonly EnergyPoint[]) =>
  points.map(({ estimatedWh: _, coverage, ...point }) => ({
    ...point,
    coverage: coverage.toFixed(6),
  }));

Deno.test("edits and undos in any order, restarts and late registers show what a simple model shows", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const whole = (max: number) => Math.floor(random() * max);
  const directory = Deno.makeTempDirSync();
  let life = historyLife(directory);
  const untouchedDirectory = Deno.makeTempDirSync();
  const untouched = historyLife(untouchedDirectory);
  const batches: ModelBatch[] = [];
  const readings = hourly(seeded(seed + 1));
  const metered = () => untouched.history.answers.energy({ ...ALL, step: "15min" });
  const where = (what: string) => `${what}, seed ${seed}`;

  const change = async () => {
    const nowMs = life.clock.nowMs();
    const kind = random() < 0.5 ? "edit" : "import";
    const policy: ConflictPolicy = random() < 0.5 ? "replace" : "larger";
    const known = new Map(
      modelShown(metered(), batches).map((point) => [point.atMs, point]),
    );
    const changes = Array.from({ length: 1 + whole(12) }, (): EnergyChange => ({
      atMs: Math.floor(nowMs / QUARTER_MS) * QUARTER_MS - (1 + whole(40)) * QUARTER_MS,
      importWh: random() < 0.2 ? null : whole(3000),
      exportWh: random() < 0.6 ? null : whole(300),
    }));
    const report = await life.history.answers.edit({
      meter: "main",
      kind,
      policy,
      note: "by the test",
      changes,
    });
    const rows = new Map(changes.map((row) => [row.atMs, row]));
    for (const [atMs, row] of rows) {
      const point = known.get(atMs);
      if (point === undefined || (point.coverage === 0 && point.importWh + point.exportWh === 0)) {
        if (row.importWh === null && row.exportWh === null) rows.delete(atMs);
        continue;
      }
      const { importWh, exportWh } = { ...point, ...definite(row) };
      const isSame = importWh === point.importWh && exportWh === point.exportWh;
      if (isSame && point.quality !== "edited" && point.quality !== "imported") {
        rows.delete(atMs);
        continue;
      }
      if (kind === "edit" || policy === "replace") continue;
      const larger = (next: number | null, now: number) =>
        next !== null && next > now ? next : null;
      rows.set(atMs, {
        atMs,
        importWh: larger(row.importWh, point.importWh),
        exportWh: larger(row.exportWh, point.exportWh),
      });
    }
    for (const [atMs, { importWh, exportWh }] of rows) {
      if (importWh === null && exportWh === null) rows.delete(atMs);
    }
    assert.equal(report.changed, rows.size, where("quarters changed"));
    batches.push({ batch: report.batch, kind, rows, isLive: true });
  };
  const undo = async () => {
    const live = batches.filter(({ isLive }) => isLive);
    const one = live[whole(live.length)];
    if (one === undefined) return;
    await life.history.answers.undo({ meter: "main", batch: one.batch });
    one.isLive = false;
  };

  for (let step = 0; step < 1500; step++) {
    await life.clock.advance(MINUTE_MS);
    const reading = readings.next().value;
    life.history.accept(reading);
    untouched.history.accept(reading);
    await life.history.tend();
    if (step > 100 && whole(25) === 0) await change();
    if (step > 100 && whole(40) === 0) await undo();
    if (whole(150) === 0) {
      if (random() < 0.5) life.history.finish();
      else life.history.close();
      life = historyLife(directory, life.clock);
    }
    if (step % 50 !== 0) continue;
    const expected = modelShown(metered(), batches);
    const shown = life.history.answers.energy({ ...ALL, step: "15min" });
    assert.deepEqual(plain(shown), plain(expected), where(`step ${step}`));
    for (const span of ["hour", "day", "month"] as const) {
      const own = life.history.answers.energy({ ...ALL, step: span });
      const sums = [...groupQuarters(shown, span, OSLO)];
      assert.deepEqual(plain(own), plain(sums), where(`${span} at step ${step}`));
      assert.deepEqual(
        own.map(({ estimatedWh }) => estimatedWh),
        sums.map(({ estimatedWh }) => estimatedWh),
      );
    }
  }
  assert.ok(batches.filter(({ isLive }) => !isLive).length > 5, where("undone batches"));
  assert.deepEqual(
    life.history.answers.batches({ meter: "main" }).map(({ batch }) => batch),
    batches.map(({ batch }) => batch).toReversed(),
  );
  // What the meter said is all still there, beneath.
  life.history.finish();
  untouched.history.finish();
  const stored = (of: string) => historyDump(of).tables["energy_15min"];
  assert.deepEqual(stored(directory), stored(untouchedDirectory), where("metered"));
});

async function quiet(): Promise<ReturnType<typeof historyLife>> {
  const life = historyLife(Deno.makeTempDirSync());
  for (let second = 0; second < 2 * 3600; second += 10) {
    const importWh = 5000 + second;
    life.history.accept(meterReading(NINE_MS + second * 1000, { importW: 3600, importWh }));
  }
  await life.clock.advance(2 * HOUR_MS);
  await life.history.tend();
  return life;
}

const one = (history: History, atMs: number) =>
  history.answers.energy({
    meter: "main",
    fromMs: atMs,
    toMs: atMs + QUARTER_MS,
    step: "15min",
  })[0];

Deno.test("edit: keepBetter fills what is unknown and leaves what was measured", async () => {
  const { history, changes } = await quiet();
  changes.length = 0;
  const before = { atMs: NINE_MS - QUARTER_MS, importWh: 111, exportWh: null };
  const known = { atMs: NINE_MS, importWh: 222, exportWh: 5 };
  const edit = { meter: "main", kind: "import", note: "a.csv" } as const;
  const report = await history.answers.edit({ ...edit, changes: [known, before] });
  assert.deepEqual(report, { batch: 1, changed: 1, kept: 1 });
  assert.equal(one(history, before.atMs)?.importWh, 111);
  assert.equal(one(history, before.atMs)?.quality, "imported");
  assert.equal(one(history, NINE_MS)?.importWh, 900);
  assert.deepEqual(changes, [{ meter: "main", fromMs: before.atMs, toMs: NINE_MS }]);

  // A second import is no better than the first, an edit is worth less to it than an import.
  const again = { ...before, importWh: 112 };
  assert.equal((await history.answers.edit({ ...edit, changes: [again] })).changed, 0);
  await history.answers.edit({ ...edit, kind: "edit", changes: [{ ...again, importWh: 113 }] });
  assert.equal(one(history, before.atMs)?.importWh, 113);
  assert.equal((await history.answers.edit({ ...edit, changes: [again] })).changed, 1);
  assert.equal(one(history, before.atMs)?.importWh, 112);
  history.finish();
});

Deno.test("edit: running sums follow at once, and again when it is undone", async () => {
  const { history } = await quiet();
  const day = () => history.answers.latest({ meter: "main" })?.running.day.importWh;
  assert.equal(day(), 7190);
  const change = { atMs: NINE_MS, importWh: 5900, exportWh: null };
  const { batch } = await history.answers.edit({
    meter: "main",
    kind: "edit",
    note: "",
    changes: [change],
  });
  assert.equal(day(), 12_190);
  const [row] = history.answers.edited({ ...ALL, batch });
  assert.deepEqual(row, { ...change, oldImportWh: 900, oldExportWh: 0 });
  await history.answers.undo({ meter: "main", batch });
  assert.equal(day(), 7190);
  const [entry] = history.answers.batches({ meter: "main" });
  assert.deepEqual([entry?.quarters, entry?.undoneAtMs !== null], [1, true]);
  history.finish();
});

Deno.test("edit: nothing of a batch counts before it is handed in to the end", async () => {
  const directory = Deno.makeTempDirSync();
  const { history, clock } = historyLife(directory);
  const edit = { meter: "main", kind: "import", note: "long.csv" } as const;
  const changes = (from: number) =>
    Array.from({ length: 2500 }, (_, at): EnergyChange => ({
      atMs: NINE_MS - (from + at + 1) * QUARTER_MS,
      importWh: 250,
      exportWh: 0,
    }));
  const first = await history.answers.edit({ ...edit, changes: changes(0), isUnfinished: true });
  assert.deepEqual(history.answers.energy({ ...ALL, step: "day" }), []);
  assert.deepEqual(history.answers.batches({ meter: "main" }), []);
  const { batch } = first;
  const second = await history.answers.edit({ ...edit, batch, changes: changes(2500) });
  assert.equal(second.batch, batch);
  do await history.tend(); while (history.isUrgent);
  const total = history.answers.energy({ ...ALL, step: "day" })
    .reduce((sum, { importWh }) => sum + importWh, 0);
  assert.equal(total, 5000 * 250);
  await assert.rejects(history.answers.edit({ ...edit, batch, changes: [] }), refused);

  // One that is never finished goes away without a trace.
  await history.answers.edit({ ...edit, changes: changes(9000), isUnfinished: true });
  await clock.advance(2 * HOUR_MS);
  do await history.tend(); while (history.isUrgent);
  history.finish();
  const { tables } = historyDump(directory);
  assert.equal(tables["edit_row"]?.length, 5000);
  assert.equal(tables["edit_batch"]?.length, 1);
});

Deno.test("edit refuses what cannot be changed, and changes nothing then", async () => {
  const { history, clock } = await quiet();
  const openMs = Math.floor(clock.nowMs() / QUARTER_MS) * QUARTER_MS;
  const edit = { meter: "main", kind: "edit", note: "" } as const;
  const at = (atMs: number) => [{ atMs, importWh: 1, exportWh: 1 }];
  const { answers } = history;
  await assert.rejects(answers.edit({ ...edit, changes: at(openMs) }), refused);
  await assert.rejects(answers.edit({ ...edit, changes: at(openMs - 1) }), refused);
  await assert.rejects(answers.edit({ ...edit, meter: "nobody", changes: [] }), refused);
  const many = Array.from({ length: 20_001 }, () => at(NINE_MS)[0]!);
  await assert.rejects(answers.edit({ ...edit, changes: many }), refused);
  await assert.rejects(answers.undo({ meter: "main", batch: 7 }), refused);
  const { batch } = await answers.edit({ ...edit, changes: at(NINE_MS) });
  await assert.rejects(answers.undo({ meter: "solar", batch }), refused);
  await answers.undo({ meter: "main", batch });
  await assert.rejects(answers.undo({ meter: "main", batch }), refused);
  assert.equal(one(history, NINE_MS)?.importWh, 900);
  history.finish();
});

Deno.test("edit says that there is no disk", async () => {
  const blocked = `${Deno.makeTempDirSync()}/file`;
  Deno.writeTextFileSync(blocked, "");
  const { history } = historyLife(blocked);
  const edit = { meter: "main", kind: "edit", note: "", changes: [] } as const;
  await assert.rejects(history.answers.edit(edit), { code: "store-unwritable" });
  history.close();
});

function refused(thrown: unknown): boolean {
  return thrown instanceof Fault && thrown.code === "edit-refused";
}
