import assert from "node:assert/strict";
import { tariffActor } from "#actors/tariff/tariff_actor.ts";
import { TariffSettings } from "#config/schema.ts";
import type { EnergyChanged, EnergyPoint, StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { PeakQuestions, PeakState } from "#model/peaks.ts";
import type { PartStatus } from "#model/status.ts";
import { Zone } from "#model/zone.ts";
import { systemClock } from "#runtime/clock.ts";
import { Desk } from "#runtime/desk.ts";
import { Topic } from "#runtime/topic.ts";
import { until } from "#tests/support/deadline.ts";
import { LIST_3, RUNNING, storedReading } from "#tests/support/examples.ts";
import { runActor } from "#tests/support/house_actor.ts";
import { type HourRow, hoursOf } from "#tests/support/hours.ts";
import { lifeOf } from "#tests/support/life.ts";

const zone = new Zone("Europe/Oslo");
const AT_MS = Date.parse("2026-01-20T11:40:00Z");
const ROWS: HourRow[] = [[7, 18, 7.81], [16, 8, 7.92], [16, 12, 4], [19, 19, 7.67]];

/** The actor with a history whose hours the test may change. */
function house(preset = "no-standard") {
  const abort = new AbortController();
  const life = lifeOf(abort);
  let rows = ROWS;
  const history = new Desk<HistoryQuestions>("history", systemClock, 1_000);
  const energy = ({ fromMs, toMs }: { fromMs: number; toMs: number }): EnergyPoint[] =>
    hoursOf(rows, { zone }).filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const serving = history.serve(life, { energy } as Partial<HistoryQuestions> as HistoryQuestions);
  const stored = new Topic<StoredReading>("stored");
  const changes = new Topic<EnergyChanged>("changes");
  const peaks = new Topic<PeakState>("peaks");
  const desk = new Desk<PeakQuestions>("peaks", systemClock, 1_000);
  const said: PeakState[] = [];
  const listener = peaks.reader("test", { capacity: 99, overflow: "dropOldest" });
  listener.offer = (state) => void said.push(state);
  const queue = { capacity: 99, overflow: "dropOldest" } as const;
  const actor = runActor(tariffActor({
    meters: [{ id: "main", zone }],
    settings: { tariff: TariffSettings.parse({ preset }) },
    storedIn: stored.reader("tariff", queue),
    changesIn: changes.reader("tariff", queue),
    history,
    peaks,
    tariff: desk,
    statuses: new Topic<PartStatus>("statuses"),
  }));
  return {
    said,
    desk,
    changes,
    hours: (changed: HourRow[]) => rows = changed,
    read: (importWh: number, atMs = AT_MS) => {
      const reading = storedReading({ ...LIST_3, receivedAtMs: atMs });
      stored.send({ ...reading, running: { ...RUNNING, hour: { importWh, exportWh: 0 } } });
    },
    report: actor.report,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await serving;
      await actor[Symbol.asyncDispose]();
    },
  };
}

const mean = (state: PeakState | undefined) => state?.month.parts[0]?.valueKw?.toFixed(4);

Deno.test("tariffActor() says the peaks of the month and where the hour is heading", async () => {
  await using it = house();
  it.read(4000);
  await until(() => it.said.length > 0, "a state");
  assert.equal(mean(it.said[0]), "7.8000");
  assert.equal(it.said[0]?.running?.usedWh, 4000);
  assert.equal(it.said[0]?.running?.targetKw, 10);
});

Deno.test("tariffActor() P13: an edit of history changes the peaks", async () => {
  await using it = house();
  it.read(4000);
  await until(() => it.said.length > 0, "a state");
  it.hours(ROWS.map((row): HourRow => row[0] === 16 && row[1] === 8 ? [16, 8, 3] : row));
  it.changes.send({ meter: "main", fromMs: AT_MS - 5 * 86_400_000, toMs: AT_MS });
  await until(() => it.report().counters["changes"] === 1, "the change to be noted");
  const [part] = (await it.desk.ask("month", { meter: "main", atMs: AT_MS }))?.parts ?? [];
  assert.equal(part?.valueKw?.toFixed(4), "6.4933");
});

Deno.test("tariffActor() says the new peaks at once, even of a meter that has fallen silent", async () => {
  await using it = house();
  it.read(4000);
  await until(() => it.said.length > 0, "a state");
  it.hours([[7, 18, 7.81]]);
  it.changes.send({ meter: "main", fromMs: AT_MS - 20 * 86_400_000, toMs: AT_MS });
  await until(() => it.said.length > 1, "a state after the change");
  assert.equal(mean(it.said[1]), "7.8100");
});

Deno.test("tariffActor() answers for any month, and null for a meter without a tariff", async () => {
  await using it = house();
  const february = await it.desk.ask("month", { meter: "main", atMs: AT_MS + 20 * 86_400_000 });
  assert.equal(february?.parts[0]?.valueKw, null);
  assert.equal(await it.desk.ask("month", { meter: "other", atMs: AT_MS }), null);
});

Deno.test("tariffActor() a tariff of time blocks counts no peaks but knows the blocks", async () => {
  await using it = house("si-blocks");
  it.read(4000);
  await until(() => it.said.length > 0, "a state");
  assert.equal(it.said[0]?.running, null);
  assert.equal(it.said[0]?.month.blocks.length, 5);
});
