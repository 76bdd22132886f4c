/**
 * Kills the service with SIGKILL at random instants of a fast run, again and again on one data
 * directory, and compares what was announced with what is stored. `deno task faults` runs it long,
 * a test runs it short.
 */
import mqtt from "mqtt";
import type { Reading } from "#model/reading.ts";
import { publishTo, startBroker, TOPIC } from "#tests/support/broker.ts";
import { seeded } from "#tests/support/random.ts";
import { Service } from "#tests/support/service.ts";

export type ServiceKillReport = {
  readonly kills: number;
  /** Distinct readings that were heard over MQTT or the event stream. */
  readonly announced: number;
  readonly stored: number;
  /** Announced and not stored. */
  readonly lost: number;
  /** Stored more than once. */
  readonly doubled: number;
};

const LIFE_MS_MAX = 1_500;

/** @param tell Is called after every kill, for progress. */
export async function serviceKillRun(
  { kills, seed }: { kills: number; seed: number },
  tell: (done: number) => void = () => {},
): Promise<ServiceKillReport> {
  const random = seeded(seed);
  await using broker = await startBroker();
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
  const announced = new Set<string>();
  client.on("message", (_topic, payload) => {
    const message = JSON.parse(payload.toString());
    if (message.data?.P !== undefined) announced.add(`mqtt ${message.t} ${message.data.P}`);
  });
  await client.subscribeAsync(TOPIC);
  const dataDir = await Deno.makeTempDir({ prefix: "meterd-kill-" });
  const args = ["--source", "sim:p1?speed=10&seed=7", ...publishTo(broker)];
  for (let kill = 0; kill < kills; kill++) {
    await using service = await Service.start({ dataDir, args });
    const closing = new AbortController();
    const events = await service.events(closing.signal).catch(() => []);
    await new Promise((wake) => setTimeout(wake, random() * LIFE_MS_MAX));
    await service.kill();
    closing.abort();
    for (const { kind, data } of events) {
      if (kind === "reading") announced.add(`sse ${keyOf(JSON.parse(data).reading)}`);
    }
    tell(kill + 1);
  }
  await using service = await Service.start({ dataDir, args: [] });
  const stored = await service.readings();
  await client.endAsync();
  await Deno.remove(dataDir, { recursive: true });
  return compare(announced, stored, kills);
}

/** A reading's own name: no two are received in the same millisecond. */
function keyOf(reading: Reading): string {
  return `${reading.receivedAtMs} ${reading.importW}`;
}

function compare(
  announced: Set<string>,
  stored: readonly Reading[],
  kills: number,
): ServiceKillReport {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const seconds = new Set<string>();
  for (const reading of stored) {
    add(`sse ${keyOf(reading)}`);
    seconds.add(`mqtt ${Math.floor(reading.receivedAtMs / 1000)} ${reading.importW ?? 0}`);
  }
  return {
    kills,
    announced: announced.size,
    stored: stored.length,
    lost: [...announced].filter((key) => !counts.has(key) && !seconds.has(key)).length,
    doubled: [...counts.values()].filter((count) => count > 1).length,
  };
}
