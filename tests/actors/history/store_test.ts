import assert from "node:assert/strict";
import { join } from "node:path";
import { Store } from "#actors/history/store.ts";
import type { StoredReading } from "#model/energy.ts";
import type { MeterReading } from "#model/reading.ts";
import { DyingDisk } from "#tests/support/dying_disk.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { OSLO } from "#tests/support/history_life.ts";
import { seeded } from "#tests/support/random.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

/** Two meters over two quarters with slow registers: power each 50 s, a register now and then. */
function traffic(): MeterReading[] {
  const random = seeded(6);
  return Array.from({ length: 36 }, (_, at) => ({
    ...meterReading(NINE_MS + at * 50_000, {
      importW: Math.floor(random() * 4000),
      exportW: 0,
      ...(at % 12 === 0 ? { importWh: 70_000 + at * 30, exportWh: 4 } : {}),
    }),
    meter: at % 5 === 4 ? "solar" : "main",
  }));
}

const meters = [{ id: "main", zone: OSLO }, { id: "solar", zone: OSLO }];
const nowMs = NINE_MS;

/** One life of the process: delivers from a place on, commits twice, ends in order. */
async function live(
  directory: string,
  { from, announced, isDead }: {
    from: number;
    announced: StoredReading[];
    isDead: () => boolean;
  },
): Promise<void> {
  using store = new Store({ directory, meters, nowMs });
  for (const [at, reading] of traffic().entries()) {
    if (at < from) continue;
    const ledger = store.books.get(reading.meter)!.ledger;
    if (!ledger.isKnown(reading.frame)) {
      const stored = ledger.accept(reading);
      store.append(reading);
      if (isDead()) return;
      announced.push(stored);
    }
    if (at % 12 === 7) {
      store.commit(nowMs);
      await store.settle();
    }
    if (at % 12 === 3) await store.sync();
  }
  store.finish(nowMs);
}

const frameOf = ({ frame }: { frame: MeterReading["frame"] }) => frame.endOffset;

Deno.test("Store keeps every announced reading exactly once, dying at any touch of the disk", async () => {
  const reference = Deno.makeTempDirSync();
  const all: StoredReading[] = [];
  await live(reference, { from: 0, announced: all, isDead: () => false });
  const expected = historyDump(reference);
  assert.equal(expected.readings.length, 36);

  let point = 0;
  for (let isOver = false; !isOver;) {
    point++;
    for (const after of [false, true]) {
      const directory = Deno.makeTempDirSync();
      const announced: StoredReading[] = [];
      {
        using disk = new DyingDisk(point, after);
        const isDead = () => disk.isDead;
        await live(directory, { from: 0, announced, isDead }).catch(() => {});
        isOver = !disk.isDead;
      }
      const dead = announced.length;
      // The sender was at the reading that died, and goes back three more.
      await live(directory, { from: Math.max(0, dead - 3), announced, isDead: () => false });
      const where = `touch ${point}, ${after ? "after" : "before"} it worked`;
      const dump = historyDump(directory);
      assert.deepEqual(dump.readings, expected.readings, where);
      assert.deepEqual(dump.tables, expected.tables, where);
      assert.equal(new Set(announced.map(frameOf)).size, announced.length, `${where}: doubled`);
      // Announced are all, save the one whose life ended between its writing and its sending.
      assert.ok(announced.length >= all.length - 1, where);
      const same = all.filter((reading) =>
        announced.some((own) => frameOf(own) === frameOf(reading))
      );
      assert.deepEqual(announced, same, `${where}: what was said of it`);
      Deno.removeSync(directory, { recursive: true });
    }
  }
  assert.ok(point > 100, `${point} points`);
});

Deno.test("Store keeps the journal until the commit itself is safe against a power cut", async () => {
  const directory = Deno.makeTempDirSync();
  const readings = traffic();
  using store = new Store({ directory, meters, nowMs });
  const enter = (reading: MeterReading) => {
    store.books.get(reading.meter)!.ledger.accept(reading);
    store.append(reading);
  };
  readings.slice(0, 20).forEach(enter);
  store.commit(nowMs);
  readings.slice(20).forEach(enter);
  // The power goes: what SQLite wrote to its log without a sync is gone.
  const after = Deno.makeTempDirSync();
  for (const { name } of Deno.readDirSync(directory)) {
    if (!/-(wal|shm)$/.test(name)) Deno.copyFileSync(join(directory, name), join(after, name));
  }
  new Store({ directory: after, meters, nowMs }).finish(nowMs);
  assert.equal(historyDump(after).readings.length, readings.length);
  await store.settle();
  assert.ok(store.journalBytes > 0, "the readings after the commit stay");
});

Deno.test("Store keeps what the journal holds of a meter that has left the settings", () => {
  const directory = Deno.makeTempDirSync();
  {
    using store = new Store({ directory, meters, nowMs });
    for (const reading of traffic()) {
      store.books.get(reading.meter)!.ledger.accept(reading);
      store.append(reading);
    }
  }
  const others = [{ id: "renamed", zone: OSLO }];
  using store = new Store({ directory, meters: others, nowMs });
  store.finish(nowMs);
  assert.equal(historyDump(directory).readings.length, traffic().length);
});
