import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { TextMemory } from "#codec/text_memory.ts";

Deno.test("TextMemory makes a text once and remembers it", () => {
  const made: string[] = [];
  const memory = new TextMemory((raw) => {
    made.push(raw);
    return raw.toLowerCase();
  });
  const bytes = latin1Bytes("..ABC..ABD..");
  assert.equal(memory.recall(bytes, 2, 5), "abc");
  assert.equal(memory.recall(bytes, 2, 5), "abc");
  assert.equal(memory.recall(bytes, 7, 10), "abd");
  assert.equal(memory.recall(bytes, 2, 5), "abc");
  assert.equal(memory.recall(bytes, 4, 4), "");
  assert.deepEqual(made.slice(0, 2), ["ABC", "ABD"]);
});

Deno.test("TextMemory keeps texts apart that share a place", () => {
  const memory = new TextMemory((raw) => raw);
  for (let code = 0; code < 256; code++) {
    const bytes = Uint8Array.of(65, code, 66);
    assert.equal(memory.recall(bytes, 0, 3), `A${String.fromCharCode(code)}B`);
  }
});
