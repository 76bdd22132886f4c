import assert from "node:assert/strict";
import { hdlcFrames, hdlcInformationMax } from "#codec/encode/hdlc.ts";

const LINK = { destination: [0x2b], source: [0x21], control: 0x13 };

// Checksums of the expected frames were computed by another program.
Deno.test("hdlcFrames() puts information between flags, header and checksums", () => {
  const frame = hdlcFrames(Uint8Array.of(0x01, 0x02), LINK);
  assert.equal(frame.toHex(), "7e" + "a00b" + "2b2113" + "cad7" + "0102" + "14c6" + "7e");
});

Deno.test("hdlcFrames() says 'segmented' in all frames but the last", () => {
  const frames = hdlcFrames(Uint8Array.of(0x01, 0x02, 0x03), LINK, 2);
  assert.equal(
    frames.toHex(),
    "7ea80b2b2113ea8d010214c67e" + "7ea00a2b211371cb0357f47e",
  );
});

Deno.test("hdlcFrames() fills the length field to its last bit before it segments", () => {
  const max = hdlcInformationMax(LINK);
  const whole = hdlcFrames(new Uint8Array(max), LINK);
  assert.equal(whole.length, 0x7ff + 2);
  assert.equal(whole.subarray(1, 3).toHex(), "a7ff");
  const split = hdlcFrames(new Uint8Array(max + 1), LINK);
  assert.equal(split.subarray(1, 3).toHex(), "afff");
});
