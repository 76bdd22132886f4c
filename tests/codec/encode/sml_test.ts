import assert from "node:assert/strict";
import { smlFrame, smlMessage, SmlWriter } from "#codec/encode/sml.ts";

// Written by hand from the standard; checksums computed by another program.
Deno.test("smlFrame() and smlMessage() write what the standard says", () => {
  const entries = [
    new SmlWriter().list(7).code("1-0:1.8.0*255").absent().absent().unsigned(30, 1).integer(-1, 1)
      .unsigned(0x12345, 4).absent().bytes(),
    new SmlWriter().list(7).code("1-0:16.7.0*255").absent().absent().unsigned(27, 1).integer(0, 1)
      .integer(-200, 2).absent().bytes(),
  ];
  const body = new SmlWriter().list(7).absent().octets(Uint8Array.fromHex("0a01454d480000bc614e"))
    .code("1-0:98.10.255*255").list(2).unsigned(1, 1).unsigned(0x1000, 4)
    .list(2).elements(entries[0]!).elements(entries[1]!).absent().absent().bytes();
  assert.equal(
    smlFrame([smlMessage(1, { choice: 0x0701, body })]).toHex(),
    "1b1b1b1b01010101" + "7605000000016200620072" + "630701" + "77" + "01" +
      "0b0a01454d480000bc614e" + "070100620affff" + "7262016500001000" + "72" +
      "77070100010800ff0101621e52ff650001234501" + "77070100100700ff0101621b520053ff3801" +
      "0101" + "63e26f" + "00" + "00" + "1b1b1b1b1a01d5ef",
  );
});

Deno.test("SmlWriter writes lengths beyond one nibble in several bytes", () => {
  const hexOf = (writer: SmlWriter) => writer.bytes().toHex();
  assert.equal(hexOf(new SmlWriter().octets(new Uint8Array(14))), "0f" + "00".repeat(14));
  assert.equal(hexOf(new SmlWriter().octets(new Uint8Array(15))), "8101" + "00".repeat(15));
  assert.equal(hexOf(new SmlWriter().octets(new Uint8Array(48))), "8302" + "00".repeat(48));
  assert.equal(hexOf(new SmlWriter().list(15)), "7f");
  assert.equal(hexOf(new SmlWriter().list(30)), "f10e");
  assert.equal(hexOf(new SmlWriter().absent()), "01");
});

Deno.test("SmlWriter writes two's complement and refuses a negative unsigned", () => {
  assert.equal(new SmlWriter().integer(-1, 8).bytes().toHex(), "59" + "ff".repeat(8));
  assert.equal(new SmlWriter().integer(-250, 2).bytes().toHex(), "53ff06");
  assert.throws(() => new SmlWriter().unsigned(-1, 2));
});

Deno.test("smlFrame() writes escapes of the content twice and fills up to four bytes", () => {
  const hexOf = (hex: string) => smlFrame([Uint8Array.fromHex(hex)]).subarray(8, -2).toHex();
  assert.equal(hexOf("1b1b1b1b"), "1b1b1b1b1b1b1b1b" + "1b1b1b1b1a00");
  assert.equal(hexOf("1b1b1b1b1b05"), "1b1b1b1b1b1b1b1b1b05" + "0000" + "1b1b1b1b1a02");
  assert.equal(hexOf("01"), "01000000" + "1b1b1b1b1a03");
});
