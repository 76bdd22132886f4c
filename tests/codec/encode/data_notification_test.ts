import assert from "node:assert/strict";
import { dataNotification, llc } from "#codec/encode/data_notification.ts";

const PAYLOAD = Uint8Array.of(0x00);
const INVOKE = [0x40, 0, 0, 1] as const;

Deno.test("dataNotification() without a time writes a zero in its place", () => {
  const header = { invokeId: INVOKE, time: null, timePrefix: [] };
  assert.equal(dataNotification(PAYLOAD, header).toHex(), "0f" + "40000001" + "00" + "00");
});

Deno.test("dataNotification() writes a time behind its prefix", () => {
  const header = { invokeId: INVOKE, time: Uint8Array.of(1, 2, 3), timePrefix: [0x09, 0x0c] };
  assert.equal(dataNotification(PAYLOAD, header).toHex(), "0f40000001" + "090c" + "010203" + "00");
});

Deno.test("llc() writes the three bytes from the meter", () => {
  assert.equal(llc(Uint8Array.of(0x0f)).toHex(), "e6e7000f");
});
