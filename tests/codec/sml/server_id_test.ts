import assert from "node:assert/strict";
import { hasUnsignedPower, serverId, vendorOf } from "#codec/sml/server_id.ts";

const raw = (hex: string) => String.fromCharCode(...Uint8Array.fromHex(hex));
const dzg = (number: number) => raw(`0a01445a4700${number.toString(16).padStart(8, "0")}`);

Deno.test("serverId() prints ids of both editions as they stand on the meter", () => {
  assert.equal(serverId(raw("0a01454d480000bc614e")), "1EMH0012345678");
  assert.equal(serverId(raw("090149534b0004c4b401")), "1ISK0080000001");
  assert.equal(serverId(raw("0a01484c590200000007")), "1HLY0200000007");
});

Deno.test("serverId() gives other ids as text or as hex digits", () => {
  assert.equal(serverId("1ESY1199001234"), "1ESY1199001234");
  assert.equal(serverId(raw("06454d480102715600ff")), "06454D480102715600FF");
  assert.equal(serverId(raw("0a01454d4800ffffffff")), "0A01454D4800FFFFFFFF");
  assert.equal(serverId(""), "");
});

Deno.test("vendorOf() knows the makers by their letters", () => {
  assert.equal(vendorOf("ISK"), "iskra");
  assert.equal(vendorOf(raw("0a014c475a0000bc614e")), "landisgyr");
  assert.equal(vendorOf(raw("0a01454d480000bc614e")), "unknown");
  assert.equal(vendorOf("1ESY1199001234"), "unknown");
});

Deno.test("hasUnsignedPower() is true for the early DVS74 of DZG alone", () => {
  const numbers = [
    41_999_999,
    42_000_000,
    48_999_999,
    49_000_000,
    54_999_999,
    55_000_000,
    58_999_999,
    60_000_000,
  ];
  assert.deepEqual(
    numbers.map((number) => hasUnsignedPower(dzg(number))),
    [false, true, true, false, false, true, true, false],
  );
  assert.equal(hasUnsignedPower(raw("0a01454d480002855d60")), false);
});
