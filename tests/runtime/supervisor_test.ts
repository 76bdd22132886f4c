import { deepEqual, equal, ok } from "node:assert/strict";
import { Fault } from "#model/fault.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { type Child, OUTPUTS, PIPELINE } from "#runtime/group.ts";
import { EXIT, Supervisor } from "#runtime/supervisor.ts";
import { together } from "#runtime/together.ts";
import { Topic } from "#runtime/topic.ts";
import { quietBook } from "#tests/support/quiet_book.ts";

const forever: Actor = ({ signal, idle, ready, clock }) => {
  ready();
  return idle(clock.sleep(1e12, signal));
};
const failing: Actor = () => Promise.reject(new Fault("source-lost"));
const outputs = (name: string, actor: Actor): Child => ({ name, group: OUTPUTS, actor });
const pipeline = (name: string, actor: Actor): Child => ({ name, group: PIPELINE, actor });

/** Runs actors on a virtual clock; delays without jitter. */
function run(children: Child[]) {
  const clock = new VirtualClock();
  const { book, lines } = quietBook(clock);
  const supervisor = new Supervisor(children, { clock, book, random: () => 0.5 });
  const abort = new AbortController();
  const exit = supervisor.run(abort.signal);
  const stop = async () => {
    abort.abort();
    let code: number | null = null;
    exit.then((value) => code = value);
    while (code === null) await clock.advance(1000);
    return code;
  };
  const state = (name: string) => supervisor.report().find((actor) => actor.name === name)!;
  return { clock, supervisor, exit, stop, state, lines };
}

Deno.test("Supervisor starts in list order, each after the one before is ready", async () => {
  const order: string[] = [];
  const actor = (name: string): Actor => async (context) => {
    order.push(`${name} starts`);
    await context.idle(context.clock.sleep(100, context.signal));
    order.push(`${name} is ready`);
    await forever(context);
    order.push(`${name} ends`);
  };
  const { clock, stop } = run([outputs("a", actor("a")), outputs("b", actor("b"))]);
  await clock.advance(500);
  deepEqual(order, ["a starts", "a is ready", "b starts", "b is ready"]);
  equal(await stop(), EXIT.done);
  deepEqual(order.slice(4), ["b ends", "a ends"]);
});

Deno.test("Supervisor restarts a crashed actor after delays that double up to the limit", async () => {
  const startsMs: number[] = [];
  const actor: Actor = (context) => {
    startsMs.push(context.clock.monotonicMs());
    return failing(context);
  };
  const { clock, stop } = run([outputs("a", actor)]);
  await clock.advance(100_000);
  const gapsS = startsMs.slice(1).map((atMs, at) => (atMs - startsMs[at]!) / 1000);
  deepEqual(gapsS.slice(0, 6), [1, 2, 4, 8, 16, 30]);
  await stop();
});

Deno.test("Supervisor begins with the first delay again after a healthy minute", async () => {
  let runs = 0;
  const startsMs: number[] = [];
  const actor: Actor = async (context) => {
    startsMs.push(context.clock.monotonicMs());
    if (++runs === 4) await context.idle(context.clock.sleep(60_000, context.signal));
    if (runs < 6) throw new Fault("source-lost");
    await forever(context);
  };
  const { clock, stop } = run([outputs("a", actor)]);
  await clock.advance(100_000);
  const gapsS = startsMs.slice(1).map((atMs, at) => (atMs - startsMs[at]!) / 1000);
  deepEqual(gapsS, [1, 2, 4, 61, 2]);
  await stop();
});

Deno.test("Supervisor leaves the other actors alone when one crashes", async () => {
  const { clock, state, stop } = run([outputs("a", forever), outputs("b", failing)]);
  await clock.advance(10_000);
  equal(state("a").generation, 1);
  ok(state("b").generation > 2);
  await stop();
});

Deno.test("Supervisor parks an optional actor that fails too often and tries it again", async () => {
  const { clock, state, stop } = run([outputs("a", failing)]);
  // 1+2+4+8+16 s and then 30 s each: 20 crashes take 451 s, the 21st inside 10 minutes parks.
  await clock.advance(500_000);
  equal(state("a").state, "parked");
  equal(state("a").crashes, OUTPUTS.crashesMax + 1);
  await clock.advance(290_000);
  ok(state("a").crashes > OUTPUTS.crashesMax + 1);
  await stop();
});

Deno.test("Supervisor ends the process when the pipeline fails too often", async () => {
  const { clock, exit } = run([outputs("b", forever), pipeline("a", failing)]);
  let code: number | null = null;
  exit.then((value) => code = value);
  for (let s = 0; s < 60 && code === null; s++) await clock.advance(1000);
  equal(code, EXIT.escalated);
});

