import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { type Bytes, joinBytes, latin1Bytes } from "#codec/encode/bytes.ts";
import { glo, type Security } from "#codec/encode/cipher.ts";
import { llc } from "#codec/encode/data_notification.ts";
import { gbtBlocks } from "#codec/encode/gbt.ts";
import { p1CipheredTelegram, p1Text } from "#codec/encode/p1_cipher.ts";
import { type Found, Layers } from "#codec/layers/layers.ts";
import type { Fault } from "#model/fault.ts";
import { apduOf } from "#tests/support/frames.ts";
import { AUTHENTICATION_KEY, KEYS, security, TITLE } from "#tests/support/keys.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const LIST = apduOf(new AxdrWriter().structure(1).number("uint32", 42));
const LINES = ["1-0:1.7.0(01.234*kW)", "1-0:2.7.0(00.000*kW)"];
const TEXT = p1Text("EST5\\253740976_A", LINES);
const NO_KEYS = { encryptionKey: null, authenticationKey: null };
const CONTROLS = [0x20, 0x21, 0x30] as const;

/** Layers, and the codes of what they lost. */
function fresh(keys: ConstructorParameters<typeof Layers>[0] = KEYS) {
  const lost: string[] = [];
  const layers = new Layers(keys, ({ code }: Fault) => lost.push(code));
  const open = (bytes: Bytes, atMs = 0) => layers.open(bytes, 0, bytes.length, atMs);
  return { layers, open, lost, left: () => layers.bytes.slice(layers.from, layers.to) };
}

const codeOf = (found: Found) => typeof found === "string" ? found : found.code;

/** What is left of bytes that are a whole telegram. */
function leftOf(bytes: Bytes, keys = KEYS): Bytes {
  const { open, left } = fresh(keys);
  const found = open(bytes);
  if (typeof found !== "string") throw found;
  return left();
}

Deno.test("Layers.open() takes off the layers in any order", () => {
  for (const control of CONTROLS) {
    const ciphered = glo(LIST, security(1, { control }));
    for (const bytes of [LIST, llc(LIST), ciphered, llc(ciphered), glo(llc(LIST), security(2))]) {
      assert.deepEqual(leftOf(bytes), LIST);
    }
    assert.deepEqual(leftOf(glo(TEXT, security(1, { control }))), TEXT);
    assert.deepEqual(leftOf(llc(glo(ciphered, security(3)))), LIST);
  }
});

Deno.test("Layers.open() says whether a tag proves the content, and whose title it is", () => {
  const { layers, open } = fresh();
  open(glo(LIST, security(1)));
  assert.deepEqual([layers.isCiphered, layers.isAuthenticated], [true, true]);
  assert.equal(layers.systemTitle, String.fromCharCode(...TITLE));
  open(glo(LIST, security(1, { control: 0x20 })));
  assert.deepEqual([layers.isCiphered, layers.isAuthenticated], [true, false]);
  open(LIST);
  assert.deepEqual([layers.isCiphered, layers.isAuthenticated], [false, false]);
  assert.equal(layers.systemTitle, "");
});

Deno.test("Layers.open() joins blocks, with LLC bytes on the first and ciphers around all", () => {
  for (const apdu of [LIST, glo(LIST, security(1))]) {
    const { layers, open, left } = fresh();
    const [first, ...more] = gbtBlocks(apdu, 5);
    assert.equal(open(llc(first!)), "part");
    assert.equal(layers.isWaiting, true);
    const found = more.map((block) => open(block));
    assert.deepEqual(found, [...more.slice(1).map(() => "part"), "list"]);
    assert.deepEqual(left(), LIST);
    assert.equal(layers.isWaiting, false);
  }
});

Deno.test("Layers never takes a tag around the last block for a proof of all", () => {
  const { layers, open } = fresh();
  const [first, second] = gbtBlocks(LIST, 8);
  open(first!);
  assert.equal(open(glo(second!, security(1))), "list");
  assert.deepEqual([layers.isCiphered, layers.isAuthenticated], [true, false]);
});

Deno.test("Layers gives up blocks that are missing, late or the last that came", () => {
  const [first, second, third] = gbtBlocks(LIST, 5);
  const missing = fresh();
  for (const block of [first, third]) assert.equal(missing.open(block!), "part");
  assert.deepEqual(missing.lost, ["frame-sequence"]);
  const late = fresh();
  late.open(first!, 0);
  late.layers.expire(15_001);
  assert.deepEqual([late.layers.isWaiting, late.lost.length], [false, 1]);
  const last = fresh();
  for (const block of [first, second]) last.open(block!);
  last.layers.abandon();
  assert.deepEqual([last.layers.isWaiting, last.lost.length], [false, 1]);
});

Deno.test("Layers.open() names why a cipher cannot be taken off", () => {
  const bytes = glo(LIST, security(5));
  assert.equal(codeOf(fresh(NO_KEYS).open(bytes)), "cipher-needs-key");
  assert.equal(codeOf(fresh().open(bytes.with(30, bytes[30]! ^ 1))), "cipher-auth");
  const wrong = { ...KEYS, encryptionKey: AUTHENTICATION_KEY };
  const unauthenticated = glo(LIST, security(5, { control: 0x20 }));
  assert.equal(codeOf(fresh(wrong).open(unauthenticated)), "cipher-garbage");
  assert.equal(codeOf(fresh({ ...wrong, authenticationKey: null }).open(bytes)), "cipher-garbage");
});

