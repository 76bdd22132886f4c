import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { type Bytes, joinBytes, latin1Bytes } from "#codec/encode/bytes.ts";
import { glo } from "#codec/encode/cipher.ts";
import { type CipherHeader, cipherHeader, cipherText, Decipherer } from "#codec/layers/cipher.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { AUTHENTICATION_KEY, ENCRYPTION_KEY, KEYS, security, TITLE } from "#tests/support/keys.ts";

const PLAIN = Uint8Array.from({ length: 90 }, (_, at) => at * 11);
const NO_KEYS = { encryptionKey: null, authenticationKey: null };

/** The header of what stands behind a DB. */
function headerOf(bytes: Bytes): CipherHeader {
  const header = cipherHeader(bytes, 1, bytes.length);
  if (!header.ok) throw header.fault;
  return header.value;
}

const codeOf = (bytes: Bytes) => {
  const header = cipherHeader(bytes, 1, bytes.length);
  return header.ok ? null : header.fault.code;
};

/** What comes out, or the code of the fault. */
function opened(bytes: Bytes, keys = new Decipherer(KEYS)) {
  const outcome = keys.open(bytes, headerOf(bytes));
  if (!outcome.ok) return outcome.fault.code;
  const { bytes: clear, from, to, authenticated } = outcome.value;
  return { clear: clear.slice(from, to), authenticated };
}

Deno.test("cipherHeader() finds every part, with each form of the length", () => {
  for (const lengthBytes of [0, 1, 2]) {
    const bytes = glo(PLAIN, security(0x01020304), lengthBytes);
    const header = headerOf(bytes);
    assert.deepEqual(bytes.slice(header.titleAt, header.titleEnd), TITLE);
    assert.deepEqual([header.security, header.counter], [0x30, 0x01020304]);
    assert.equal(header.contentEnd - header.contentAt, PLAIN.length);
    assert.deepEqual([header.tagAt, header.end], [bytes.length - 12, bytes.length]);
  }
  const long = joinBytes([[0xdb, 0, 0x84, 0, 0, 0, 6], [0x20, 0, 0, 0, 9, 0xaa]]);
  assert.deepEqual([headerOf(long).counter, headerOf(long).tagAt], [9, -1]);
});

Deno.test("cipherHeader() stops where the APDU ends, and says when that never comes", () => {
  const bytes = glo(PLAIN, security(1));
  assert.equal(headerOf(joinBytes([bytes, [1, 2, 3]])).end, bytes.length);
  for (let length = 1; length < bytes.length; length++) {
    assert.equal(codeOf(bytes.slice(0, length)), "frame-truncated", `${length} bytes`);
  }
});

Deno.test("cipherHeader() refuses titles and lengths that cannot be", () => {
  const codes = [
    [0xdb, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 6, 0x20, 0, 0, 0, 1, 0xaa],
    [0xdb, 0, 4, 0x20, 0, 0, 0],
    [0xdb, 0, 16, 0x30, ...new Uint8Array(15)],
  ].map((bytes) => codeOf(Uint8Array.from(bytes)));
  assert.deepEqual(codes, ["apdu-type", "frame-length", "frame-length"]);
});

Deno.test("cipherHeader() never throws, whatever the bytes", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const decipherer = new Decipherer(KEYS);
  for (let count = 0; count < 5000; count++) {
    const bytes = Uint8Array.from({ length: random() * 40 }, () => random() * 256);
    bytes[0] = random() * 9;
    const header = cipherHeader(bytes, 0, bytes.length);
    if (!header.ok) continue;
    assert.ok(header.value.end <= bytes.length, `seed ${seed}`);
    decipherer.open(bytes, header.value);
  }
});

Deno.test("Decipherer.open() gives the content back, and says whether a tag proved it", () => {
  assert.deepEqual(opened(glo(PLAIN, security(7))), { clear: PLAIN, authenticated: true });
  const unauthenticated = { clear: PLAIN, authenticated: false };
  assert.deepEqual(opened(glo(PLAIN, security(7, { control: 0x20 }))), unauthenticated);
  assert.deepEqual(opened(glo(PLAIN, security(7, { control: 0x21 }))), unauthenticated);
  const noTitle = glo(PLAIN, security(0, { title: new Uint8Array(0) }));
  assert.deepEqual(opened(noTitle), { clear: PLAIN, authenticated: true });
});

