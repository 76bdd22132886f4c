import assert from "node:assert/strict";
import { crc16Arc, crc16Kermit, crc16X25 } from "#codec/framing/crc.ts";
import * as slow from "#codec/encode/crc16.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const CHECK = new TextEncoder().encode("123456789");

Deno.test("all checksums give the check values of the catalogue", () => {
  assert.equal(crc16X25(CHECK, 0, CHECK.length), 0x906e);
  assert.equal(crc16Arc(CHECK, 0, CHECK.length), 0xbb3d);
  assert.equal(crc16Kermit(CHECK, 0, CHECK.length), 0x2189);
});

Deno.test("all checksums equal plain division for every length and place", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const bytes = Uint8Array.from({ length: 200 }, () => Math.floor(random() * 256));
  for (let from = 0; from < 9; from++) {
    for (let to = from; to <= bytes.length; to++) {
      const part = bytes.subarray(from, to);
      const where = `seed ${seed} ${from} ${to}`;
      assert.equal(crc16X25(bytes, from, to), slow.crc16X25(part), where);
      assert.equal(crc16Arc(bytes, from, to), slow.crc16Arc(part), where);
      assert.equal(crc16Kermit(bytes, from, to), slow.crc16Kermit(part), where);
    }
  }
});
