import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { NO_CODE, P1Cursor } from "#codec/p1/cursor.ts";

function cursorOn(text: string): P1Cursor {
  const cursor = new P1Cursor();
  cursor.start({ bytes: latin1Bytes(text), from: 0, to: text.length });
  return cursor;
}

Deno.test("P1Cursor.code() reads a code with its medium and channel", () => {
  const cursor = cursorOn("0-1:24.2.3(x)");
  assert.equal(cursor.code(), 0x18_02_03);
  assert.deepEqual([cursor.medium, cursor.channel, cursor.at], [0, 1, 11]);
  assert.equal(cursorOn("1-0:1.8.0*255(x)").code(), 0x01_08_00);
});

Deno.test("P1Cursor.code() takes nothing else for a code and never passes a line end", () => {
  for (
    const text of ["", "1", "1-0", "1-0:1.7.0", "1-0:1.7(", "256-0:1.7.0(", "(", "1-0:1.7.0*x("]
  ) {
    assert.equal(cursorOn(text).code(), NO_CODE, text);
  }
  const cursor = cursorOn("1-0:1.7.0\n1-0:2.7.0(x)");
  assert.equal(cursor.code(), NO_CODE);
  cursor.skipLine();
  assert.equal(cursor.code(), 0x02_07_00);
});

Deno.test("P1Cursor.figures() counts digits and decimals and keeps up to 15 digits exact", () => {
  const read = (text: string) => {
    const cursor = cursorOn(text);
    return [cursor.figures(), cursor.digits, cursor.decimals, cursor.at];
  };
  assert.deepEqual(read("000123.456*kWh"), [123456, 9, 3, 10]);
  assert.deepEqual(read("0123456789)"), [123456789, 10, 0, 10]);
  assert.deepEqual(read("123456789012.345"), [123456789012345, 15, 3, 16]);
  assert.deepEqual(read("-00.250*kW"), [-250, 5, 3, 7]);
  assert.deepEqual(read("-00.000*kW"), [0, 5, 3, 7]);
  assert.deepEqual(read("1.2.3"), [12, 2, 1, 3]);
});

Deno.test("P1Cursor.figures() answers NaN for what is no number", () => {
  for (const text of ["", ".", "-", "x", ")", "99999999999999999", "0.0000000001"]) {
    assert.equal(cursorOn(text).figures(), NaN, text);
  }
});

Deno.test("P1Cursor.count() takes plain whole numbers alone", () => {
  assert.equal(cursorOn("00004)").count(), 4);
  for (const text of ["4*W)", "4.5)", "4", ")", "**)"]) {
    assert.equal(cursorOn(text).count(), NaN, text);
  }
});

Deno.test("P1Cursor.nextValue() goes from value to value within the line", () => {
  const cursor = cursorOn("1) (2)(3)\r\n(4)");
  const seen = [cursor.count()];
  while (cursor.nextValue()) seen.push(cursor.count());
  assert.deepEqual(seen, [1, 2, 3]);
  assert.equal(cursor.nextLineValue(), true);
  assert.equal(cursor.count(), 4);
  assert.equal(cursor.nextLineValue(), false);
  assert.equal(cursorOn("1\n(2)").nextValue(), false);
  assert.equal(cursorOn("1)\n0-1:24.4.0(1)").nextLineValue(), false);
});

Deno.test("P1Cursor.lastValueEnd() sees parentheses within a text", () => {
  assert.equal(cursorOn("a (b) c)\r\n)").lastValueEnd(), 7);
  assert.equal(cursorOn(")\r\n").lastValueEnd(), 0);
  assert.equal(cursorOn("abc\r\n").lastValueEnd(), 4);
  assert.equal(cursorOn("").lastValueEnd(), 0);
});
