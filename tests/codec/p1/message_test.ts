import assert from "node:assert/strict";
import { messageOf } from "#codec/p1/message.ts";

Deno.test("messageOf() decodes hex, also of other alphabets than English", () => {
  assert.equal(messageOf("303132333435363738393A3B3C3D3E3F"), "0123456789:;<=>?");
  assert.equal(messageOf("4DC3BC6C6C"), "Müll");
  assert.equal(messageOf("3031203631203831"), "01 61 81");
});

Deno.test("messageOf() keeps a text that is no hex, in one line", () => {
  assert.equal(messageOf("Hello (world)"), "Hello (world)");
  assert.equal(messageOf("414"), "414");
  assert.equal(messageOf("410D0A0042"), "A B");
});

Deno.test("messageOf() takes filling for no message", () => {
  for (const text of ["", "\xff\xff\xff", "FFFFFF", "000000", "   "]) {
    assert.equal(messageOf(text), "", text);
  }
});
