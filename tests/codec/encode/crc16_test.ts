import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { crc16Arc, crc16Kermit, crc16X25 } from "#codec/encode/crc16.ts";

// The check values of the CRC catalogue over the digits 1 to 9.
Deno.test("crc16X25() gives the catalogue's check value", () => {
  assert.equal(crc16X25(latin1Bytes("123456789")), 0x906e);
});

Deno.test("crc16Arc() gives the catalogue's check value", () => {
  assert.equal(crc16Arc(latin1Bytes("123456789")), 0xbb3d);
});

Deno.test("crc16Kermit() gives the catalogue's check value", () => {
  assert.equal(crc16Kermit(latin1Bytes("123456789")), 0x2189);
});
