import assert from "node:assert/strict";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { dataEnd, dataStart, isSinglePart, mbusAt } from "#codec/framing/mbus.ts";
import {
  BAD_BOUNDARY,
  BAD_CHECKSUM,
  BAD_LENGTH,
  INCOMPLETE,
  NOT_A_START,
} from "#codec/framing/verdict.ts";

const DATA = Uint8Array.from({ length: 100 }, (_, at) => at * 7);
const FRAME = mbusFrames(DATA);

Deno.test("mbusAt() answers with the length of a whole frame, and its data are found", () => {
  assert.equal(mbusAt(FRAME, 0, FRAME.length), FRAME.length);
  assert.deepEqual(FRAME.slice(dataStart(0), dataEnd(FRAME.length)), DATA);
});

Deno.test("mbusAt() waits for every byte of a frame", () => {
  for (let end = 1; end < FRAME.length; end++) assert.equal(mbusAt(FRAME, 0, end), INCOMPLETE);
});

Deno.test("mbusAt() reads L = 0 to 3 as bodies of 256 bytes and more", () => {
  for (const dataBytes of [251, 252, 253, 254]) {
    const frame = mbusFrames(new Uint8Array(dataBytes).fill(9), dataBytes);
    assert.ok(frame[1]! <= 3);
    assert.equal(mbusAt(frame, 0, frame.length), frame.length);
  }
});

Deno.test("mbusAt() tells apart what can be wrong", () => {
  const verdict = (frame: Uint8Array) => mbusAt(frame, 0, frame.length);
  assert.equal(verdict(FRAME.with(3, 0x69)), NOT_A_START);
  assert.equal(verdict(FRAME.with(2, 0x77)), BAD_LENGTH);
  assert.equal(verdict(FRAME.with(FRAME.length - 1, 0x17)), BAD_BOUNDARY);
  assert.equal(verdict(FRAME.with(40, 0)), BAD_CHECKSUM);
  assert.equal(verdict(Uint8Array.of(0x68, 4, 4, 0x68, 1, 2, 3, 4, 10, 0x16)), NOT_A_START);
});

Deno.test("isSinglePart() is true for the only part of a telegram alone", () => {
  const [first, second] = [mbusFrames(DATA, 60), mbusFrames(DATA, 60).slice(60 + 11)];
  assert.equal(isSinglePart(FRAME, 0), true);
  assert.equal(isSinglePart(first, 0), false);
  assert.equal(isSinglePart(second, 0), false);
});
