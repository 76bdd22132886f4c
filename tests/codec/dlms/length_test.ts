import assert from "node:assert/strict";
import { lengthEnd, lengthIn } from "#codec/dlms/length.ts";

/** Where a length ends and what it is; −1 when it is none. */
function lengthOf(hex: string) {
  const bytes = Uint8Array.fromHex(`ff${hex}`);
  const end = lengthEnd(bytes, 1, bytes.length);
  return end < 0 ? -1 : [end - 1, lengthIn(bytes, 1, end)];
}

Deno.test("lengthEnd() and lengthIn() read every form", () => {
  assert.deepEqual(lengthOf("00"), [1, 0]);
  assert.deepEqual(lengthOf("7faa"), [1, 127]);
  assert.deepEqual(lengthOf("8180"), [2, 128]);
  assert.deepEqual(lengthOf("8200e7"), [3, 231]);
  assert.deepEqual(lengthOf("83010000"), [4, 65_536]);
  assert.deepEqual(lengthOf("84ffffffff"), [5, 0xffffffff]);
});

Deno.test("lengthEnd() refuses what is cut off and what no standard knows", () => {
  for (const hex of ["", "81", "82ff", "84ffffff", "80", "850000000001", "ff"]) {
    assert.equal(lengthOf(hex), -1, hex);
  }
});
