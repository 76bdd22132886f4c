import assert from "node:assert/strict";
import { repairsOf } from "#codec/keys/repair.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const HEX = "0123456789ABCDEF";

Deno.test("repairsOf() undoes every single slip", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const digit = () => HEX[Math.floor(random() * 16)]!;
  const key = Array.from({ length: 32 }, digit).join("");
  const at = Math.floor(random() * 31);
  const slips = [
    key.slice(0, at) + key.slice(at + 1),
    key.slice(0, at) + key.slice(at + 2),
    key.slice(0, at) + digit() + key.slice(at),
    key.slice(0, at) + digit() + digit() + key.slice(at),
    key.slice(0, at) + key[at + 1]! + key[at]! + key.slice(at + 2),
    key.slice(0, at) + digit() + key.slice(at + 1),
    `0910${key}`,
  ];
  for (const slip of slips) {
    assert.ok([...repairsOf(slip)].includes(key), `METERD_SEED=${seed}: ${slip}, ${key}`);
  }
});

Deno.test("repairsOf() gives keys of 32 digits only, each once, and not too many", () => {
  for (let length = 0; length <= 44; length++) {
    const repairs = [...repairsOf("A".repeat(length / 2).padEnd(length, "1"))];
    assert.ok(repairs.every((key) => /^[0-9A-F]{32}$/.test(key)), `${length}`);
    assert.equal(new Set(repairs).size, repairs.length);
    assert.ok(repairs.length < 9000, `${length}: ${repairs.length}`);
    if (length < 30) assert.deepEqual(repairs, []);
  }
});
