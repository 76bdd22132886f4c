import assert from "node:assert/strict";
import { p1Telegram } from "#codec/encode/p1.ts";
import {
  areAlike,
  EndSearch,
  identMark,
  isChecked,
  isCiphered,
  P1_BYTES_MAX,
  p1At,
} from "#codec/framing/p1.ts";
import {
  BAD_BOUNDARY,
  BAD_P1_CHECKSUM,
  INCOMPLETE,
  NOT_A_START,
  TOO_LONG,
} from "#codec/framing/verdict.ts";
import { line } from "#tests/support/frames.ts";

const TELEGRAM = p1Telegram("KFM5TEST", ["0-0:1.0.0(260105130000W)", "1-0:1.7.0(01.234*kW)"]);
const UNCHECKED = line("/ISK9\\2M551T\r\n\r\n1-0:1.7.0(02.356*kW)\r\n!\r\n");
const judge = (bytes: Uint8Array) => p1At(bytes, 0, bytes.length);

Deno.test("p1At() answers with the length of a whole telegram", () => {
  assert.equal(judge(TELEGRAM), TELEGRAM.length);
  assert.equal(isChecked(TELEGRAM, 0, TELEGRAM.length), true);
});

Deno.test("p1At() waits for every byte of a telegram", () => {
  for (let end = 1; end < TELEGRAM.length; end++) {
    assert.equal(p1At(TELEGRAM, 0, end), INCOMPLETE, `${end} bytes`);
  }
});

Deno.test("p1At() refuses a wrong checksum", () => {
  for (let at = 10; at < TELEGRAM.length - 7; at++) {
    const verdict = judge(TELEGRAM.with(at, TELEGRAM[at]! ^ 0x01));
    assert.ok(verdict <= 0, `byte ${at}`);
  }
});

Deno.test("p1At() takes checksums without leading zeros, and lines that end in LF alone", () => {
  // The checksum was computed by another program.
  const short = line("/KFM5\n\n1-0:1.7.0(0.121*kW)\n!858\n");
  assert.equal(judge(short), short.length);
});

Deno.test("p1At() does not wait for a line end that was lost behind the checksum", () => {
  const glued = line(TELEGRAM.slice(0, -2), TELEGRAM);
  assert.equal(judge(glued), TELEGRAM.length - 2);
});

Deno.test("p1At() takes telegrams without a checksum, unless another begins inside", () => {
  assert.equal(judge(UNCHECKED), UNCHECKED.length);
  assert.equal(isChecked(UNCHECKED, 0, UNCHECKED.length), false);
  assert.equal(judge(line(UNCHECKED.slice(0, 30), UNCHECKED)), BAD_BOUNDARY);
  assert.equal(judge(line(UNCHECKED.slice(0, -2), "q\r\n")), INCOMPLETE);
});

Deno.test("p1At() is not misled by ! within a line", () => {
  const telegram = p1Telegram("KFM5", ["0-0:96.13.0(!12 ! /ABC5)", "1-0:1.7.0(01.234*kW)"]);
  assert.equal(judge(telegram), telegram.length);
});

Deno.test("p1At() takes ident lines without a digit", () => {
  for (const ident of ["NWA-01", "FLU\\253769484_A"]) {
    const telegram = p1Telegram(ident, ["1-0:1.7.0(01.234*kW)"]);
    assert.equal(judge(telegram), telegram.length, ident);
  }
});

Deno.test("p1At() sees a telegram inside another, wherever the search for its end began", () => {
  const swallowed = line(UNCHECKED.slice(0, 30), UNCHECKED);
  const search = new EndSearch();
  assert.equal(p1At(swallowed, 0, 20, search), INCOMPLETE);
  assert.equal(p1At(swallowed, 0, swallowed.length, search), BAD_BOUNDARY);
  assert.equal(p1At(swallowed, 30, swallowed.length, search), UNCHECKED.length);
  const inIdent = line("/ISK5/ISK9\\2M551T\r\n\r\n1-0:1.7.0(02.356*kW)\r\n!\r\n");
  assert.equal(judge(inIdent), BAD_BOUNDARY);
});

Deno.test("p1At() takes no other / for a start, and no telegram beyond 16 KiB", () => {
  for (const text of ["//var/log", "/1FM5", "/KFMx", "/K M5"]) {
    assert.equal(judge(line(text)), NOT_A_START, text);
  }
  const endless = line("/KFM5\r\n\r\n", "x".repeat(P1_BYTES_MAX));
  assert.equal(judge(endless), TOO_LONG);
  assert.equal(judge(line(endless, "\r\n!\r\n")), TOO_LONG);
  assert.equal(judge(endless.subarray(0, P1_BYTES_MAX)), INCOMPLETE);
});

