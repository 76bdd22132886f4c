/**
 * A history actor in a process of its own, to be killed: takes readings numbered from an argument
 * and prints the number of each one it announces. Its clock runs 4000 times as fast, so that it
 * commits several times a second.
 */
import { historyActor } from "#actors/history/history_actor.ts";
import { QUEUES } from "#actors/topics.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { type Clock, systemClock } from "#runtime/clock.ts";
import { Desk } from "#runtime/desk.ts";
import { LogBook } from "#runtime/log.ts";
import { PIPELINE } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { OSLO } from "./history_life.ts";
import { meterReading } from "./readings.ts";

const FASTER = 4000;
const [dataDir = "", from = "0"] = Deno.args;
const encoder = new TextEncoder();

const clock: Clock = {
  nowMs: () => systemClock.nowMs(),
  monotonicMs: () => systemClock.monotonicMs() * FASTER,
  sleep: (spanMs, signal) => systemClock.sleep(spanMs / FASTER, signal),
};

const incoming = new Topic<MeterReading>("readings");
const stored = new Topic<StoredReading>("stored");
const announced = stored.reader("print", { capacity: 10_000, overflow: "dropOldest" });
const actor = historyActor({
  readingsIn: incoming.reader("history", QUEUES.gate),
  pointsIn: new Topic<readonly TemperaturePoint[]>("points").reader("history", QUEUES.outlet),
  stored,
  changes: new Topic<EnergyChanged>("changes"),
  statuses: new Topic<PartStatus>("statuses"),
  history: new Desk<HistoryQuestions>("history", systemClock, 1000),
  dataDir,
  meters: [{ id: "main", zone: OSLO }],
});
const book = new LogBook(clock, () => {}, "error");
const children = [{ name: "history", group: { ...PIPELINE, silenceMsMax: 1e9 }, actor }];
const supervisor = new Supervisor(children, { clock, book });
supervisor.run(new AbortController().signal);

const life = {
  signal: new AbortController().signal,
  idle: <T>(wait: Promise<T>) => wait,
  alive: () => {},
};
const print = async () => {
  for await (const { reading } of announced.messages(life)) {
    Deno.stdout.writeSync(encoder.encode(`${reading.importWh}\n`));
  }
};
print();
const beginMs = systemClock.nowMs();
for (let number = Number(from);; number++) {
  const fields = { importW: number % 5000, importWh: number };
  const sent = meterReading(beginMs + number * 100, fields);
  incoming.send({ ...sent, frame: { stream: from, endOffset: number, tickMs: number * 100 } });
  await systemClock.sleep(0);
}
