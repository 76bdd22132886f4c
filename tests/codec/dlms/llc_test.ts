import assert from "node:assert/strict";
import { isLlc, isRepeatedLlc } from "#codec/dlms/llc.ts";

Deno.test("isLlc() knows the bytes of both directions, and takes no ciphertext for them", () => {
  assert.equal(isLlc(Uint8Array.of(0xe6, 0xe7, 0x00), 0), true);
  assert.equal(isLlc(Uint8Array.of(0x01, 0xe6, 0xe6, 0x00), 1), true);
  assert.equal(isLlc(Uint8Array.of(0xe6, 0xe7, 0x01), 0), false);
  assert.equal(isLlc(Uint8Array.of(0xe6, 0x57, 0x00), 0), false);
  assert.equal(isLlc(Uint8Array.of(0xe6), 0), false);
  assert.equal(isLlc(Uint8Array.of(0xe6, 0xe7, 0x00), -1), false);
});

Deno.test("isRepeatedLlc() tells LLC bytes inside a telegram from those in front of one", () => {
  const isRepeated = (hex: string) => {
    const bytes = Uint8Array.fromHex(hex);
    return isRepeatedLlc(bytes, 0, bytes.length);
  };
  for (
    const start of ["0f4000000000", "0f40000000090c", "0f400000000c", "0f4000", "e0c1", "db08"]
  ) {
    assert.equal(isRepeated(`e6e700${start}`), false, start);
  }
  assert.deepEqual(["e6e7000203", "e6e7000fff161b02030906"].map(isRepeated), [true, true]);
  assert.equal(isRepeated("e6e8000203"), false);
});
