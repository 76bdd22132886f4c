import assert from "node:assert/strict";
import { p1Telegram } from "#codec/encode/p1.ts";
import { p1CipheredTelegram } from "#codec/encode/p1_cipher.ts";
import { P1Framing } from "#codec/framing/p1_framing.ts";
import { BAD_P1_CHECKSUM, INCOMPLETE } from "#codec/framing/verdict.ts";
import { line } from "#tests/support/frames.ts";
import { security } from "#tests/support/keys.ts";

const CHECKED = p1Telegram("KFM5KAIFA", ["1-0:1.7.0(01.234*kW)"]);
const UNCHECKED = line(CHECKED.slice(0, -6), "\r\n");

Deno.test("P1Framing remembers which meter sends checksums", () => {
  const framing = new P1Framing();
  const judge = (bytes: Uint8Array) => framing.judge(bytes, 0, bytes.length);
  assert.equal(judge(UNCHECKED), UNCHECKED.length);
  framing.delivered(UNCHECKED, 0, UNCHECKED.length);
  assert.equal(judge(UNCHECKED), UNCHECKED.length);
  framing.delivered(CHECKED, 0, CHECKED.length);
  assert.equal(new P1Framing().judge(UNCHECKED, 0, UNCHECKED.length), UNCHECKED.length);
  framing.shifted(0);
  assert.equal(judge(UNCHECKED), BAD_P1_CHECKSUM);
});

Deno.test("P1Framing takes ciphered telegrams of a meter that sent plain ones before", () => {
  const framing = new P1Framing();
  framing.delivered(CHECKED, 0, CHECKED.length);
  const ciphered = p1CipheredTelegram("KFM5KAIFA", ["1-0:1.7.0(01.234*kW)"], security(1));
  assert.equal(framing.judge(ciphered, 0, ciphered.length), ciphered.length);
  assert.equal(framing.isProof(ciphered, 0, ciphered.length), true);
});

Deno.test("P1Framing.trouble() says which checksum the telegram has and which it sent", () => {
  const framing = new P1Framing();
  const trouble = (bytes: Uint8Array, verdict = BAD_P1_CHECKSUM) =>
    framing.trouble({ bytes, at: 0, end: bytes.length, verdict });
  const digitsAt = CHECKED.length - 6;
  const sent = String.fromCharCode(...CHECKED.slice(digitsAt, digitsAt + 4));
  const found = sent === "0001" ? "0002" : "0001";
  const wrong = line(CHECKED.slice(0, digitsAt), found, "\r\n");
  assert.deepEqual(trouble(wrong), { bytes: 0, offset: digitsAt, expected: sent, found });
  assert.equal(trouble(UNCHECKED).found, "none");
  assert.deepEqual(trouble(CHECKED.slice(0, 20), INCOMPLETE), { bytes: 0 });
});
