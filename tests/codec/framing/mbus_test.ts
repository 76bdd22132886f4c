import assert from "node:assert/strict";
import { mbusFrames } from "#codec/encode/mbus.ts";
import {
  dataEnd,
  dataStart,
  isLastPart,
  mbusAt,
  mbusTrouble,
  partNumber,
} from "#codec/framing/mbus.ts";
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

Deno.test("mbusAt() calls a frame that lost bytes damaged, not badly ended", () => {
  const shorter = FRAME.slice(0, 40);
  const damaged = Uint8Array.from([...shorter, ...FRAME.slice(42), 0x16, 0x16]);
  assert.equal(mbusAt(damaged, 0, damaged.length), BAD_CHECKSUM);
});

Deno.test("mbusTrouble() says where and what contradicts a frame", () => {
  const trouble = (frame: Uint8Array) =>
    mbusTrouble({
      bytes: frame,
      at: 0,
      end: frame.length,
      verdict: mbusAt(frame, 0, frame.length),
    });
  const sum = FRAME.at(-2)!.toString(16).toUpperCase();
  const { length } = FRAME;
  assert.deepEqual(trouble(FRAME.with(length - 2, 0)), {
    bytes: length,
    offset: length - 2,
    expected: sum.padStart(2, "0"),
    found: "00",
  });
  assert.deepEqual(trouble(FRAME.with(length - 1, 0x17)), {
    bytes: length,
    offset: length - 1,
    expected: "16",
    found: "17",
  });
  assert.deepEqual(trouble(FRAME.with(2, 0x77)), {
    bytes: 0,
    offset: 2,
    expected: "69",
    found: "77",
  });
  assert.deepEqual(trouble(FRAME.slice(0, 30)), { bytes: length });
  assert.deepEqual(trouble(FRAME.slice(0, 3)), { bytes: 0 });
});

Deno.test("partNumber() and isLastPart() tell the parts of a telegram", () => {
  const parts = mbusFrames(DATA, 40);
  const starts = [0, 40 + 11, 2 * (40 + 11)];
  assert.deepEqual(starts.map((at) => partNumber(parts, at)), [0, 1, 2]);
  assert.deepEqual(starts.map((at) => isLastPart(parts, at)), [false, false, true]);
  assert.deepEqual([partNumber(FRAME, 0), isLastPart(FRAME, 0)], [0, true]);
});
