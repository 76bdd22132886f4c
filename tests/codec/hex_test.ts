import assert from "node:assert/strict";
import { hexBytes, hexNumber } from "#codec/hex.ts";

Deno.test("hexNumber() and hexBytes() write capital digits, two for a byte", () => {
  assert.deepEqual([hexNumber(0x7e), hexNumber(5), hexNumber(0xab, 4)], ["7E", "05", "00AB"]);
  assert.equal(hexBytes(Uint8Array.of(1, 0xfe, 0x20, 4), 1, 3), "FE20");
});
