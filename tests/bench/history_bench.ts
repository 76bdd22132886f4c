/**
 * What history costs: time per reading, bytes written to the disk and growth of the database per
 * simulated day of one three-phase P1 reading a second, on the real files. The counter of the
 * system (`write_bytes` in /proc/self/io) only counts on a real disk, so the files lie in the
 * checkout.
 *
 *     deno run -A tests/bench/history_bench.ts [days]
 */
import { History } from "#actors/history/history.ts";
import { Zone } from "#model/zone.ts";
import { type Clock, systemClock } from "#runtime/clock.ts";
import { NO_BACKUPS } from "../support/history_life.ts";
import { quietBook } from "../support/quiet_book.ts";
import { seeded } from "../support/random.ts";
import { p1Reading } from "../support/readings.ts";

const DAY_S = 86_400;
const days = Number(Deno.args[0] ?? 5);
const beginMs = Date.UTC(2026, 2, 10);
const directory = Deno.makeTempDirSync({ dir: import.meta.dirname!, prefix: "history_bench_" });

/** Time as the simulated day has it. */
let nowMs = beginMs;
const clock: Clock = { ...systemClock, nowMs: () => nowMs, monotonicMs: () => nowMs - beginMs };

function writtenBytes(): number {
  const io = Deno.readTextFileSync("/proc/self/io");
  const of = (name: string) => Number(io.match(new RegExp(`^${name}: (\\d+)`, "m"))?.[1]);
  return of("write_bytes");
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

function databaseBytes(): number {
  return Deno.statSync(`${directory}/meterd.db`).size;
}

const counts: Record<string, number> = {};
const history = new History({
  dataDir: directory,
  meters: [{ id: "main", zone: new Zone("Europe/Oslo") }],
  backups: NO_BACKUPS,
  context: {
    clock,
    log: quietBook(clock).book.part("history"),
    count: (name, by = 1) => counts[name] = (counts[name] ?? 0) + by,
  },
  say: () => {},
  changed: () => {},
});

const random = seeded(1);
const acceptUs: number[] = [];
const tendMs: number[] = [];
let wh = 12_345_678;
let importW = 1500;

for (let day = 0; day < days; day++) {
  const before = { written: writtenBytes(), journal: counts["journalBytes"] ?? 0 };
  const size = databaseBytes();
  for (let second = 0; second < DAY_S; second++) {
    nowMs += 1000;
    importW = Math.max(80, Math.round(importW + 200 * (random() - 0.5)));
    wh += importW / 3600;
    const reading = p1Reading(nowMs, { importWh: Math.floor(wh), importW, random });
    const startMs = performance.now();
    history.accept(reading);
    acceptUs.push((performance.now() - startMs) * 1000);
    if (second % 10 === 9 || history.isUrgent) {
      const startMs = performance.now();
      await history.tend();
      tendMs.push(performance.now() - startMs);
    }
  }
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
  print(
    `day ${day + 1}: ${mb(writtenBytes() - before.written)} MB written, journal ` +
      `${(((counts["journalBytes"] ?? 0) - before.journal) / DAY_S).toFixed(1)} B a reading, ` +
      `database ${mb(databaseBytes())} MB (+${mb(databaseBytes() - size)})`,
  );
}

const share = (values: number[], part: number) =>
  values.sort((a, b) => a - b)[Math.floor(values.length * part)]!.toFixed(1);
print(
  `accept: median ${share(acceptUs, 0.5)} µs, p99 ${share(acceptUs, 0.99)} µs, ` +
    `max ${share(acceptUs, 0.999999)} µs; commits ${counts["commits"]}, ` +
    `longest turn of housekeeping ${share(tendMs, 0.999999)} ms`,
);
const span = { meter: "main", fromMs: nowMs - 86_400_000, toMs: nowMs };
for (
  const [name, ask] of [
    ["power 10s, 24 h", () => history.answers.power({ ...span, step: "10s" })],
    ["power 1min, 24 h", () => history.answers.power({ ...span, step: "1min" })],
    ["energy hour, 24 h", () => history.answers.energy({ ...span, step: "hour" })],
    ["energy day, all", () => history.answers.energy({ ...span, fromMs: 0, step: "day" })],
    [
      "readings, 1 h",
      () => history.answers.readings({ ...span, fromMs: nowMs - 3_600_000, limit: 3600 }),
    ],
  ] as const
) {
  const startMs = performance.now();
  const rows = (await ask()).length;
  print(`${name}: ${rows} rows in ${(performance.now() - startMs).toFixed(1)} ms`);
}
history.finish();
Deno.removeSync(directory, { recursive: true });
