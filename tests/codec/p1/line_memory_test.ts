import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { P1Cursor } from "#codec/p1/cursor.ts";
import { LineMemory } from "#codec/p1/line_memory.ts";

const memory = new LineMemory();

function read(text: string, number = 0) {
  const cursor = new P1Cursor();
  cursor.start({ bytes: latin1Bytes(text), from: 0, to: text.length });
  const line = memory.read(cursor, number);
  return line === null ? null : [line.code, line.channel, line.meaning?.kind, cursor.at];
}

Deno.test("LineMemory.read() says the same the first time, again, and after another line", () => {
  const import1 = [0x01_08_01, 0, "number", 10];
  assert.deepEqual(read("1-0:1.8.1(1)"), import1);
  assert.deepEqual(read("1-0:1.8.1(2)"), import1);
  assert.deepEqual(read("0-1:24.2.1(2)"), [0x18_02_01, 1, undefined, 11]);
  assert.deepEqual(read("1-0:1.8.1(2)"), import1);
  assert.deepEqual(read("1-0:1.8.1(2)", 500), import1);
});

Deno.test("LineMemory.read() does not mistake the start of a line for all of it", () => {
  assert.deepEqual(read("1-0:1.8.0(1)"), [0x01_08_00, 0, "number", 10]);
  assert.equal(read("1-0:1.8.0"), null);
  assert.deepEqual(read("1-0:1.8.0*255(1)"), [0x01_08_00, 0, "number", 14]);
});

Deno.test("LineMemory.read() knows no meaning for other media and channels", () => {
  for (const text of ["0-0:1.8.0(1)", "1-0:96.1.0(x)", "0-5:24.2.1(x)", "7-0:3.0.0(1)", "x"]) {
    assert.equal(read(text), null, text);
  }
});