Deno.test("Layers.open() trusts a tag even if the content is of an unknown kind", () => {
  const odd = glo(Uint8Array.of(0xc4, 1, 2, 3), security(1));
  assert.equal(codeOf(fresh().open(odd)), "apdu-type");
});

Deno.test("Layers.open() opens no telegram with a wrong key, nor any text of rubbish", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const bytes = glo(TEXT, security(5, { control: 0x20 }));
  let count = 0;
  for (let round = 0; round < 2000; round++) {
    const encryptionKey = Uint8Array.from({ length: 16 }, () => random() * 256);
    if (fresh({ encryptionKey, authenticationKey: null }).open(bytes) === "p1") count++;
  }
  assert.equal(count, 0, `seed ${seed}`);
});

Deno.test("Layers.open() names what is no telegram", () => {
  const { open } = fresh();
  const message = (bytes: readonly number[]) => {
    const found = open(Uint8Array.from(bytes));
    return typeof found === "string" ? found : `${found.code}: ${found.detail.what}`;
  };
  assert.equal(message([]), "frame-truncated: no list");
  assert.equal(message([0xe6, 0xe7, 0x00]), "frame-truncated: no list");
  assert.equal(message([0xe6]), "frame-truncated: no list");
  assert.equal(message([0xc4, 1]), "apdu-type: APDU C4, get-response");
  assert.equal(message([0x99]), "apdu-type: APDU 99, unknown");
  const endless = new Uint8Array(300).fill(0xe6);
  assert.equal(message([...endless]), "apdu-type: layers in layers without end");
});

Deno.test("Layers.openP1() puts the ident line before the lines that were ciphered", () => {
  const noTitle = new Uint8Array(0);
  for (const control of CONTROLS) {
    for (const title of [noTitle, TITLE]) {
      const telegram = p1CipheredTelegram("EGM5G35", LINES, security(0, { control, title }));
      const { layers, left } = fresh();
      assert.equal(layers.openP1(telegram, 0, telegram.length), "p1");
      assert.deepEqual(left(), p1Text("EGM5G35", LINES));
      assert.equal(layers.isAuthenticated, control === 0x30);
    }
  }
  const telegram = p1CipheredTelegram("EGM5G35", LINES, security(0, { title: noTitle }));
  const codes = [NO_KEYS, { ...KEYS, encryptionKey: AUTHENTICATION_KEY }].map((keys) =>
    codeOf(fresh(keys).layers.openP1(telegram, 0, telegram.length))
  );
  assert.deepEqual(codes, ["cipher-needs-key", "cipher-auth"]);
});

/** Which of the telegrams with these counters are old ones, as `1` and `0`. */
function replays(layers: Layers, counters: readonly number[], changes: Partial<Security> = {}) {
  return counters.map((counter) => {
    const bytes = glo(LIST, security(counter, changes));
    assert.equal(layers.open(bytes, 0, bytes.length, 0), "list");
    return layers.replayFault() === null ? "0" : "1";
  }).join("");
}

Deno.test("Layers.replayFault() refuses an old telegram and says which counter it expected", () => {
  const { layers } = fresh();
  assert.equal(replays(layers, [100, 101, 101, 99]), "0001");
  const fault = layers.replayFault();
  assert.equal(fault?.code, "cipher-replay");
  assert.deepEqual([fault?.detail.expected, fault?.detail.found], ["101 or more", "99"]);
});

Deno.test("Layers.replayFault() believes a restarted meter, the sooner the less is proved", () => {
  const counters = [1000, ...Array.from({ length: 12 }, (_, at) => at)];
  assert.equal(replays(fresh().layers, counters), "0111111111000");
  assert.equal(replays(fresh().layers, counters, { control: 0x20 }), "0110000000000");
});

Deno.test("Layers.replayFault() lets nothing unproved lock out what is proved", () => {
  const { layers } = fresh();
  assert.equal(replays(layers, [5]), "0");
  assert.equal(replays(layers, [0xffffffff], { control: 0x20 }), "0");
  assert.equal(replays(layers, [6, 7]), "00");
});

Deno.test("Layers.replayFault() lets meters be that never count, and those without a cipher", () => {
  const { layers } = fresh();
  assert.equal(replays(layers, [0, 0, 0], { title: new Uint8Array(0) }), "000");
  assert.equal(layers.open(LIST, 0, LIST.length, 0), "list");
  assert.equal(layers.replayFault(), null);
});

Deno.test("Layers.open() never throws, whatever the bytes", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const { layers } = fresh();
  const starts = [0xe6, 0xe0, 0xdb, 0x0f, 0x2f, 0xc4];
  const sound = [LIST, llc(glo(LIST, security(1))), ...gbtBlocks(glo(LIST, security(2)), 9)];
  for (let count = 0; count < 20_000; count++) {
    const bytes = random() < 0.5
      ? joinBytes([[starts[Math.floor(random() * 6)]!], latin1Bytes("x".repeat(random() * 30))])
      : sound[Math.floor(random() * sound.length)]!.slice();
    for (let at = 1; at < bytes.length; at++) {
      if (random() < 0.1) bytes[at] = random() * 256;
    }
    layers.open(bytes, 0, Math.ceil(random() * bytes.length), count);
    assert.ok(layers.from >= 0 && layers.to <= layers.bytes.length, `seed ${seed}`);
  }
});
