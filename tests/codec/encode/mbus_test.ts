import assert from "node:assert/strict";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { Fault } from "#model/fault.ts";

Deno.test("mbusFrames() makes a single part with its sum", () => {
  // 53 + FF + 10 + 01 + 67 + 01 + 02 = 1CD
  assert.equal(
    mbusFrames(Uint8Array.of(1, 2)).toHex(),
    "68070768" + "53ff100167" + "0102" + "cd" + "16",
  );
});

Deno.test("mbusFrames() numbers the parts and marks the last", () => {
  // 53 + FF + 00 + 01 + 67 + 01 = 1BB; 53 + FF + 11 + 01 + 67 + 02 = 1CD
  assert.equal(
    mbusFrames(Uint8Array.of(1, 2), 1).toHex(),
    "6806066853ff00016701bb16" + "6806066853ff11016702cd16",
  );
});

Deno.test("mbusFrames() wraps the length of a body of 257 bytes to 1", () => {
  const frame = mbusFrames(new Uint8Array(252), 252);
  assert.equal(frame.subarray(0, 4).toHex(), "68010168");
  assert.equal(frame.length, 4 + 257 + 2);
});

Deno.test("mbusFrames() refuses more parts than the number can count", () => {
  assert.throws(() => mbusFrames(new Uint8Array(17), 1), Fault);
});
