import assert from "node:assert/strict";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import {
  hdlcAt,
  hdlcTrouble,
  informationEnd,
  informationStart,
  isSegmented,
} from "#codec/framing/hdlc.ts";
import {
  BAD_BOUNDARY,
  BAD_CHECKSUM,
  BAD_HEADER_CHECKSUM,
  INCOMPLETE,
  NOT_A_START,
} from "#codec/framing/verdict.ts";
import { line, LINK } from "#tests/support/frames.ts";

const INFORMATION = Uint8Array.from({ length: 60 }, (_, at) => at * 5);
const FRAME = hdlcFrames(INFORMATION, LINK);
const changed = (at: number, to: number) => FRAME.with(at, to);

Deno.test("hdlcAt() answers with the length of a whole frame, wherever it stands", () => {
  assert.equal(hdlcAt(FRAME, 0, FRAME.length), FRAME.length);
  const shifted = line([1, 2, 3], FRAME, [4, 5]);
  assert.equal(hdlcAt(shifted, 3, shifted.length), FRAME.length);
});

Deno.test("hdlcAt() waits for every byte of a frame", () => {
  for (let end = 1; end < FRAME.length; end++) assert.equal(hdlcAt(FRAME, 0, end), INCOMPLETE);
});

Deno.test("hdlcAt() takes addresses of 1 to 4 bytes and refuses longer ones", () => {
  const links = [[0x01], [0x02, 0x01], [0xce, 0xfe, 0x03], [0x02, 0x04, 0x06, 0x09]];
  for (const address of links) {
    const frame = hdlcFrames(INFORMATION, { ...LINK, destination: address, source: address });
    assert.equal(hdlcAt(frame, 0, frame.length), frame.length);
    const start = informationStart(frame, 0, frame.length);
    assert.deepEqual(frame.slice(start, informationEnd(frame.length)), INFORMATION);
  }
  const endless = hdlcFrames(INFORMATION, { ...LINK, source: [2, 2, 2, 2, 1] });
  assert.equal(hdlcAt(endless, 0, endless.length), NOT_A_START);
});

Deno.test("hdlcAt() refuses a wrong header before the frame is there", () => {
  const damaged = changed(3, 0x43);
  assert.equal(hdlcAt(damaged, 0, 9), BAD_HEADER_CHECKSUM);
  assert.equal(hdlcAt(changed(1, 0x70), 0, 2), NOT_A_START);
  assert.equal(hdlcAt(Uint8Array.of(0x7e, 0xa0, 0x03, 1, 1, 1), 0, 6), NOT_A_START);
});

Deno.test("hdlcAt() tells a wrong checksum from a missing flag", () => {
  assert.equal(hdlcAt(changed(20, 0xff), 0, FRAME.length), BAD_CHECKSUM);
  assert.equal(hdlcAt(changed(FRAME.length - 1, 0x7f), 0, FRAME.length), BAD_BOUNDARY);
});

Deno.test("hdlcAt() takes frames without information, which have one checksum only", () => {
  // The checksum was computed by another program.
  const bare = Uint8Array.fromHex("7ea00703217301e67e");
  assert.equal(hdlcAt(bare, 0, bare.length), bare.length);
  assert.equal(hdlcAt(bare.with(6, 0), 0, bare.length), BAD_CHECKSUM);
  assert.ok(informationStart(bare, 0, bare.length) >= informationEnd(bare.length));
});

Deno.test("isSegmented() sees the bit of a frame that goes on", () => {
  const parts = hdlcFrames(INFORMATION, LINK, 40);
  assert.equal(isSegmented(parts, 0), true);
  assert.equal(isSegmented(FRAME, 0), false);
});

Deno.test("hdlcTrouble() says where and what contradicts a frame", () => {
  const { length } = FRAME;
  const trouble = (frame: Uint8Array) =>
    hdlcTrouble({
      bytes: frame,
      at: 0,
      end: frame.length,
      verdict: hdlcAt(frame, 0, frame.length),
    });
  const sent = (at: number) =>
    ((FRAME[at + 1]! << 8) | FRAME[at]!).toString(16).toUpperCase().padStart(4, "0");
  const footer = length - 3;
  assert.deepEqual(trouble(changed(footer, FRAME[footer]! ^ 0xff)), {
    bytes: length,
    offset: footer,
    expected: sent(footer),
    found: sent(footer).slice(0, 2) +
      (FRAME[footer]! ^ 0xff).toString(16).toUpperCase().padStart(2, "0"),
  });
  const header = trouble(changed(7, FRAME[7]! ^ 0x01));
  assert.deepEqual([header.offset, header.expected], [7, sent(7)]);
  const flag = { bytes: length, offset: length - 1, expected: "7E", found: "7F" };
  assert.deepEqual(trouble(changed(length - 1, 0x7f)), flag);
  assert.deepEqual(trouble(FRAME.slice(0, 40)), { bytes: length });
  assert.deepEqual(trouble(FRAME.slice(0, 2)), { bytes: 0 });
});
