import assert from "node:assert/strict";
import { captureBytes } from "#codec/capture.ts";

const bytesOf = (text: string) => captureBytes(new TextEncoder().encode(text));

Deno.test("captureBytes() reads a hex dump with any separators, case and line ends", () => {
  const expected = Uint8Array.of(0x7e, 0xa0, 0x2a, 0x41);
  assert.deepEqual(bytesOf("7E A0 2A 41\n"), expected);
  assert.deepEqual(bytesOf("7e:a0|2a-41"), expected);
  assert.deepEqual(bytesOf("\r\n7EA0\r\n2A41\r\n"), expected);
  assert.deepEqual(bytesOf("{0x7E, 0xa0, 0X2A, 0x41};"), expected);
  assert.deepEqual(bytesOf('"7E" . "A0" / (2A) [41]'), expected);
});

Deno.test("captureBytes() skips comment lines, also as the last line", () => {
  assert.deepEqual(bytesOf("# Kaifa, AB CD\n7E A0\n# end"), Uint8Array.of(0x7e, 0xa0));
});

Deno.test("captureBytes() takes a hex dump behind a byte order mark for one", () => {
  assert.deepEqual(bytesOf("\uFEFF# Kaifa\r\n7E A0\r\n"), Uint8Array.of(0x7e, 0xa0));
  const binary = Uint8Array.of(0xef, 0xbb, 0xbf, 0x7e);
  assert.deepEqual(captureBytes(binary), binary);
});

Deno.test("captureBytes() drops half a byte at the end", () => {
  assert.deepEqual(bytesOf("7E A"), Uint8Array.of(0x7e));
});

Deno.test("captureBytes() takes P1 text as it is", () => {
  const text = "/KFM5\r\n\r\n1-0:1.7.0(00.132*kW)\r\n!D770\r\n";
  assert.deepEqual(bytesOf(text), new TextEncoder().encode(text));
});

Deno.test("captureBytes() takes binary as it is and gives a copy", () => {
  const binary = Uint8Array.of(0x7e, 0xa0, 0x0a, 0x30, 0x31, 0x7e);
  const copy = captureBytes(binary);
  assert.deepEqual(copy, binary);
  copy[0] = 0;
  assert.equal(binary[0], 0x7e);
});

Deno.test("captureBytes() of nothing is nothing", () => {
  assert.deepEqual(bytesOf(""), new Uint8Array(0));
  assert.deepEqual(bytesOf(" \n"), new TextEncoder().encode(" \n"));
});
