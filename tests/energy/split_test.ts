import assert from "node:assert/strict";
import { splitWhole } from "#energy/split.ts";
import { seeded } from "#tests/support/random.ts";

Deno.test("splitWhole() gives the written examples A4 to A6", () => {
  assert.deepEqual(splitWhole(6000, [1400, 1550, 1500, 1450]), [1424, 1576, 1525, 1475]);
  assert.deepEqual(splitWhole(1001, [0, 0, 0, 0]), [251, 250, 250, 250]);
  assert.deepEqual(splitWhole(6100, [3200, 0, 0, 1100, 1700]), [3254, 0, 0, 1118, 1728]);
});

Deno.test("splitWhole() always adds up and is never negative", () => {
  const seed = 7;
  const random = seeded(seed);
  for (let round = 0; round < 2000; round++) {
    const total = Math.floor(random() * 10 ** (1 + round % 8));
    const weights = Array.from({ length: 1 + round % 97 }, () => random() * 1e4);
    const shares = splitWhole(total, weights);
    assert.equal(shares.reduce((a, b) => a + b, 0), total, `seed ${seed} round ${round}`);
    assert.ok(shares.every((share) => share >= 0 && Number.isInteger(share)));
  }
});
