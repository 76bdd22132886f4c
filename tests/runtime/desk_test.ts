import { deepEqual, equal, rejects } from "node:assert/strict";
import { Fault } from "#model/fault.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { Desk } from "#runtime/desk.ts";
import { lifeOf } from "#tests/support/life.ts";

type Questions = { double: (n: number) => number; fail: (code: string) => never };
const handlers: Questions = {
  double: (n) => 2 * n,
  fail: (what) => {
    throw new Fault("web-input", { what });
  },
};

Deno.test("Desk.ask() answers, also when the question came before the server", async () => {
  const desk = new Desk<Questions>("d", new VirtualClock(), 1000);
  const early = desk.ask("double", 1);
  const abort = new AbortController();
  const serving = desk.serve(lifeOf(abort), handlers);
  deepEqual([await early, await desk.ask("double", 21)], [2, 42]);
  abort.abort();
  await serving;
});

Deno.test("Desk.ask() gives the handler's fault to the asker and goes on", async () => {
  const desk = new Desk<Questions>("d", new VirtualClock(), 1000);
  const abort = new AbortController();
  const serving = desk.serve(lifeOf(abort), handlers);
  await rejects(desk.ask("fail", "x"), { code: "web-input" });
  equal(await desk.ask("double", 2), 4);
  abort.abort();
  await serving;
});

Deno.test("Desk.ask() rejects after its deadline and the late question is not worked on", async () => {
  const clock = new VirtualClock();
  const desk = new Desk<Questions>("d", clock, 1000);
  const asked = rejects(desk.ask("double", 2), { code: "deadline" });
  await clock.advance(1000);
  await asked;
  let served = 0;
  const abort = new AbortController();
  const serving = desk.serve(lifeOf(abort), { ...handlers, double: (n) => served++ + n });
  await desk.ask("double", 3);
  equal(served, 1);
  equal(desk.report().late, 1);
  abort.abort();
  await serving;
});

Deno.test("Desk.ask() refuses when too many questions wait", async () => {
  const clock = new VirtualClock();
  const desk = new Desk<Questions>("d", clock, 1000);
  const waiting = Array.from({ length: 16 }, () => desk.ask("double", 1).catch(() => {}));
  await rejects(desk.ask("double", 2), { code: "deadline" });
  equal(desk.report().refused, 1);
  await clock.advance(1000);
  await Promise.all(waiting);
});
