import assert from "node:assert/strict";
import { chance, chances } from "#drivers/sim/chance.ts";

Deno.test("chance() repeats for the same numbers and differs for others", () => {
  assert.equal(chance(1, 2, 3), chance(1, 2, 3));
  const others = [chance(2, 2, 3), chance(1, 3, 3), chance(1, 2, 4), chance(2, 1, 3)];
  assert.equal(new Set([chance(1, 2, 3), ...others]).size, 5);
});

Deno.test("chance() is spread evenly from 0 to below 1", () => {
  const tenths = new Array<number>(10).fill(0);
  for (let n = 0; n < 10_000; n++) tenths[Math.floor(10 * chance(7, n >> 5, n & 31))]!++;
  for (const count of tenths) assert.ok(count > 850 && count < 1150, tenths.join(" "));
});

Deno.test("chances() gives the same stream to the same seed", () => {
  const [one, other] = [chances(3, 9), chances(3, 9)];
  const stream = [one(), one(), one()];
  assert.deepEqual([other(), other(), other()], stream);
  assert.equal(new Set(stream).size, 3);
});
