/**
 * Goal: no damage to a frame throws, hangs, makes a reading of its own or costs the frame behind it,
 * and no wrong key makes a reading. Method: `deno task fuzz` in small, in this process.
 */
import assert from "node:assert/strict";
import { LineDecoder } from "#codec/line_decoder.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { BLOCK_CASES, run } from "./campaign.ts";
import { subjects } from "./subjects.ts";
import { tryWrongKeys } from "./wrong_keys.ts";

const KEYS = 40;

Deno.test("fuzz: damaged frames make no reading, and the next good frame is read", () => {
  const seed = freshSeed();
  const all = subjects();
  const { findings, cases } = run({ subjects: all, seed, from: 0, to: all.length * BLOCK_CASES });
  assert.deepEqual(findings, [], `deno task fuzz --seed ${seed}`);
  assert.equal(cases, all.length * BLOCK_CASES);
});

Deno.test("fuzz: wrong keys make no reading", () => {
  const seed = freshSeed();
  const { readings, keys } = tryWrongKeys({ keys: KEYS, seed });
  assert.ok(keys > 0);
  assert.deepEqual(readings, [], `deno task fuzz --seed ${seed}`);
});

Deno.test("fuzz: pure noise makes no reading and few faults", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const decoder = new LineDecoder(meterOptions());
  let faultCount = 0;
  for (let round = 0; round < 1000; round++) {
    const noise = Uint8Array.from({ length: 1000 }, () => Math.floor(random() * 256));
    for (const { outcome } of decoder.push(noise, round)) {
      assert.equal(outcome.ok, false, `METERD_SEED=${seed}`);
      faultCount++;
    }
  }
  assert.ok(faultCount < 20, `${faultCount} faults, METERD_SEED=${seed}`);
});