Deno.test("p1At() takes no ident line that is no text", () => {
  for (const byte of [0x00, 0x1b, 0x7f, 0xff]) {
    assert.equal(judge(UNCHECKED.with(8, byte)), NOT_A_START);
  }
});

Deno.test("p1At() finds the end of a ciphered telegram by its length field", () => {
  const content = Uint8Array.of(0x21, 0x0a, 0x21, 0x30, 0x0d, 0x0a, 0x2f, 0x41, 0x42, 0x43, 0x35);
  const telegram = line("/EGM5G35\r\n\r\n", [0, 0x82, 0, content.length], content, "!1234\r\n");
  assert.equal(judge(telegram), telegram.length);
  assert.equal(isCiphered(telegram, 0, telegram.length), true);
  assert.equal(isChecked(telegram, 0, telegram.length), false);
  assert.equal(judge(telegram.with(15, 12)), BAD_BOUNDARY);
  assert.equal(judge(telegram.slice(0, 20)), INCOMPLETE);
});

Deno.test("areAlike() sees through noise in a part of the ident, and tells meters apart", () => {
  const mark = (ident: string) => {
    const bytes = line(`/${ident}\r\n\r\n`);
    return identMark(bytes, 0, bytes.length);
  };
  assert.equal(areAlike(mark("KFM5TEST"), mark("KFM5TEST")), true);
  assert.equal(areAlike(mark("KFM5TEST"), mark("KFM5TES")), true);
  assert.equal(areAlike(mark("KFM5TEST"), mark("KFN5TEST")), true);
  assert.equal(areAlike(mark("KFM5TEST"), mark("ISK9OTHER")), false);
  assert.equal(areAlike(mark("KAM5"), mark("NWA-")), false);
});

Deno.test("p1At() names a checksum fault also when digits are missing", () => {
  const cut = line(TELEGRAM.slice(0, -4), "\r\n");
  assert.equal(judge(cut), BAD_P1_CHECKSUM);
});

Deno.test("isChecked() believes four digits 0000 when that is the checksum", () => {
  const zero = withChecksumZero();
  assert.equal(judge(zero), zero.length);
  assert.equal(isChecked(zero, 0, zero.length), true);
  const wrong = line("/KFM5TEST\r\n\r\n1-0:1.7.0(01.234*kW)\r\n!0000\r\n");
  assert.equal(isChecked(wrong, 0, wrong.length), false);
});

/** One telegram in 65 536 has the checksum 0: this finds one. */
function withChecksumZero(): Uint8Array {
  for (let watts = 0;; watts++) {
    const telegram = p1Telegram("KFM5TEST", [`1-0:1.7.0(${watts}*W)`]);
    if (new TextDecoder().decode(telegram).endsWith("!0000\r\n")) return telegram;
  }
}

Deno.test("p1At() takes a telegram without digits only with the line end that its ident has", () => {
  const lineFeeds = line("/ISK9\\2M551T\n\n1-0:1.7.0(02.356*kW)\n!\n");
  assert.equal(judge(lineFeeds), lineFeeds.length);
  const digitTurnedLineFeed = line(TELEGRAM.slice(0, -6), "\n", TELEGRAM.slice(-5));
  assert.equal(judge(digitTurnedLineFeed), BAD_P1_CHECKSUM);
});

Deno.test("p1At() takes no ident line of more than 128 bytes for one", () => {
  assert.equal(judge(line("/KFM5", "x".repeat(122))), INCOMPLETE);
  assert.equal(judge(line("/KFM5", "x".repeat(123))), NOT_A_START);
});

Deno.test("EndSearch looks at no byte twice, and again at bytes before its first", () => {
  const search = new EndSearch();
  const bytes = line(TELEGRAM);
  const body = 13;
  const bang = bytes.indexOf(0x21);
  assert.equal(search.find(bytes, body, bang - 2), INCOMPLETE);
  bytes.set([0x0a, 0x21, 0x0d], body + 5);
  assert.equal(search.find(bytes, body, bytes.length), bang);
  assert.equal(search.find(bytes, body + 3, bytes.length), bang);
  assert.equal(search.find(bytes, body - 1, bytes.length), body + 6);
});

Deno.test("EndSearch.shift() follows bytes that moved", () => {
  const search = new EndSearch();
  assert.equal(search.find(TELEGRAM, 13, 30), INCOMPLETE);
  search.shift(10);
  const moved = TELEGRAM.slice(10);
  assert.equal(search.find(moved, 3, moved.length), moved.indexOf(0x21));
});
