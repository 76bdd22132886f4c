import assert from "node:assert/strict";
import { sensorsActor } from "#actors/sensors/sensors_actor.ts";
import type { Thermometers } from "#drivers/ports.ts";
import type { PartStatus } from "#model/status.ts";
import type { TemperaturePoint, TemperatureReading } from "#model/temperature.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { OUTPUTS } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { quietBook } from "#tests/support/quiet_book.ts";

/** Records what is sent, since a test wants all of it. */
class HeardTopic<T> extends Topic<T> {
  readonly facts: T[] = [];

  override send(fact: T): void {
    this.facts.push(fact);
    super.send(fact);
  }
}

function house(values: (number | null)[]) {
  const clock = new VirtualClock(0);
  const thermometers = {
    values,
    takesMs: 0,
    async read(): Promise<TemperatureReading[]> {
      await clock.sleep(this.takesMs);
      return this.values.map((valueC, nth) => {
        return { id: `28-${nth}`, name: "", kind: "probe", valueC, atMs: clock.nowMs() };
      });
    },
  } satisfies Thermometers & { values: typeof values; takesMs: number };
  const temperatures = new HeardTopic<readonly TemperatureReading[]>("temperatures");
  const temperaturePoints = new HeardTopic<readonly TemperaturePoint[]>("temperature points");
  const statuses = new HeardTopic<PartStatus>("statuses");
  const actor = sensorsActor({ thermometers, temperatures, temperaturePoints, statuses });
  const { book } = quietBook(clock);
  const group = { ...OUTPUTS, delayMsFirst: 100 };
  const children = [{ name: "sensors", group, actor }];
  const supervisor = new Supervisor(children, { clock, book, random: () => 0.5 });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  return {
    clock,
    thermometers,
    temperatures,
    temperaturePoints,
    statuses,
    supervisor,
    /** Whether it ends at once when told to. */
    async endsAtOnce(): Promise<boolean> {
      let isOver = false;
      exit.then(() => isOver = true);
      abort.abort();
      await clock.advance(1);
      return isOver;
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
      await clock.advance(10_000);
      await exit;
    },
  };
}

Deno.test("sensorsActor() says the temperatures every 15 s and their means every five minutes", async () => {
  await using h = house([20, -4]);
  h.thermometers.takesMs = 1_500;
  await h.clock.advance(301_600);
  assert.equal(h.temperatures.facts.length, 21);
  assert.deepEqual(h.temperatures.facts[20]!.map(({ valueC, atMs }) => [valueC, atMs]), [
    [20, 301_500],
    [-4, 301_500],
  ]);
  assert.deepEqual(h.temperaturePoints.facts, [[
    { atMs: 0, sensor: "28-0", meanC: 20, minC: 20, maxC: 20 },
    { atMs: 0, sensor: "28-1", meanC: -4, minC: -4, maxC: -4 },
  ]]);
});

Deno.test("sensorsActor() tells its status when it changes: none, some, one that is silent", async () => {
  await using h = house([]);
  await h.clock.advance(31_000);
  h.thermometers.values = [20];
  await h.clock.advance(15_000);
  h.thermometers.values = [20, null];
  await h.clock.advance(45_000);
  assert.deepEqual(h.statuses.facts.map(({ state, text }) => [state, text]), [
    ["off", "No thermometers"],
    ["ok", "1 thermometer"],
    ["warning", "A thermometer gives no value: 28-1"],
  ]);
  assert.equal(h.statuses.facts.at(-1)?.fault?.code, "sensor-silent");
});

Deno.test("sensorsActor() goes on after a crash, and stops while a thermometer hangs", async () => {
  await using h = house([20]);
  await h.clock.advance(1_000);
  h.supervisor.crash("sensors");
  await h.clock.advance(1_000);
  assert.equal(h.temperatures.facts.length, 2);
  h.thermometers.takesMs = Infinity;
  await h.clock.advance(20_000);
  assert.equal(h.temperatures.facts.length, 2);
  assert.ok(await h.endsAtOnce());
});
