import assert from "node:assert/strict";
import { joinBytes, latin1Bytes } from "#codec/encode/bytes.ts";
import { glo } from "#codec/encode/cipher.ts";
import { gloAt, gloTrouble } from "#codec/framing/glo.ts";
import { BAD_BOUNDARY, INCOMPLETE, NOT_A_START } from "#codec/framing/verdict.ts";
import { security } from "#tests/support/keys.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const TEXT = latin1Bytes("/EST5\r\n\r\n1-0:1.7.0(000000274*W)\r\n".repeat(10));
const NO_TITLE = { title: new Uint8Array(0) };
const FRAME = glo(TEXT, security(1));

Deno.test("gloAt() answers with the length of a whole telegram, with and without a title", () => {
  const plainControl = { control: 0x20 } as const;
  for (const changes of [{}, NO_TITLE, plainControl, { ...NO_TITLE, ...plainControl }]) {
    for (const lengthBytes of [0, 2]) {
      const frame = glo(TEXT, security(1, changes), lengthBytes);
      assert.equal(gloAt(joinBytes([frame, [1, 2]]), 0, frame.length + 2), frame.length);
    }
  }
});

Deno.test("gloAt() waits for every byte of a telegram", () => {
  for (let end = 1; end < FRAME.length; end++) {
    assert.equal(gloAt(FRAME, 0, end), INCOMPLETE, `${end} bytes`);
  }
});

Deno.test("gloAt() takes no header that meters do not send", () => {
  const verdict = (bytes: Uint8Array) => gloAt(bytes, 0, bytes.length);
  assert.equal(verdict(FRAME.with(1, 7)), NOT_A_START, "title of seven bytes");
  assert.equal(verdict(FRAME.with(3, 0x61)), NOT_A_START, "maker in small letters");
  assert.equal(verdict(FRAME.with(10, 0x83)), NOT_A_START, "length of three bytes");
  assert.equal(verdict(FRAME.with(10, 0x80)), NOT_A_START, "length of no bytes");
  assert.equal(verdict(FRAME.with(11, 0x7f)), NOT_A_START, "too long");
  assert.equal(verdict(FRAME.with(13, 0x10)), NOT_A_START, "not ciphered");
  assert.equal(verdict(FRAME.with(13, 0x70)), NOT_A_START, "unknown control");
  assert.equal(verdict(glo(TEXT.slice(0, 4), security(1, NO_TITLE))), NOT_A_START, "too short");
});

Deno.test("gloAt() gives a telegram up when the same meter begins another inside", () => {
  const cut = joinBytes([FRAME.slice(0, 100), FRAME.slice(0, 9)]);
  assert.equal(gloAt(cut, 0, cut.length), INCOMPLETE);
  const begun = joinBytes([FRAME.slice(0, 100), FRAME.slice(0, 10)]);
  assert.equal(gloAt(begun, 0, begun.length), BAD_BOUNDARY);
});

Deno.test("gloAt() seldom takes noise for a beginning", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const noise = Uint8Array.from({ length: 1 << 20 }, () => Math.floor(random() * 256));
  let count = 0;
  for (let at = 0; at < noise.length - 5000; at++) {
    if (noise[at] === 0xdb && gloAt(noise, at, noise.length) !== NOT_A_START) count++;
  }
  assert.ok(count <= 1, `${count} in 1 MiB, seed ${seed}`);
});

Deno.test("gloTrouble() knows the length as soon as it is there", () => {
  const bytesAt = (end: number) => gloTrouble({ bytes: FRAME, at: 0, end, verdict: INCOMPLETE });
  assert.deepEqual(bytesAt(11), { bytes: 0 });
  assert.deepEqual(bytesAt(1), { bytes: 0 });
  assert.deepEqual(bytesAt(13), { bytes: FRAME.length });
});
