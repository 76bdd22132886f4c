import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { glo, type Security } from "#codec/encode/cipher.ts";
import { gbtPush, hdlcPush, mbusPush } from "#codec/encode/parts/link.ts";
import { apduOf, LINK } from "#tests/support/frames.ts";
import { seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";

const APDU = apduOf(new AxdrWriter().structure(1).number("uint32", 1234));
const SECURITY: Security = randomSecurity(seeded(1), { maker: "KAM", control: 0x20 });
const SEALED = glo(APDU, SECURITY).toHex();

Deno.test("hdlcPush(), mbusPush() and gbtPush() carry the APDU, plain or ciphered", () => {
  const sendings = [
    (security?: Security) => hdlcPush(APDU, { link: LINK, security }),
    (security?: Security) => mbusPush(APDU, { security, dataMax: 245 }),
    (security?: Security) => gbtPush(APDU, { link: LINK, security, blockMax: 119 }),
  ];
  for (const send of sendings) {
    assert.ok(send().toHex().includes(APDU.toHex()));
    assert.ok(send(SECURITY).toHex().includes(SEALED));
  }
});

Deno.test("hdlcPush() and gbtPush() put LLC into the first frame alone", () => {
  const framesOf = (bytes: Uint8Array) => bytes.toHex().split("7e7e");
  const segments = framesOf(hdlcPush(APDU, { link: LINK, security: SECURITY, informationMax: 20 }));
  const blocks = framesOf(gbtPush(APDU, { link: LINK, security: SECURITY, blockMax: 20 }));
  for (const frames of [segments, blocks]) {
    assert.ok(frames.length > 1);
    assert.deepEqual(frames.map((frame) => frame.includes("e6e700")), [
      true,
      ...frames.slice(1).map(() => false),
    ]);
  }
});