Deno.test("Decipherer.open() strips a tag that it has no key to verify", () => {
  const decipherer = new Decipherer({ ...KEYS, authenticationKey: null });
  const outcome = opened(glo(PLAIN, security(7)), decipherer);
  assert.deepEqual(outcome, { clear: PLAIN, authenticated: false });
});

Deno.test("Decipherer.open() leaves no memory behind, whatever it can verify", () => {
  const bytes = glo(PLAIN, security(1));
  const damaged = bytes.with(-1 + bytes.length, bytes.at(-1)! ^ 1);
  const unverified = new Decipherer({ ...KEYS, authenticationKey: null });
  const verified = new Decipherer(KEYS);
  const work = (count: number) => {
    for (let at = 0; at < count; at++) {
      opened(bytes, unverified);
      opened(at % 2 === 0 ? bytes : damaged, verified);
    }
  };
  work(5_000);
  // A leak of 1 KiB a telegram grows every batch by 25 MiB; other tests' rubbish comes and goes.
  const grownMib = Array.from({ length: 5 }, () => {
    const { rss: before } = Deno.memoryUsage();
    work(25_000);
    return (Deno.memoryUsage().rss - before) / 2 ** 20;
  }).sort((a, b) => a - b);
  assert.ok(grownMib[2]! < 10, `${grownMib.map(Math.round)} MiB more`);
});

Deno.test("Decipherer.open() refuses every telegram in which a bit was changed", () => {
  const bytes = glo(PLAIN, security(0x00010203));
  const { titleAt, counterAt, contentAt, tagAt, end } = headerOf(bytes);
  for (const at of [titleAt, counterAt + 3, contentAt, contentAt + 40, tagAt, end - 1]) {
    assert.equal(opened(bytes.with(at, bytes[at]! ^ 0x01)), "cipher-auth", `byte ${at}`);
  }
  const wrong = new Decipherer({ ...KEYS, encryptionKey: AUTHENTICATION_KEY });
  assert.equal(opened(bytes, wrong), "cipher-auth");
});

Deno.test("Decipherer.open() without a key says what the grid company must be told", () => {
  const bytes = glo(PLAIN, security(77));
  const outcome = new Decipherer(NO_KEYS).open(bytes, headerOf(bytes));
  assert.equal(outcome.ok, false);
  assert.equal(outcome.fault.code, "cipher-needs-key");
  assert.equal(outcome.fault.detail.what, cipherText(bytes, headerOf(bytes)));
  assert.equal(
    cipherText(bytes, headerOf(bytes)),
    "system title 4B414D0001020304, security 30, counter 77",
  );
});

Deno.test("Decipherer.open() verifies content that is only authenticated", () => {
  const content = latin1Bytes("in the clear");
  const head = [...TITLE, 0, 0, 0, 5];
  const cipher = createCipheriv("aes-128-gcm", ENCRYPTION_KEY, Uint8Array.from(head), {
    authTagLength: 12,
  });
  cipher.setAAD(joinBytes([[0x10], AUTHENTICATION_KEY, content]));
  cipher.final();
  const tail = [0x10, 0, 0, 0, 5, ...content, ...cipher.getAuthTag()];
  const bytes = Uint8Array.from([0xdb, 8, ...TITLE, tail.length, ...tail]);
  assert.deepEqual(opened(bytes), { clear: content, authenticated: true });
  assert.equal(opened(bytes.with(20, 0)), "cipher-auth");
  const without = opened(bytes, new Decipherer(NO_KEYS));
  assert.deepEqual(without, { clear: content, authenticated: false });
});

Deno.test("Decipherer.open() names what no known meter does", () => {
  const bytes = glo(PLAIN, security(1, { control: 0x20 }));
  const { securityAt } = headerOf(bytes);
  assert.equal(opened(bytes.with(securityAt, 0xa0)), "apdu-type");
  assert.equal(opened(bytes.with(securityAt, 0x22)), "apdu-type");
});
