import assert from "node:assert/strict";
import { openNotification } from "#codec/dlms/apdu.ts";

const open = (hex: string) => {
  const bytes = Uint8Array.fromHex(`99${hex}`);
  return openNotification(bytes, 1, bytes.length);
};
const place = (hex: string) => {
  const opened = open(hex);
  return opened.ok ? [opened.value.clockAt, opened.value.listAt] : opened.fault.code;
};
const CLOCK = "07e80a0102130000ff800000";

Deno.test("openNotification() finds the list behind each form of the clock", () => {
  assert.deepEqual(place("0f40000000" + "00" + "0201"), [-1, 7]);
  assert.deepEqual(place("0f40000000" + "0c" + CLOCK + "0201"), [7, 19]);
  assert.deepEqual(place("0f40000000" + "090c" + CLOCK + "0201"), [8, 20]);
  assert.deepEqual(place("0f40000000" + "19" + CLOCK + "0201"), [7, 19]);
});

Deno.test("openNotification() names what it cannot open", () => {
  assert.equal(place("0f40000000" + "0907"), "apdu-type");
  assert.equal(place("0f4000"), "frame-truncated");
  assert.equal(place("0f40000000" + "00"), "frame-truncated");
  assert.equal(place("0f40000000" + "0c" + CLOCK), "frame-truncated");
  const opened = open("0f40000000" + "4201");
  assert.ok(!opened.ok);
  const { what, offset, found } = opened.fault.detail;
  assert.deepEqual([what, offset, found], ["date-time", 5, "42"]);
});
