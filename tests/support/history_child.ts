/**
 * A history actor in a process of its own, to be killed or watched. Its time is simulated and runs
 * as fast as it can: every second the meter `main` says its registers, every ten seconds `solar`
 * its power, and its registers once an hour. What the outside heard is printed, a line each; what
 * is not printed, nobody knows of.
 */
import { historyActor } from "#actors/history/history_actor.ts";
import { QUEUES } from "#actors/topics.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { systemClock, VirtualClock } from "#runtime/clock.ts";
import { Desk } from "#runtime/desk.ts";
import { LogBook } from "#runtime/log.ts";
import { PIPELINE } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { NO_BACKUPS } from "./history_life.ts";
import { deed } from "./history_hands.ts";
import { CHILD_METERS, type ChildOptions, householdReadings } from "./history_household.ts";
import { seeded } from "./random.ts";

const { dataDir, fromS, toS, seed, deedS, syncPauseMs, isKilled } = JSON.parse(
  Deno.args[0] ?? "",
) as ChildOptions;
const encoder = new TextEncoder();
const say = (line: string) => Deno.stdout.writeSync(encoder.encode(`${line}\n`));

/** Syncs of a file that are under way; what is done around them is worth a kill. */
let syncs = 0;
const { syncData } = Deno.FsFile.prototype;
Deno.FsFile.prototype.syncData = async function () {
  say("sync");
  syncs++;
  await syncData.call(this).finally(() => syncs--);
};

const clock = new VirtualClock(fromS * 1000);
const readings = new Topic<MeterReading>("readings");
const readingsIn = readings.reader("history", QUEUES.gate);
const stored = new Topic<StoredReading>("stored");
const announced = stored.reader("print", { capacity: 10_000, overflow: "dropOldest" });
const history = new Desk<HistoryQuestions>("history", clock, Infinity);
const actor = historyActor({
  readingsIn,
  pointsIn: new Topic<readonly TemperaturePoint[]>("points").reader("history", QUEUES.outlet),
  stored,
  changes: new Topic<EnergyChanged>("changes"),
  statuses: new Topic<PartStatus>("statuses"),
  history,
  dataDir,
  meters: CHILD_METERS,
  settings: { history: NO_BACKUPS },
});
const book = new LogBook(clock, ({ text }) => say(`log ${text}`), "warn");
const children = [{ name: "history", group: { ...PIPELINE, silenceMsMax: 1e9 }, actor }];
const abort = new AbortController();
const ended = new Supervisor(children, { clock, book }).run(abort.signal);

const print = async () => {
  const life = { signal: abort.signal, idle: <T>(wait: Promise<T>) => wait, alive: () => {} };
  for await (const { meter, reading } of announced.messages(life)) {
    say(`stored ${meter} ${reading.receivedAtMs}`);
  }
};
const printed = print();
const random = seeded(seed);
let isBusy = false;
const act = async () => {
  isBusy = true;
  await deed(history, { random, nowMs: clock.nowMs(), say });
  isBusy = false;
};
for (let atS = fromS; atS < toS; atS++) {
  for (const reading of householdReadings(atS, `${fromS}`)) readings.send(reading);
  if (!isBusy && deedS > 0 && random() * deedS < 1) act();
  await clock.advance(1000);
  if (syncPauseMs > 0 && syncs > 0) await systemClock.sleep(syncPauseMs);
}
if (isKilled) Deno.kill(Deno.pid, "SIGKILL");
abort.abort();
await Promise.all([ended, printed]);
