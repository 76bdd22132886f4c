import assert from "node:assert/strict";
import { createDecipheriv } from "node:crypto";
import { p1CipheredTelegram, p1Text } from "#codec/encode/p1_cipher.ts";
import { p1Telegram } from "#codec/encode/p1.ts";
import { seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";

const LINES = ["1-0:1.7.0(00.278*kW)", "0-0:96.13.0()"];
const ascii = (bytes: Uint8Array) => new TextDecoder("ascii").decode(bytes);

Deno.test("p1CipheredTelegram() keeps the ident and the end, and ciphers the lines between", () => {
  const security = randomSecurity(seeded(1), { maker: "", control: 0x30 });
  const telegram = p1CipheredTelegram("EGM5G35", LINES, security);
  assert.equal(ascii(telegram.subarray(0, 12)), "/EGM5G35\r\n\r\n");
  assert.equal(ascii(telegram.slice(-7)), ascii(p1Telegram("EGM5G35", LINES).slice(-7)));
  // 00 | 82 LL LL | SC | FC(4), 37 characters, 12 of tag.
  assert.equal(telegram.subarray(12, 17).toHex(), "00" + "820036" + "30");
  assert.equal(telegram.length, 12 + 4 + 0x36 + 7);
  const start = new Uint8Array(12);
  start.set(telegram.subarray(17, 21), 8);
  const cipher = createDecipheriv("aes-128-gcm", security.encryptionKey, start, {
    authTagLength: 12,
  });
  cipher.setAAD(Uint8Array.of(0x30, ...security.authenticationKey));
  cipher.setAuthTag(telegram.subarray(-19, -7));
  const lines = ascii(new Uint8Array([...cipher.update(telegram.subarray(21, -19))]));
  cipher.final();
  assert.equal(lines, LINES.map((text) => `${text}\r\n`).join(""));
});

Deno.test("p1Text() is a telegram without its end", () => {
  const whole = ascii(p1Telegram("EST5\\25", LINES));
  assert.equal(ascii(p1Text("EST5\\25", LINES)), whole.slice(0, whole.indexOf("!")));
});
