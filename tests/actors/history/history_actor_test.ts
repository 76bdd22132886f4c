import assert from "node:assert/strict";
import { historyActor } from "#actors/history/history_actor.ts";
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { systemClock } from "#runtime/clock.ts";
import { Desk } from "#runtime/desk.ts";
import { Topic } from "#runtime/topic.ts";
import { until } from "#tests/support/deadline.ts";
import { runActor } from "#tests/support/house_actor.ts";
import { historyDump } from "#tests/support/history_dump.ts";
import { NO_BACKUPS, OSLO } from "#tests/support/history_life.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { QUEUES } from "#actors/topics.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import { meterReading } from "#tests/support/readings.ts";

/** Five hours ago: old readings would be pruned. */
const BEGIN_MS = systemClock.nowMs() - 18_000_000;

function wired(dataDir = Deno.makeTempDirSync()) {
  const incoming = new Topic<MeterReading>("readings");
  const stored = new Topic<StoredReading>("stored");
  const statuses = new Topic<PartStatus>("statuses");
  const desk = new Desk<HistoryQuestions>("history", systemClock, 5000);
  const readings = incoming.reader("history", { capacity: 256, overflow: "wait" });
  const announced = stored.reader("test", { capacity: 10_000, overflow: "dropOldest" });
  const meters = [{ id: "main", zone: OSLO }];
  const pointsIn = new Topic<readonly TemperaturePoint[]>("points").reader(
    "history",
    QUEUES.outlet,
  );
  const changes = new Topic<EnergyChanged>("changes");
  const wires = { readingsIn: readings, pointsIn, stored, changes, statuses, history: desk };
  const settings = { history: NO_BACKUPS };
  const actor = historyActor({ ...wires, dataDir, meters, settings });
  return { incoming, announced, readings, desk, dataDir, actor };
}

async function taken(announced: ReturnType<typeof wired>["announced"]): Promise<number[]> {
  const offsets: number[] = [];
  const abort = new AbortController();
  const life = { signal: abort.signal, idle: <T>(wait: Promise<T>) => wait, alive: () => {} };
  if (announced.length === 0) return offsets;
  for await (const { frame } of announced.messages(life)) {
    offsets.push(frame.endOffset);
    if (announced.length === 1) break;
  }
  return offsets;
}

Deno.test("historyActor() loses and doubles nothing when it is crashed at random instants", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const { incoming, announced, readings, desk, dataDir, actor } = wired();
  const count = 1500;
  {
    await using house = runActor(actor);
    for (let at = 0; at < count; at++) {
      const sent = meterReading(BEGIN_MS + at * 10_000, { importW: at, exportW: 0, importWh: at });
      incoming.send(sent);
      if (random() < 0.05) incoming.send(sent);
      if (random() < 0.2) await new Promise((wake) => setTimeout(wake, 0));
      if (random() < 0.02) house.crash();
      if (random() < 0.05) desk.ask("latest", { meter: "main" }).catch(() => {});
      if (readings.length > 100) await until(() => readings.length < 50, "room in the queue");
    }
    await until(() => readings.length === 0, `all readings, seed ${seed}`);
    assert.ok(house.report().crashes > 5, `${house.report().crashes} crashes`);
  }
  const expected = Array.from({ length: count }, (_, at) => BEGIN_MS + at * 10_000);
  assert.deepEqual(await taken(announced), expected, `announced, seed ${seed}`);
  const kept = historyDump(dataDir).readings.map(({ frame }) => frame.endOffset);
  assert.deepEqual(kept, expected, `stored, seed ${seed}`);
});

Deno.test("historyActor() answers questions while it stores", async () => {
  const { incoming, desk, actor } = wired();
  await using _house = runActor(actor);
  incoming.send(meterReading(BEGIN_MS, { importW: 500, exportW: 0 }));
  const latest = await until(() => desk.ask("latest", { meter: "main" }), "the first reading");
  assert.equal(latest?.netW, 500);
});