Deno.test("Supervisor groups can reach their limit inside their window", () => {
  for (const { delayMsFirst, delayMsMax, crashesMax, windowMs } of [PIPELINE, OUTPUTS]) {
    let sumMs = 0;
    for (let crash = 0; crash < crashesMax; crash++) {
      sumMs += Math.min(delayMsFirst * 2 ** crash, delayMsMax) * 1.2;
    }
    ok(sumMs < windowMs, `${sumMs} ms of delays fit into ${windowMs} ms`);
  }
});

Deno.test("Supervisor takes an actor away that is silent outside idle", async () => {
  let runs = 0;
  const hanging: Actor = (context) => {
    if (++runs > 1) return forever(context);
    return new Promise(() => {});
  };
  const { clock, state, stop } = run([pipeline("a", hanging)]);
  await clock.advance(PIPELINE.silenceMsMax + 3000);
  equal(state("a").hangs, 1);
  equal(state("a").generation, 2);
  equal(state("a").lastFault?.code, "actor-hung");
  await stop();
});

Deno.test("Supervisor lets an actor wait as long as it likes inside idle", async () => {
  const { clock, state, stop } = run([pipeline("a", forever)]);
  await clock.advance(10 * PIPELINE.silenceMsMax);
  equal(state("a").hangs, 0);
  await stop();
});

Deno.test("Supervisor sees that one loop of an actor hangs while another waits", async () => {
  const hanging: Actor = (context) =>
    together(context, [forever, () => new Promise<void>(() => {})]);
  const { clock, stop, state } = run([pipeline("a", hanging)]);
  await clock.advance(PIPELINE.silenceMsMax + 3000);
  equal(state("a").hangs, 1);
  await stop();
  const calm: Actor = (context) => together(context, [forever, () => Promise.resolve()]);
  const second = run([pipeline("a", calm)]);
  await second.clock.advance(10 * PIPELINE.silenceMsMax);
  equal(second.state("a").hangs, 0);
  await second.stop();
});

Deno.test("Supervisor does not wait for ever for an actor that will not stop", async () => {
  const stubborn: Actor = ({ idle, ready }) => {
    ready();
    return idle(new Promise(() => {}));
  };
  const { clock, stop, lines } = run([outputs("a", stubborn)]);
  await clock.advance(100);
  equal(await stop(), EXIT.done);
  ok(lines.some(({ text }) => text.includes("left behind")));
});

Deno.test("Supervisor.crash() throws into an idle actor and counters survive the restart", async () => {
  const actor: Actor = (context: Context) => {
    context.count("starts");
    return forever(context);
  };
  const { clock, supervisor, state, stop } = run([outputs("a", actor)]);
  await clock.advance(100);
  supervisor.crash("a");
  await clock.advance(5000);
  equal(state("a").crashes, 1);
  deepEqual(state("a").counters, { starts: 2 });
  await stop();
});

Deno.test("Supervisor gives an error that nobody awaited to the actor it arose in", async () => {
  let runs = 0;
  const careless: Actor = (context) => {
    if (++runs === 1) void Promise.reject(new Error("forgotten"));
    return forever(context);
  };
  const { clock, state, stop } = run([outputs("a", careless), outputs("b", forever)]);
  await clock.advance(5000);
  equal(state("a").crashes, 1);
  equal(state("a").lastFault?.message.includes("forgotten"), true);
  equal(state("b").crashes, 0);
  await stop();
});

Deno.test("Supervisor loses and doubles no message of a wait queue when actors crash", async () => {
  const topic = new Topic<number>("numbers");
  const reader = topic.reader("sum", { capacity: 1000, overflow: "wait" });
  const seen: number[] = [];
  const actor: Actor = async (context) => {
    context.ready();
    for await (const n of reader.messages(context)) {
      seen.push(n);
      await context.idle(context.clock.sleep(7, context.signal));
    }
  };
  const { clock, supervisor, stop } = run([outputs("a", actor)]);
  for (let n = 0; n < 200; n++) topic.send(n);
  for (let crash = 0; crash < 10; crash++) {
    await clock.advance(100);
    supervisor.crash("a");
    await clock.advance(70_000);
  }
  // A crash strikes while a message is in work, so that one is seen again, in its place.
  deepEqual([...new Set(seen)], Array.from({ length: 200 }, (_, n) => n));
  ok(seen.length <= 210);
  await stop();
});
