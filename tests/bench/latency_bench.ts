/**
 * `deno task bench:latency`: from the last byte written into a pseudo terminal to the message at an
 * MQTT subscriber and the event at a listener, through the real service and broker. Once at the
 * pace of a 2400 baud line, once with ten whole frames a second.
 */
import mqtt from "mqtt";
import { aidon } from "#codec/encode/layouts/aidon.ts";
import { publishTo, startBroker, TOPIC } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { ptyPair } from "#tests/support/pty.ts";
import { Service } from "#tests/support/service.ts";

const BITS_PER_BYTE = 11;
/** A USB adapter hands over a few bytes at a time. */
const PIECE_BYTES = 4;

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, Math.max(0, ms)));

async function writePaced(file: Deno.FsFile, bytes: Uint8Array, baud: number): Promise<number> {
  const startMs = performance.now();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const dueMs = startMs + Math.min(at + PIECE_BYTES, bytes.length) * BITS_PER_BYTE * 1000 / baud;
    await pause(dueMs - performance.now());
    file.writeSync(bytes.subarray(at, at + PIECE_BYTES));
  }
  return performance.now();
}

function percentile(sorted: readonly number[], share: number): string {
  return `${sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)} ms`;
}

function report(title: string, latenciesMs: readonly number[]): void {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const columns = [["p50", 0.5], ["p90", 0.9], ["p99", 0.99], ["max", 1]] as const;
  const figures = columns.map(([name, share]) => `${name} ${percentile(sorted, share)}`);
  console.log(`${title.padEnd(34)} ${String(sorted.length).padStart(5)}  ${figures.join("  ")}`);
}

await using broker = await startBroker();
await using pty = await ptyPair();
const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
await client.subscribeAsync(TOPIC);
const mqttAtMs = new Map<number, number>();
client.on("message", (_topic, payload) => {
  const atMs = performance.now();
  const power = JSON.parse(payload.toString()).data?.P;
  if (power !== undefined) mqttAtMs.set(power, atMs);
});
const dataDir = await Deno.makeTempDir();
{
  await using service = await Service.start({
    dataDir,
    args: [
      ...["--source", `serial:${pty.readerPath}?baud=2400&format=8N1`],
      ...publishTo(broker),
    ],
  });
  const closing = new AbortController();
  const events = await service.events(closing.signal);
  await until(() => service.log().includes("listening to"), "the port");
  await until(() => service.log().includes("connected to"), "the broker");
  using file = Deno.openSync(pty.meterPath, { write: true });
  let power = 0;

  const measure = async (
    title: string,
    { list, baud, gapMs, count }: { list: 1 | 2; baud: number; gapMs: number; count: number },
  ): Promise<void> => {
    const writtenAtMs = new Map<number, number>();
    const lastBefore = power;
    for (let n = 0; n < count; n++) {
      const startMs = performance.now();
      const state = householdExample(++power, Date.UTC(2026, 0, 5, 12, 0, n % 60));
      writtenAtMs.set(power, await writePaced(file, aidon.encode(state, list), baud));
      await pause(gapMs - (performance.now() - startMs));
    }
    await until(() => mqttAtMs.has(power), "the last message");
    const sseAtMs = new Map(
      events.filter(({ kind }) => kind === "reading")
        .map(({ data, atMs }) => [JSON.parse(data).reading.importW as number, atMs]),
    );
    const since = (heard: ReadonlyMap<number, number>) =>
      [...writtenAtMs].filter(([key]) => key > lastBefore && heard.has(key))
        .map(([key, atMs]) => heard.get(key)! - atMs);
    report(`${title}: MQTT`, since(mqttAtMs));
    report(`${title}: events`, since(sseAtMs));
  };

  console.log("last byte written to message received");
  await measure("2400 baud, list 1", { list: 1, baud: 2400, gapMs: 250, count: 240 });
  await measure("115200 baud, list 2, 10 a second", {
    list: 2,
    baud: 115_200,
    gapMs: 100,
    count: 600,
  });
  closing.abort();
  await client.endAsync();
}
await Deno.remove(dataDir, { recursive: true });
