import assert from "node:assert/strict";
import { crc16Kermit } from "#codec/encode/crc16.ts";
import { smlFrame, smlMessage, SmlWriter } from "#codec/encode/sml.ts";
import {
  messagesEnd,
  messagesStart,
  SML_BYTES_MAX,
  smlAt,
  smlTrouble,
} from "#codec/framing/sml.ts";
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

const MESSAGE = smlMessage(1, { choice: 0x0201, body: new SmlWriter().list(1).absent().bytes() });
const FRAME = smlFrame([MESSAGE]);
const ESCAPE = [0x1b, 0x1b, 0x1b, 0x1b];
const judge = (bytes: Uint8Array, at = 0) => smlAt(bytes, at, bytes.length);

// Written by hand from the standard; checksums computed by another program.
const BY_HAND = Uint8Array.fromHex(
  "1b1b1b1b01010101" + "7605000000016200620072" + "63070177010b0a01454d480000bc614e" +
    "070100620affff" + "7262016500001000" + "72" +
    "77070100010800ff0101621e52ff650001234501" + "77070100100700ff0101621b520053ff3801" +
    "0101" + "63e26f00" + "00" + "1b1b1b1b1a01d5ef",
);

Deno.test("smlAt() answers with the length of a whole frame, wherever it stands", () => {
  assert.equal(judge(BY_HAND), BY_HAND.length);
  assert.equal(judge(FRAME), FRAME.length);
  assert.equal(judge(line([1, 2, 3], FRAME, [4, 5]), 3), FRAME.length);
});

Deno.test("smlAt() waits for every byte of a frame", () => {
  for (let end = 1; end < FRAME.length; end++) {
    assert.equal(smlAt(FRAME, 0, end), INCOMPLETE, `${end} bytes`);
  }
});

Deno.test("smlAt() takes CRC-16/Kermit too, which a few meters send", () => {
  const kermit = smlFrame([MESSAGE], crc16Kermit);
  assert.notDeepEqual(kermit, FRAME);
  assert.equal(judge(kermit), kermit.length);
});

Deno.test("smlAt() refuses every single wrong byte", () => {
  for (let at = 0; at < FRAME.length; at++) {
    for (const bit of [0x01, 0x10, 0x80]) {
      const verdict = judge(FRAME.with(at, FRAME[at]! ^ bit));
      assert.ok(verdict <= 0, `byte ${at}`);
    }
  }
});

Deno.test("smlAt() tells apart what can be wrong", () => {
  assert.equal(judge(FRAME.with(7, 0x02)), NOT_A_START);
  assert.equal(judge(FRAME.with(3, 0x1a)), NOT_A_START);
  assert.equal(judge(FRAME.with(20, 0xff)), BAD_CHECKSUM);
  assert.equal(judge(FRAME.with(FRAME.length - 4, 0x1c)), BAD_BOUNDARY);
  assert.equal(judge(FRAME.with(FRAME.length - 3, 4)), BAD_BOUNDARY);
  assert.equal(judge(line(FRAME.slice(0, -8), FRAME)), BAD_BOUNDARY);
});

Deno.test("smlAt() takes no frame beyond 4 KiB", () => {
  const endless = line(FRAME.slice(0, 8), new Uint8Array(SML_BYTES_MAX));
  assert.equal(judge(endless), TOO_LONG);
  assert.equal(judge(endless.subarray(0, SML_BYTES_MAX - 8)), INCOMPLETE);
});

Deno.test("smlAt() passes escapes that stand twice, at any place and in any number", () => {
  for (let before = 0; before < 4; before++) {
    for (let count = 4; count < 20; count++) {
      const octets = line(new Uint8Array(before), new Uint8Array(count).fill(0x1b), [7]);
      const frame = smlFrame([new SmlWriter().octets(octets).bytes()]);
      assert.equal(judge(frame), frame.length, `${count} behind ${before}`);
      for (let end = 1; end < frame.length; end++) {
        assert.equal(smlAt(frame, 0, end), INCOMPLETE, `${end} bytes`);
      }
    }
  }
});

Deno.test("smlAt() takes an escape that stands once for the end of a frame that was cut", () => {
  const once = line(FRAME.slice(0, 20), ESCAPE, FRAME.slice(20));
  assert.equal(judge(once), BAD_BOUNDARY);
});

Deno.test("smlTrouble() says where a refused frame contradicts itself", () => {
  const troubleOf = (bytes: Uint8Array) =>
    smlTrouble({ bytes, at: 0, end: bytes.length, verdict: judge(bytes) });
  const length = FRAME.length;
  const sent = FRAME.slice(-2).toReversed().toHex().toUpperCase();
  const checksum = troubleOf(FRAME.with(20, 0xff));
  assert.deepEqual({ ...checksum, expected: "" }, {
    bytes: length,
    offset: length - 2,
    expected: "",
    found: sent,
  });
  assert.deepEqual(troubleOf(FRAME.with(length - 4, 0x1c)), {
    bytes: 0,
    offset: length - 4,
    expected: "1A",
    found: "1C",
  });
  assert.deepEqual(troubleOf(FRAME.with(length - 3, 4)), {
    bytes: 0,
    offset: length - 3,
    expected: "at most 3",
    found: "04",
  });
  assert.deepEqual(troubleOf(FRAME.slice(0, -1)), { bytes: 0 });
});

Deno.test("messagesStart() and messagesEnd() leave out escapes and filling", () => {
  for (let length = 1; length < 9; length++) {
    const content = new Uint8Array(length).fill(5);
    const frame = smlFrame([content]);
    const messages = frame.slice(messagesStart(0), messagesEnd(frame, frame.length));
    assert.deepEqual(messages, content);
  }
});

Deno.test("damaged frames give no reading, and the next frame is read", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let count = 0; count < 2_000; count++) {
    const id = ["sml", "sml-easymeter", "sml-emh"][count % 3]!;
    const frame = listOf(id, 3, 1234);
    const damaged = [...frame];
    const at = below(frame.length);
    const length = 1 + below(4);
    const noise = Array.from({ length: below(4) }, () => below(256));
    damaged.splice(at, length, ...noise);
    if (line(damaged).toHex() === frame.toHex()) continue;
    const { readings } = linesOf([line(damaged), listOf(id, 3, 4321)]);
    const where = `seed ${seed}, ${id}, ${length} bytes at ${at} became ${noise}`;
    assert.deepEqual(readings.map(({ importW }) => importW), [4321], where);
  }
});
