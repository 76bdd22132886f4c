import assert from "node:assert/strict";
import { glo } from "#codec/encode/cipher.ts";
import { GloFraming } from "#codec/framing/glo_framing.ts";
import { security } from "#tests/support/keys.ts";

const first = glo(new Uint8Array(60), security(1));
const second = glo(new Uint8Array(70), security(2));
const other = second.with(9, second[9]! ^ 1);

Deno.test("GloFraming takes the meter it heard last for beyond doubt, and no other", () => {
  const framing = new GloFraming();
  assert.equal(framing.judge(second, 0, second.length), second.length);
  assert.equal(framing.isProof(second, 0), false);
  framing.delivered(first, 0);
  assert.equal(framing.isProof(second, 0), true);
  assert.equal(framing.isProof(other, 0), false);
});

Deno.test("GloFraming remembers no meter that has no title", () => {
  const framing = new GloFraming();
  const untitled = glo(new Uint8Array(60), security(1, { title: new Uint8Array(0) }));
  framing.delivered(untitled, 0);
  assert.equal(framing.isProof(untitled, 0), false);
});
