/**
 * What ten years of history cost: every answer, the start and the memory, against a new house; the
 * size of the database by table.
 *
 *     deno task bench:years [years]
 */
import { join } from "node:path";
import { History } from "#actors/history/history.ts";
import { DATABASE_NAME } from "#actors/history/database.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { historyLife } from "../support/history_life.ts";
import { meterReading } from "../support/readings.ts";
import { fillYears } from "../support/ten_years.ts";

const DAY_MS = 86_400_000;
const UNTIL_MS = Date.UTC(2036, 5, 15);
const STARTS = 15;

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** One start in a process of its own: ms to the first reading, and the memory after it. */
function life(directory: string): { startMs: number; rssKb: number } {
  const clock = new VirtualClock(UNTIL_MS + 1000);
  const beganMs = performance.now();
  const { history } = historyLife(directory, clock);
  history.accept(meterReading(UNTIL_MS + 500, { importW: 500, importWh: 1e6 }));
  const startMs = performance.now() - beganMs;
  const status = Deno.readTextFileSync("/proc/self/status");
  history.close();
  return { startMs, rssKb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) };
}

/** The best of some starts of each house, taken in turns: other work on the machine hits both. */
async function lives(directories: readonly string[]): Promise<ReturnType<typeof life>[]> {
  const best = directories.map(() => ({ startMs: Infinity, rssKb: Infinity }));
  for (let run = 0; run < STARTS; run++) {
    for (const [at, directory] of directories.entries()) {
      const args = ["run", "-A", import.meta.filename!, "life", directory];
      const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
      const { startMs, rssKb } = JSON.parse(new TextDecoder().decode(stdout));
      best[at]!.startMs = Math.min(best[at]!.startMs, startMs);
      best[at]!.rssKb = Math.min(best[at]!.rssKb, rssKb);
    }
  }
  return best;
}

async function timed(name: string, ask: () => unknown): Promise<void> {
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < 12; round++) {
    const startMs = performance.now();
    const answer = await ask();
    times.push(performance.now() - startMs);
    rows = Array.isArray(answer) ? answer.length : 1;
  }
  const [first, ...rest] = times;
  const best = Math.min(...rest).toFixed(1);
  print(
    `${name.padEnd(34)} ${String(rows).padStart(6)} rows  first ${
      first!.toFixed(1)
    } ms, then ${best} ms`,
  );
}

async function answers(history: History): Promise<void> {
  const all = { meter: "main", fromMs: 0, toMs: UNTIL_MS + DAY_MS };
  const last = (days: number) => ({ ...all, fromMs: UNTIL_MS - days * DAY_MS });
  const { answers } = history;
  await timed("energy year, all", () => answers.energy({ ...all, step: "year" }));
  await timed("energy month, all", () => answers.energy({ ...all, step: "month" }));
  await timed("energy day, all", () => answers.energy({ ...all, step: "day" }));
  await timed("energy hour, 31 days", () => answers.energy({ ...last(31), step: "hour" }));
  await timed("energy hour, a year (limit)", () => answers.energy({ ...last(366), step: "hour" }));
  await timed("energy 15min, 31 days", () => answers.energy({ ...last(31), step: "15min" }));
  await timed("energy 15min, all (limit)", () => answers.energy({ ...all, step: "15min" }));
  await timed("12 months of quarters, by month", () => {
    const months = [];
    for (let at = 0; at < 12; at++) {
      const toMs = UNTIL_MS - at * 31 * DAY_MS;
      const span = { ...all, fromMs: toMs - 31 * DAY_MS, toMs };
      months.push(...answers.energy({ ...span, step: "15min" }));
    }
    return months;
  });
  await timed("power 10s, 24 h", () => answers.power({ ...last(1), step: "10s" }));
  await timed("power 1min, 7 days", () => answers.power({ ...last(7), step: "1min" }));
  await timed(
    "temperatures 5min, 7 days",
    () => answers.temperatures({ ...last(7), step: "5min" }),
  );
  await timed(
    "temperatures day, 31 days",
    () => answers.temperatures({ ...last(31), step: "day" }),
  );
  await timed("sub-meters day, 366 days", () => answers.subMeters({ ...last(366), step: "day" }));
  await timed("registers, all (limit)", () => answers.registers(all));
  await timed("readings, 1 h", () => answers.readings({ ...last(1 / 24), limit: 50_000 }));
}

/** The longest time for which nothing else had its turn. */
async function longestStall(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - lastMs);
    lastMs = performance.now();
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}

async function main(years: number): Promise<void> {
  const base = Deno.makeTempDirSync({ dir: import.meta.dirname!, prefix: "years_bench_" });
  try {
    const directory = join(base, "full");
    const filled = fillYears({ directory, years, untilMs: UNTIL_MS });
    let yearly = 0;
    for (const [table, { rows, bytes }] of filled) {
      print(`${table.padEnd(18)} ${String(rows).padStart(8)} rows ${(bytes / 1e6).toFixed(1)} MB`);
      if (["energy_15min", "register", "temperature_5min", "sub_energy"].includes(table)) {
        yearly += bytes / years;
      }
    }
    const { size } = Deno.statSync(join(directory, DATABASE_NAME));
    print(`database ${(size / 1e6).toFixed(1)} MB; grows ${(yearly / 1e6).toFixed(1)} MB a year`);

    const clock = new VirtualClock(UNTIL_MS + 1000);
    const { history } = historyLife(directory, clock);
    const startMs = performance.now();
    let parts = 0;
    let longestMs = 0;
    do {
      const beganMs = performance.now();
      await history.tend();
      longestMs = Math.max(longestMs, performance.now() - beganMs);
      parts++;
    } while (history.isUrgent);
    print(
      `days built in ${parts} parts, ${(performance.now() - startMs).toFixed(0)} ms, ` +
        `the longest ${longestMs.toFixed(1)} ms`,
    );
    await answers(history);
    const span = { meter: "main", fromMs: 0, toMs: UNTIL_MS, limit: 50_000 };
    const stallMs = await longestStall(() => history.answers.readings(span));
    print(`50 000 readings: everything else waits at most ${stallMs.toFixed(1)} ms`);
    history.finish();

    const [empty, full] = await lives([join(base, "empty"), directory]);
    print(
      `start: empty ${empty!.startMs.toFixed(1)} ms, full ${full!.startMs.toFixed(1)} ms, ` +
        `ratio ${(full!.startMs / empty!.startMs).toFixed(2)}`,
    );
    const mb = ({ rssKb }: { rssKb: number }) => (rssKb / 1000).toFixed(1);
    print(`memory: empty ${mb(empty!)} MB, full ${mb(full!)} MB`);
  } finally {
    Deno.removeSync(base, { recursive: true });
  }
}

if (Deno.args[0] === "life") print(JSON.stringify(life(Deno.args[1]!)));
else await main(Number(Deno.args[0] ?? 10));
