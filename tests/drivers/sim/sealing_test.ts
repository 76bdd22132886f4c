import assert from "node:assert/strict";
import { type Seal, sealOf, securities } from "#drivers/sim/sealing.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { seeded } from "#tests/support/random.ts";
import { randomKey } from "#tests/support/random_security.ts";

const START = Date.UTC(2026, 0, 5, 12, 0, 3);
const encryptionKey = randomKey(seeded(1));
const authenticationKey = randomKey(seeded(2));

function seal(maker: string, changes: { suite?: 0 | 1; hasTag?: boolean } = {}): Seal {
  const { suite = 0, hasTag = false } = changes;
  const keys = { encryptionKey, authenticationKey: hasTag ? authenticationKey : null };
  return sealOf({ maker, suite }, { ...keys, seed: 1_234_567 });
}

Deno.test("sealOf() titles a meter by its maker and seed, and not one without titles", () => {
  assert.equal(new TextDecoder().decode(seal("KAM").title), "KAM34567");
  assert.equal(seal("").title.length, 0);
});

Deno.test("sealOf() authenticates only with a key for that, and keeps the make's suite", () => {
  assert.equal(seal("KAM").control, 0x20);
  assert.equal(seal("KFM", { suite: 1 }).control, 0x21);
  assert.equal(seal("KAM", { hasTag: true }).control, 0x30);
});

Deno.test("securities() count upwards from the second of the clock, and never back", async () => {
  const clock = new VirtualClock(START);
  const next = securities(seal("KAM"), clock);
  const counter = () => next()!.counter - START / 1000;
  assert.deepEqual([counter(), counter(), counter()], [0, 1, 2]);
  await clock.advance(1_000);
  assert.equal(counter(), 3);
  await clock.advance(60_000);
  assert.equal(counter(), 61);
  assert.equal(securities(seal("KAM"), clock)()!.counter - START / 1000, 61);
});

Deno.test("securities() of a meter that does not cipher are none", () => {
  assert.equal(securities(null, new VirtualClock(START))(), undefined);
});
