import assert from "node:assert/strict";
import { IecCode } from "#codec/iec/code.ts";
import { P1Cursor } from "#codec/p1/cursor.ts";
import { line } from "#tests/support/frames.ts";

/** Group A, C.D.E, whether it is of the present, and what stands behind it. */
function parsed(text: string) {
  const cursor = new P1Cursor();
  const bytes = line(text);
  cursor.start({ bytes, from: 0, to: bytes.length });
  const code = new IecCode();
  if (!code.read(cursor)) return cursor.at === 0 ? null : "moved";
  const { medium, key, isNow } = code;
  return [medium, `${key >> 16}.${(key >> 8) & 255}.${key & 255}`, isNow, text.slice(cursor.at)];
}

Deno.test("IecCode reads codes of all lengths", () => {
  assert.deepEqual(parsed("1-0:1.8.0*255(5)"), [1, "1.8.0", true, "5)"]);
  assert.deepEqual(parsed("7-1:3.0.0(5)"), [7, "3.0.0", true, "5)"]);
  assert.deepEqual(parsed("1-0:21.7.255*255(5)"), [1, "21.7.0", true, "5)"]);
  assert.deepEqual(parsed("1.8.2("), [1, "1.8.2", true, ""]);
  assert.deepEqual(parsed("32.7(241*V)"), [1, "32.7.0", true, "241*V)"]);
  assert.deepEqual(parsed("1.8.0*00(1)"), [1, "1.8.0", true, "1)"]);
  assert.deepEqual(parsed("1.8.0*18(1)"), [1, "1.8.0", false, "1)"]);
  assert.deepEqual(parsed("1.8*18(1)"), [1, "1.8.0", false, "1)"]);
});

Deno.test("IecCode reads groups that are letters", () => {
  assert.deepEqual(parsed("C.1.0(1)"), [1, "96.1.0", true, "1)"]);
  assert.deepEqual(parsed("F.F(00)"), [1, "97.97.0", true, "00)"]);
  assert.deepEqual(parsed("0-0:C.90.2*255(9)"), [0, "96.90.2", true, "9)"]);
  assert.deepEqual(parsed("P.01("), [1, "99.1.0", true, ""]);
});

Deno.test("IecCode refuses what is none, and moves nothing", () => {
  const others = [
    "",
    "(",
    "1(",
    "1.8.0",
    "1.8.0)",
    "1.8.0.4(",
    "1..8(",
    "256.8.0(",
    "A.1.0(",
    "!\r\n",
  ];
  for (const text of [...others, "1-0-1.8.0(", "1.8-0(", "1.8.0*1*2(x", "1.8.0&01("]) {
    assert.equal(parsed(text), null, text);
  }
});
