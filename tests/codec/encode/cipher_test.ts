import assert from "node:assert/strict";
import { glo, gloBody, type Security } from "#codec/encode/cipher.ts";

/** The worked example of the Green Book (general ciphering, suite 0). */
const EXAMPLE: Security = {
  encryptionKey: Uint8Array.fromHex("000102030405060708090a0b0c0d0e0f"),
  authenticationKey: Uint8Array.fromHex("d0d1d2d3d4d5d6d7d8d9dadbdcdddedf"),
  title: Uint8Array.fromHex("4d4d4d0000bc614e"),
  counter: 0x01234567,
  control: 0x30,
};
const PLAIN = Uint8Array.fromHex("c0010000080000010000ff0200");
const CIPHERTEXT = "411312ff935a47566827c467bc";
const TAG = "7d825c3be4a77c3fcc056b6b";

Deno.test("glo() enciphers and authenticates like the example of the standard", () => {
  const expected = "db" + "08" + "4d4d4d0000bc614e" + "1e" + "30" + "01234567" + CIPHERTEXT + TAG;
  assert.equal(glo(PLAIN, EXAMPLE).toHex(), expected);
});

Deno.test("glo() without authentication sends the same ciphertext and no tag", () => {
  for (const control of [0x20, 0x21] as const) {
    const security = { ...EXAMPLE, authenticationKey: null, control };
    const expected = "db" + "08" + "4d4d4d0000bc614e" + "12" + control.toString(16) + "01234567" +
      CIPHERTEXT;
    assert.equal(glo(PLAIN, security).toHex(), expected);
  }
});

Deno.test("glo() refuses to authenticate without a key", () => {
  assert.throws(() => glo(PLAIN, { ...EXAMPLE, authenticationKey: null }), { code: "internal" });
});

Deno.test("glo() writes a length as short as it can, or with the bytes it is asked for", () => {
  const lengthOf = (count: number, bytesMin = 0) => {
    const security = { ...EXAMPLE, control: 0x20 } as const;
    const bytes = glo(new Uint8Array(count - 5), security, bytesMin);
    return bytes.subarray(10, bytes.length - count).toHex();
  };
  assert.equal(lengthOf(127), "7f");
  assert.equal(lengthOf(128), "8180");
  assert.equal(lengthOf(255), "81ff");
  assert.equal(lengthOf(256), "820100");
  assert.equal(lengthOf(231, 2), "8200e7");
});

Deno.test("gloBody() starts with the length of the title, which may be none", () => {
  const security = { ...EXAMPLE, title: new Uint8Array(0), counter: 0 };
  assert.equal(gloBody(PLAIN, security, 2).subarray(0, 9).toHex(), "00" + "82001e" + "3000000000");
});
