import assert from "node:assert/strict";
import { ReplayGuard } from "#codec/layers/replay.ts";

const ONE = Uint8Array.of(0x4b, 0x41, 0x4d, 1, 0xff, 2, 3, 4);
const OTHER = ONE.with(7, 5);

/** Which of the counters are let through, as `1` and `0`. */
function judged(counters: readonly number[], recovery = 4, guard = new ReplayGuard(recovery)) {
  const judge = (counter: number) => guard.judge(ONE, { titleAt: 0, titleEnd: 8, counter }) < 0;
  return counters.map((counter) => judge(counter) ? 1 : 0).join("");
}

Deno.test("ReplayGuard lets counters through that rise or stay", () => {
  assert.equal(judged([1, 2, 2, 5, 0xffffffff]), "11111");
  assert.equal(judged([0, 0, 0]), "111");
});

Deno.test("ReplayGuard refuses a counter below the highest, and names that", () => {
  const guard = new ReplayGuard(4);
  const judge = (counter: number) => guard.judge(ONE, { titleAt: 0, titleEnd: 8, counter });
  assert.deepEqual([10, 9, 11, 10].map(judge), [-1, 10, -1, 11]);
});

Deno.test("ReplayGuard never believes one old telegram that is repeated", () => {
  assert.equal(judged([10, ...Array.from({ length: 50 }, () => 4)]), "1" + "0".repeat(50));
  assert.equal(judged([10, 4, 5, 4, 5, 4, 5, 4, 5]), "100000000");
});

Deno.test("ReplayGuard believes a meter that begins anew and goes on counting", () => {
  assert.equal(judged([1000, 1, 2, 3, 4, 5, 6]), "1000111");
  assert.equal(judged([1000, 1, 2, 3, 1001, 4, 5, 6, 7]), "100010001");
});

Deno.test("ReplayGuard keeps system titles apart, and a bounded number of them", () => {
  const guard = new ReplayGuard(4);
  const judge = (title: Uint8Array, counter: number, titleEnd = 8) =>
    guard.judge(title, { titleAt: 0, titleEnd, counter });
  judge(ONE, 100);
  assert.equal(judge(OTHER, 1), -1);
  assert.equal(judge(ONE, 99), 100);
  assert.equal(judge(ONE, 1, 0), -1, "no title");
  assert.equal(judge(OTHER, 0, 0), 1, "no title again");
  for (let last = 10; last < 18; last++) judge(ONE.with(7, last), 1);
  assert.equal(judge(ONE, 1), -1, "forgotten");
});
