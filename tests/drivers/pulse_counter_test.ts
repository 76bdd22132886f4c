import { deepEqual, equal } from "node:assert/strict";
import { PulseCounter } from "#drivers/pulse_counter.ts";
import { VirtualClock } from "#runtime/clock.ts";

/** A counter that is asked every second, as the source does it. */
async function watch(
  { perKwh = 1000, startWh = 0, edgesMs, untilMs }: {
    perKwh?: number;
    startWh?: number;
    edgesMs: readonly number[];
    untilMs: number;
  },
) {
  const clock = new VirtualClock();
  const counter = new PulseCounter({ perKwh, startWh });
  const told: { atMs: number; importWh: number; importW: number | null }[] = [];
  const edges = [...edgesMs];
  for (let second = 1; second * 1000 <= untilMs; second++) {
    await clock.advance(1000);
    const atMs = clock.monotonicMs();
    while (edges[0]! <= atMs) counter.edge(edges.shift()!);
    const said = counter.tell(atMs);
    if (said !== null) told.push({ atMs, ...said });
  }
  return told;
}

Deno.test("PulseCounter says nothing before the first pulse, and then no power", async () => {
  deepEqual(await watch({ edgesMs: [], untilMs: 60_000 }), []);
  deepEqual(await watch({ edgesMs: [4500], untilMs: 6000 }), [
    { atMs: 5000, importWh: 1, importW: null },
  ]);
});

Deno.test("PulseCounter takes the power from the time between two pulses", async () => {
  const told = await watch({ edgesMs: [500, 4100], untilMs: 5000 });
  deepEqual(told, [
    { atMs: 1000, importWh: 1, importW: null },
    { atMs: 5000, importWh: 2, importW: 1000 },
  ]);
});

Deno.test("PulseCounter takes the mean of several pulses in a second", async () => {
  const edgesMs = Array.from({ length: 40 }, (_, at) => 100 * at + 50);
  const told = await watch({ edgesMs, untilMs: 4000 });
  deepEqual(told.map(({ importW }) => importW), [null, 36_000, 36_000, 36_000]);
  equal(told.at(-1)!.importWh, 40);
});

Deno.test("PulseCounter lets the power fall while no pulse comes, every ten seconds", async () => {
  const told = await watch({ edgesMs: [500, 4100], untilMs: 60_000 });
  const fallen = told.slice(2);
  deepEqual(fallen.map(({ atMs }) => atMs), [15_000, 25_000, 35_000, 45_000, 55_000]);
  for (const { atMs, importW, importWh } of fallen) {
    equal(importW, 3_600_000_000 / (1000 * (atMs - 4100)));
    equal(importWh, 2);
  }
});

Deno.test("PulseCounter does not let the power fall before the next pulse is overdue", async () => {
  const told = await watch({ edgesMs: [500, 36_500], untilMs: 60_000 });
  deepEqual(told.filter(({ atMs }) => atMs > 36_500).map(({ importW }) => importW), [
    100,
    100,
    100,
  ]);
});

Deno.test("PulseCounter takes edges that follow each other too soon for one pulse", async () => {
  const bounces = [500, 501, 505, 529, 4100, 4110, 4120];
  deepEqual(await watch({ edgesMs: bounces, untilMs: 5000 }), [
    { atMs: 1000, importWh: 1, importW: null },
    { atMs: 5000, importWh: 2, importW: 1000 },
  ]);
  equal((await watch({ edgesMs: [500, 530, 560], untilMs: 1000 }))[0]!.importWh, 3);
});

Deno.test("PulseCounter counts on from the register and never adds up errors", async () => {
  const edgesMs = Array.from({ length: 375 * 7 }, (_, at) => 100 * at + 50);
  const told = await watch({ perKwh: 375, startWh: 123_456_789, edgesMs, untilMs: 270_000 });
  equal(told.at(-1)!.importWh, 123_456_789 + 7000);
});

Deno.test("PulseCounter gives no power over a time in which it could not hear", () => {
  const counter = new PulseCounter({ perKwh: 1000, startWh: 0 });
  counter.edge(0);
  counter.edge(3600);
  counter.tell(4000);
  counter.interrupted();
  counter.edge(600_000);
  deepEqual(counter.tell(600_000), { importWh: 3, importW: null });
  counter.edge(607_200);
  deepEqual(counter.tell(608_000), { importWh: 4, importW: 500 });
});
