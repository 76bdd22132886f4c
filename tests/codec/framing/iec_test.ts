import assert from "node:assert/strict";
import { iecReadout } from "#codec/encode/iec.ts";
import { IEC_BYTES_MAX, iecAt, iecTrouble, STX, textStart } from "#codec/framing/iec.ts";
import {
  BAD_BOUNDARY,
  BAD_CHECKSUM,
  INCOMPLETE,
  NOT_A_START,
  TOO_LONG,
} from "#codec/framing/verdict.ts";
import { line, listOf } from "#tests/support/frames.ts";
import { linesOf } from "#tests/support/readings_of.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const READOUT = iecReadout("LGZ4ZMF100AC.M26", ["F.F(00)", "1.8.0(000012.345*kWh)"]);
const IDENT_BYTES = 19;
const BLOCK = READOUT.slice(IDENT_BYTES);
const judge = (bytes: Uint8Array, at = 0) => iecAt(bytes, at, bytes.length);

// The block check was computed by another program.
const BY_HAND = line([STX], "F.F(00)\r\n1.8.0(000012.345*kWh)\r\n!\r\n", [0x03, 0x53]);

Deno.test("iecAt() answers with the length of a read-out, with its first line or without", () => {
  assert.deepEqual(BLOCK, BY_HAND);
  assert.equal(judge(BY_HAND), BY_HAND.length);
  assert.equal(judge(READOUT), READOUT.length);
  assert.equal(judge(line("xy", READOUT, "z"), 2), READOUT.length);
});

Deno.test("iecAt() passes over the reader's own answer", () => {
  const echoed = line(READOUT.slice(0, IDENT_BYTES), "\x06040\r\n", BLOCK);
  assert.equal(judge(echoed), echoed.length);
  assert.equal(textStart(echoed, 0, echoed.length), echoed.length - BLOCK.length + 1);
});

Deno.test("iecAt() leaves a first line to P1 until an STX follows, then waits", () => {
  for (let end = 1; end <= IDENT_BYTES; end++) assert.equal(iecAt(READOUT, 0, end), NOT_A_START);
  for (let end = IDENT_BYTES + 1; end < READOUT.length; end++) {
    assert.equal(iecAt(READOUT, 0, end), INCOMPLETE, `${end} bytes`);
  }
});

Deno.test("iecAt() leaves P1 telegrams alone, ciphered ones as well", () => {
  assert.equal(judge(listOf("p1", 4)), NOT_A_START);
  assert.equal(judge(line("/EGM5G35\r\n\r\n", [0, 0x82, 0, 3, 1, 2, 3])), NOT_A_START);
  assert.equal(judge(line("/1GZ4\r\n", BLOCK)), NOT_A_START);
  assert.equal(judge(line("/LGZ4", "x".repeat(130), "\r\n", BLOCK)), NOT_A_START);
  assert.equal(judge(line("/LGZ4ZM", READOUT)), NOT_A_START);
});

Deno.test("iecAt() tells apart what can be wrong", () => {
  assert.equal(judge(BLOCK.with(20, 0x39)), BAD_CHECKSUM);
  assert.equal(judge(BLOCK.with(BLOCK.length - 1, 0x54)), BAD_CHECKSUM);
  assert.equal(judge(BLOCK.with(20, 0x80)), BAD_BOUNDARY);
  assert.equal(judge(BLOCK.with(BLOCK.length - 5, 0x20)), BAD_BOUNDARY);
  assert.equal(judge(line(BLOCK.slice(0, 20), BLOCK)), BAD_BOUNDARY);
  assert.equal(judge(Uint8Array.of(STX, 0x09, 0x0c)), NOT_A_START);
  assert.equal(judge(line([STX], "x".repeat(24))), NOT_A_START);
  assert.equal(judge(line([STX], "x".repeat(23))), INCOMPLETE);
  assert.equal(judge(line([STX], "F.F(", "x".repeat(IEC_BYTES_MAX))), TOO_LONG);
});

Deno.test("iecTrouble() says where a refused read-out contradicts itself", () => {
  const troubleOf = (bytes: Uint8Array) =>
    iecTrouble({ bytes, at: 0, end: bytes.length, verdict: judge(bytes) });
  const length = BLOCK.length;
  const wrong = { bytes: length, offset: length - 1, expected: "53", found: "54" };
  assert.deepEqual(troubleOf(BLOCK.with(length - 1, 0x54)), wrong);
  const noText = { bytes: 0, offset: 20, expected: "text", found: "80" };
  assert.deepEqual(troubleOf(BLOCK.with(20, 0x80)), noText);
  const noEnd = { bytes: 0, offset: length - 5, expected: "!", found: "none" };
  assert.deepEqual(troubleOf(BLOCK.with(length - 5, 0x20)), noEnd);
  assert.deepEqual(troubleOf(BLOCK.slice(0, -1)), { bytes: 0 });
});

Deno.test("read-outs with one wrong byte give no reading, and the next one is read", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  for (let count = 0; count < 1_000; count++) {
    const at = IDENT_BYTES + Math.floor(random() * (READOUT.length - IDENT_BYTES));
    const damaged = READOUT.with(at, READOUT[at]! ^ (1 << Math.floor(random() * 7)));
    const next = iecReadout("LGZ4ZMF100AC.M26", ["1.8.0(000099.000*kWh)"]);
    const { readings } = linesOf([damaged, next]);
    assert.deepEqual(readings.map(({ importWh }) => importWh), [99_000], `seed ${seed}, ${at}`);
  }
});
