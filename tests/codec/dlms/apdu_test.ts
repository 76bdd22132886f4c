import assert from "node:assert/strict";
import { openApdu } from "#codec/dlms/apdu.ts";

const open = (hex: string) => {
  const bytes = Uint8Array.fromHex(hex);
  return openApdu(bytes, 0, bytes.length);
};
const place = (hex: string) => {
  const opened = open(hex);
  return opened.ok ? [opened.value.clockAt, opened.value.listAt] : opened.fault.code;
};
const CLOCK = "07e80a010213000 0ff800000".replaceAll(" ", "");

Deno.test("openApdu() finds the list behind each form of the clock", () => {
  assert.deepEqual(place("0f40000000" + "00" + "0201"), [-1, 6]);
  assert.deepEqual(place("0f40000000" + "0c" + CLOCK + "0201"), [6, 18]);
  assert.deepEqual(place("0f40000000" + "090c" + CLOCK + "0201"), [7, 19]);
  assert.deepEqual(place("0f40000000" + "19" + CLOCK + "0201"), [6, 18]);
});

Deno.test("openApdu() takes LLC bytes off in either direction", () => {
  assert.deepEqual(place("e6e700" + "0f40000000" + "00" + "0201"), [-1, 9]);
  assert.deepEqual(place("e6e600" + "0f40000000" + "00" + "0201"), [-1, 9]);
});

Deno.test("openApdu() names what it cannot open", () => {
  assert.equal(place("e6e700" + "db08"), "cipher-needs-key");
  assert.equal(place("e0400001"), "meter-unknown");
  assert.equal(place("c401"), "apdu-type");
  assert.equal(place("0f40000000" + "0907"), "apdu-type");
  assert.equal(place("e6e7"), "frame-truncated");
  assert.equal(place("0f4000"), "frame-truncated");
  assert.equal(place("0f40000000" + "0c" + CLOCK), "frame-truncated");
  assert.equal(openApdu(new Uint8Array(0), 0, 0).ok, false);
});
