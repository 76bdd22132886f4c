/**
 * Goal: no damage to a frame throws, hangs, makes a reading of its own or costs the frame behind it,
 * and no wrong key makes a reading. Method: `deno task fuzz` in small, in this process.
 */
import assert from "node:assert/strict";
import { LineDecoder } from "#codec/line_decoder.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { seeded } from "#tests/support/random.ts";
import { BLOCK_CASES, run } from "./campaign.ts";
import { subjects } from "./subjects.ts";
import { tryWrongKeys } from "./wrong_keys.ts";

const KEYS = 40;
/** Always the same, so that nobody else's change meets a case that was there before. */
const SEED = Number(Deno.env.get("METERD_SEED") ?? 1);

Deno.test("fuzz: damaged frames make no reading, and the next good frame is read", () => {
  const all = subjects();
  const { findings, cases } = run({
    subjects: all,
    seed: SEED,
    from: 0,
    to: all.length * BLOCK_CASES,
  });
  assert.deepEqual(findings, [], `deno task fuzz --seed ${SEED}`);
  assert.equal(cases, all.length * BLOCK_CASES);
});

Deno.test("fuzz: wrong keys make no reading", () => {
  const { readings, keys } = tryWrongKeys({ keys: KEYS, seed: SEED });
  assert.ok(keys > 0);
  assert.deepEqual(readings, [], `deno task fuzz --seed ${SEED}`);
});

Deno.test("fuzz: pure noise makes no reading and few faults", () => {
  const random = seeded(SEED);
  const decoder = new LineDecoder(meterOptions());
  let faultCount = 0;
  for (let round = 0; round < 1000; round++) {
    const noise = Uint8Array.from({ length: 1000 }, () => Math.floor(random() * 256));
    for (const { outcome } of decoder.push(noise, round)) {
      assert.equal(outcome.ok, false, `METERD_SEED=${SEED}`);
      faultCount++;
    }
  }
  assert.ok(faultCount < 20, `${faultCount} faults, METERD_SEED=${SEED}`);
});
