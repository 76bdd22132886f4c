import assert from "node:assert/strict";
import { cutBytes, joinBytes, latin1Bytes } from "#codec/encode/bytes.ts";

Deno.test("joinBytes() puts parts one after the other", () => {
  assert.deepEqual(
    joinBytes([[1, 2], new Uint8Array(0), Uint8Array.of(3)]),
    Uint8Array.of(1, 2, 3),
  );
});

Deno.test("cutBytes() leaves the rest to the last piece", () => {
  const pieces = cutBytes(Uint8Array.of(1, 2, 3), 2);
  assert.deepEqual(pieces, [Uint8Array.of(1, 2), Uint8Array.of(3)]);
});

Deno.test("cutBytes() makes no empty piece at the end, and one of nothing", () => {
  assert.equal(cutBytes(new Uint8Array(4), 2).length, 2);
  assert.deepEqual(cutBytes(new Uint8Array(0), 2), [new Uint8Array(0)]);
});

Deno.test("latin1Bytes() writes one byte a character", () => {
  assert.deepEqual(latin1Bytes("A\u00b0"), Uint8Array.of(0x41, 0xb0));
});
