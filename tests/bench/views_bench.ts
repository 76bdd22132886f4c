/**
 * What every view of the API costs over ten years of history, through the whole web surface; how
 * long an export and an import of years keep everything else waiting, and what memory they take.
 *
 *     deno task bench:views [years]
 */
import { VirtualClock } from "#runtime/clock.ts";
import { historyLife } from "../support/history_life.ts";
import { meterReading } from "../support/readings.ts";
import { fillYears } from "../support/ten_years.ts";
import { webClient } from "../support/web_client.ts";
import { testView } from "../support/web_view.ts";

const DAY_MS = 86_400_000;
const UNTIL_MS = Date.UTC(2036, 5, 15);
const ROUNDS = 7;

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

type Client = ReturnType<typeof webClient>;

async function view({ hono }: Client, path: string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now();
    const response = await hono.request(path);
    bytes = (await response.arrayBuffer()).byteLength;
    times.push(performance.now() - startMs);
    if (response.status !== 200) return print(`${path}: ${response.status}`);
  }
  const [first, ...rest] = times;
  const median = rest.sort((a, b) => a - b)[rest.length >> 1]!;
  const size = `${(bytes / 1024).toFixed(0)} KiB`.padStart(9);
  print(`${path.padEnd(66)} ${size}  first ${first!.toFixed(0)} ms, then ${median.toFixed(0)} ms`);
}

/** The longest time for which nothing else had its turn, and the growth of memory. */
async function long(name: string, work: () => Promise<string>): Promise<void> {
  let longest = 0;
  let mostBytes = 0;
  let lastMs = performance.now();
  const beforeBytes = Deno.memoryUsage().rss;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - lastMs);
    mostBytes = Math.max(mostBytes, Deno.memoryUsage().rss);
    lastMs = performance.now();
  }, 1);
  const startMs = performance.now();
  const said = await work();
  clearInterval(timer);
  longest = Math.max(longest, performance.now() - lastMs);
  const tookMs = performance.now() - startMs;
  const mib = (mostBytes - beforeBytes) / 1_048_576;
  print(
    `${name}: ${said}, ${tookMs.toFixed(0)} ms, longest stall ${longest.toFixed(0)} ms, ` +
      `memory +${mib.toFixed(0)} MiB`,
  );
}

async function taken(response: Response): Promise<number> {
  let bytes = 0;
  for await (const chunk of response.body!) bytes += chunk.length;
  return bytes;
}

async function main(years: number): Promise<void> {
  const base = Deno.makeTempDirSync({ dir: import.meta.dirname!, prefix: "views_bench_" });
  const directory = `${base}/data`;
  const clock = new VirtualClock(UNTIL_MS + 1000);
  fillYears({ directory, years, untilMs: UNTIL_MS });
  const { history } = historyLife(directory, clock);
  try {
    history.accept(meterReading(UNTIL_MS + 500, { importW: 500, importWh: 1e6 }));
    // History works out its days at leisure, some at each turn.
    for (let turns = 0; turns < 1_000; turns++) await history.tend();
    const house = { ...testView(history.answers), clock };
    const client = webClient(house);
    const iso = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
    const last = (days: number) => `from=${iso(UNTIL_MS - days * DAY_MS)}&to=${iso(UNTIL_MS)}`;
    const all = last(366 * years);
    for (
      const path of [
        ...["now", "peaks", "history/batches"],
        `history?step=year&${all}`,
        `history?step=month&${all}`,
        `history?step=day&${all}`,
        `history?step=hour&${last(31)}`,
        `history?step=hour&${last(366)}`,
        `history?step=15min&${last(31)}`,
        `power?step=10s&${last(1)}`,
        `power?step=1min&${last(7)}`,
        `temperatures?step=5min&${last(7)}`,
        `sub-meters?step=day&${last(366)}`,
      ]
    ) await view(client, `/api/v1/${path}`);
    for (const path of ["/data.json", "/dayplot.json", "/monthplot.json", "/realtime.json"]) {
      await view(client, path);
    }
    let file = "";
    await long("readings, 50 000", async () => {
      const response = await client.hono.request("/api/v1/readings");
      return `${await taken(response)} bytes`;
    });
    await long("export of quarters, all", async () => {
      const path = `/api/v1/history/export?step=15min&${all}`;
      return `${await taken(await client.hono.request(path))} bytes`;
    });
    const path = `/api/v1/history/export?step=hour&${last(366)}`;
    file = await (await client.hono.request(path)).text();
    for (const preview of ["true", "false"]) {
      await long(`import of a year of hours, preview=${preview}`, async () => {
        const query = `preview=${preview}&policy=replace`;
        const url = `/api/v1/history/import?${query}`;
        const response = await client.hono.request(url, { method: "POST", body: file });
        return `${response.status}, ${(await response.arrayBuffer()).byteLength} bytes`;
      });
    }
  } finally {
    history.close();
    Deno.removeSync(base, { recursive: true });
  }
}

if (import.meta.main) await main(Number(Deno.args[0] ?? 10));
