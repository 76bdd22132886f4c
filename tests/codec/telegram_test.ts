/** Ciphered telegrams and telegrams in parts, from the bytes of a line to the reading. */
import assert from "node:assert/strict";
import { p1Telegram } from "#codec/encode/p1.ts";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { type Bytes, cutBytes, latin1Bytes } from "#codec/encode/bytes.ts";
import { glo, type Security } from "#codec/encode/cipher.ts";
import { llc } from "#codec/encode/data_notification.ts";
import { gbtBlocks } from "#codec/encode/gbt.ts";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { p1CipheredTelegram, p1Text } from "#codec/encode/p1_cipher.ts";
import { decodeApdu, type Decoded, LineDecoder } from "#codec/line_decoder.ts";
import { apduOf, line, LINK, listOf } from "#tests/support/frames.ts";
import { AUTHENTICATION_KEY, ENCRYPTION_KEY, KEYS, security } from "#tests/support/keys.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

/** What an HDLC frame of `LINK` has around its information. */
const HDLC_BYTES = 12;
const listApdu = (importW: number) =>
  apduOf(new AxdrWriter().structure(1).number("uint32", importW));
const ciphered = (importW: number, counter: number, changes: Partial<Security> = {}) =>
  glo(listApdu(importW), security(counter, changes));
const inHdlc = (apdu: Bytes) => hdlcFrames(llc(apdu), LINK);
const lines = (importW: number) => [`1-0:1.7.0(${String(importW).padStart(9, "0")}*W)`];
/** A text in a cipher and nothing else, as meters of Graz and Luxembourg send it. */
const bare = (importW: number, counter: number, changes: Partial<Security> = {}) =>
  glo(p1Text("EST5\\253740976_A", lines(importW)), security(counter, changes));

/** Readings as their power, `?` behind it when nothing proved it; faults as their code. */
function words(decoded: readonly Decoded[]): string[] {
  return decoded.map(({ outcome }) => {
    if (!outcome.ok) return outcome.fault.code;
    const { importW, authenticated } = outcome.value;
    return `${importW} W${authenticated === false ? "?" : ""}`;
  });
}

/** What a decoder with both keys, or with others, makes of chunks that come a second apart. */
function said(chunks: readonly Uint8Array[], keys: Parameters<typeof meterOptions>[0] = KEYS) {
  const decoder = new LineDecoder(meterOptions(keys));
  const pushed = chunks.flatMap((chunk, at) => decoder.push(chunk, at * 1000));
  return words([...pushed, ...decoder.flush()]);
}

Deno.test("LineDecoder reads ciphered lists in HDLC and M-Bus, however they are cut", () => {
  const apdu = ciphered(42, 1);
  assert.deepEqual(said([inHdlc(apdu)]), ["42 W"]);
  assert.deepEqual(said([hdlcFrames(llc(apdu), LINK, 20)]), ["42 W"]);
  assert.deepEqual(said([mbusFrames(apdu)]), ["42 W"]);
  assert.deepEqual(said([mbusFrames(apdu, 10)]), ["42 W"]);
  const [first, ...more] = gbtBlocks(apdu, 13);
  const blocks = [inHdlc(first!), ...more.map((block) => hdlcFrames(block, LINK))];
  assert.deepEqual(said(blocks), ["42 W"]);
});

Deno.test("LineDecoder reads a plain list in segments and in blocks, whatever keys are set", () => {
  const plain = listApdu(7);
  const blocks = gbtBlocks(plain, 4).map((block, at) => at === 0 ? llc(block) : block);
  for (const keys of [{}, KEYS]) {
    assert.deepEqual(said([hdlcFrames(llc(plain), LINK, 9)], keys), ["7 W"]);
    assert.deepEqual(said(blocks.map((block) => hdlcFrames(block, LINK)), keys), ["7 W"]);
    assert.deepEqual(said([listOf("aidon", 1, 7), listOf("p1-se", 4, 8)], keys), ["7 W", "8 W"]);
  }
});

Deno.test("LineDecoder says of ciphered readings whether a tag proved them, of others nothing", () => {
  const encrypted = ciphered(1, 1, { control: 0x20 });
  const noTagKey = { encryptionKey: ENCRYPTION_KEY };
  assert.deepEqual(said([inHdlc(ciphered(1, 1))]), ["1 W"]);
  assert.deepEqual(said([inHdlc(encrypted)]), ["1 W?"]);
  assert.deepEqual(said([inHdlc(ciphered(1, 1))], noTagKey), ["1 W?"]);
  const outcome = decodeApdu(listApdu(1), meterOptions(KEYS));
  assert.ok(outcome.ok && !("authenticated" in outcome.value));
});

Deno.test("LineDecoder gives one fault for every ciphered telegram that it cannot open", () => {
  const swapped = { encryptionKey: AUTHENTICATION_KEY, authenticationKey: ENCRYPTION_KEY };
  const stream = [inHdlc(ciphered(1, 1)), inHdlc(ciphered(2, 2, { control: 0x20 })), bare(3, 3)];
  const needsKey = Array(3).fill("cipher-needs-key");
  assert.deepEqual(said(stream, {}), needsKey);
  assert.deepEqual(said(stream, swapped), ["cipher-auth", "cipher-garbage", "cipher-auth"]);
  const damaged = inHdlc(ciphered(1, 1).with(30, 0));
  assert.deepEqual(said([damaged]), ["cipher-auth"]);
});

Deno.test("LineDecoder gives an old telegram a fault instead of a reading", () => {
  const stream = [5, 6, 5, 7].map((counter) => inHdlc(ciphered(counter, counter)));
  assert.deepEqual(said(stream), ["5 W", "6 W", "cipher-replay", "7 W"]);
});

Deno.test("LineDecoder counts no telegram as heard whose content makes no sense", () => {
  const odd = glo(Uint8Array.of(0x0f, 1, 2, 3), security(1000, { control: 0x20 }));
  const stream = [odd, ciphered(5, 5, { control: 0x20 })].map(inHdlc);
  assert.deepEqual(said(stream), ["cipher-garbage", "5 W?"]);
});

Deno.test("LineDecoder drops a telegram whose last segment was lost, and reads the next", () => {
  const cut = hdlcFrames(llc(listApdu(1)), LINK, 6);
  const parts = cutBytes(cut, 6 + HDLC_BYTES);
  const next = inHdlc(listApdu(2));
  assert.deepEqual(said([parts[0]!, parts[1]!, next]), ["frame-sequence", "2 W"]);
  assert.deepEqual(said([parts[0]!, cut]), ["frame-sequence", "1 W"]);
  assert.deepEqual(said([parts[0]!, parts[1]!]), ["frame-sequence"]);
  assert.deepEqual(said([parts[0]!, parts[2]!, next]).at(-1), "2 W");
  assert.deepEqual(said([parts[1]!, parts[2]!, next]).at(-1), "2 W");
});

Deno.test("LineDecoder reads a telegram whose segments all begin with LLC bytes", () => {
  const apdu = apduOf(
    new AxdrWriter().array(2)
      .structure(3).obis("1-0:1.7.0").number("uint32", 7).scalerUnit(0, 27)
      .structure(3).obis("1-0:2.7.0").number("uint32", 0).scalerUnit(0, 27),
  );
  for (let size = 7; size < apdu.length; size++) {
    const parts = cutBytes(apdu, size);
    // The end of a list may look like the beginning of a telegram too short to tell.
    if (parts.at(-1)!.length < 6) continue;
    const frames = parts.map((part, at) => {
      const whole = hdlcFrames(line(llc(part), at < parts.length - 1 ? [0] : []), LINK, 3 + size);
      return at < parts.length - 1 ? whole.slice(0, 3 + size + HDLC_BYTES) : whole;
    });
    assert.deepEqual(said([...frames, inHdlc(listApdu(8))]), ["7 W", "8 W"], `cut at ${size}`);
  }
});

Deno.test("LineDecoder drops a telegram of which a part or block was lost, and reads the next", () => {
  const parts = cutBytes(mbusFrames(listApdu(1), 5), 5 + 11);
  const next = mbusFrames(listApdu(2), 5);
  assert.deepEqual(said([parts[0]!, parts[2]!, next]), ["frame-sequence", "2 W"]);
  assert.deepEqual(said([parts[1]!, parts[2]!, next]), ["frame-sequence", "2 W"]);
  assert.deepEqual(said([parts[0]!, mbusFrames(listApdu(2))]), ["frame-sequence", "2 W"]);
  const blocks = gbtBlocks(listApdu(1), 5).map((block) => hdlcFrames(block, LINK));
  assert.deepEqual(said([blocks[0]!, blocks[2]!, ...blocks]), ["frame-sequence", "1 W"]);
});

Deno.test("LineDecoder joins no segment with a part of M-Bus", () => {
  const apdu = ciphered(42, 1);
  const [start, end] = cutBytes(apdu, 20).slice(0, 2);
  const parts = mbusFrames(apdu, 20);
  const first = parts.slice(0, 20 + 11);
  assert.deepEqual(said([first, hdlcFrames(end!, LINK), inHdlc(ciphered(43, 2))]), [
    "frame-sequence",
    "apdu-type",
    "43 W",
  ]);
  const segment = hdlcFrames(llc(apdu), LINK, 3 + start!.length).slice(0, 3 + 20 + HDLC_BYTES);
  assert.deepEqual(
    said([segment, parts.slice(20 + 11), mbusFrames(ciphered(43, 2))]).at(-1),
    "43 W",
  );
});

Deno.test("LineDecoder waits 15 seconds for the rest of a telegram", () => {
  const [first, second] = cutBytes(mbusFrames(listApdu(1), 7), 7 + 11);
  for (const [atMs, wanted] of [[15_000, ["1 W"]], [15_001, ["frame-sequence"]]] as const) {
    const decoder = new LineDecoder(meterOptions());
    decoder.push(first!, 0);
    assert.deepEqual(words(decoder.push(second!, atMs)).slice(0, 1), wanted);
  }
});

Deno.test("LineDecoder says from where to where a telegram in parts went, and needs all of it", () => {
  const before = listOf("aidon", 1, 1);
  const cut = mbusFrames(listApdu(1), 5);
  const decoder = new LineDecoder(meterOptions());
  decoder.push(before, 0);
  assert.equal(decoder.neededFrom, before.length - 1);
  decoder.push(cut.subarray(0, 20), 0);
  assert.equal(decoder.neededFrom, before.length);
  const [whole] = decoder.push(cut.subarray(20), 0);
  assert.deepEqual([whole?.startOffset, whole?.endOffset], [
    before.length,
    before.length + cut.length,
  ]);
  assert.equal(decoder.neededFrom, before.length + cut.length);
  decoder.push(cut.subarray(0, 16), 0);
  const [lost, next] = decoder.push(mbusFrames(listApdu(2)), 0);
  const start = before.length + cut.length;
  assert.deepEqual([lost?.startOffset, lost?.endOffset], [start, start + 16]);
  assert.equal(next?.startOffset, start + 16);
});

Deno.test("LineDecoder reads P1 text that stands ciphered on the line, back to back", () => {
  for (const control of [0x20, 0x30] as const) {
    const proof = control === 0x30 ? "" : "?";
    const stream = [1, 2, 3].map((counter) => bare(counter, counter, { control }));
    const wanted = [`1 W${proof}`, `2 W${proof}`, `3 W${proof}`];
    assert.deepEqual(said(stream), wanted);
    assert.deepEqual(said([line(...stream)]), wanted);
    assert.deepEqual(said([line(stream[0]!.subarray(100), ...stream)]), wanted);
    const noise = Uint8Array.of(0x80, 0xfe, 0x00);
    assert.deepEqual(said([line(stream[0]!, noise, stream[1]!)]).at(-1), wanted[1]);
  }
});

Deno.test("LineDecoder finds the next ciphered text behind one that lost bytes", () => {
  for (const control of [0x20, 0x30] as const) {
    const [first, second, third] = [1, 2, 3].map((counter) => bare(counter, counter, { control }));
    const proof = control === 0x30 ? "" : "?";
    for (let length = 14; length < first!.length; length++) {
      const stream = line(first!.slice(0, length), second!, third!);
      const single = Array.from(stream, (byte) => Uint8Array.of(byte));
      for (const chunks of [[stream], single]) {
        const [fault, ...readings] = said(chunks);
        const where = `${length} bytes in ${chunks.length} chunks: ${fault}`;
        assert.deepEqual(readings, [`2 W${proof}`, `3 W${proof}`], where);
      }
    }
  }
});

Deno.test("LineDecoder believes the checksum of a ciphered text where no tag proves it", () => {
  const text = p1Text("EST5X", lines(5));
  const [right, wrong] = ["!4A6F\r\n", "!4A6E\r\n"].map((end) => line(text, end));
  const inCipher = (clear: Bytes, control: 0x20 | 0x30) => glo(clear, security(1, { control }));
  const sum = said([inCipher(right!, 0x20)])[0] === "5 W?" ? right! : wrong!;
  assert.deepEqual(said([inCipher(sum, 0x30)]), ["5 W"]);
  assert.deepEqual(said([inCipher(line(sum.slice(0, -6), "0001\r\n"), 0x20)]), ["p1-checksum"]);
  assert.deepEqual(said([inCipher(line(sum.slice(0, -6), "0001\r\n"), 0x30)]), ["5 W"]);
});

Deno.test("LineDecoder takes a checksum that never fits for one of Luxembourg", () => {
  const fits = p1Telegram("EST5X", lines(5));
  const fitsNot = line(fits.slice(0, -6), "0001\r\n");
  const keys = { encryptionKey: KEYS.encryptionKey };
  const sealed = (clear: Bytes, counter: number) => glo(clear, security(counter));
  assert.deepEqual(said([sealed(fitsNot, 1), sealed(fitsNot, 2)], keys), ["5 W?", "5 W?"]);
  assert.deepEqual(said([sealed(fits, 1), sealed(fitsNot, 2)], keys), ["5 W?", "p1-checksum"]);
});

Deno.test("LineDecoder never reads the cipher inside a damaged frame", () => {
  for (const frame of [inHdlc(bare(1, 1, { control: 0x20 })), mbusFrames(bare(1, 1), 200)]) {
    const damaged = frame.with(frame.length - 2, frame.at(-2)! ^ 1);
    assert.deepEqual(said([damaged]), ["frame-checksum"]);
  }
  const headless = inHdlc(ciphered(1, 1, { control: 0x20 })).slice(1, -1);
  assert.deepEqual(said([headless]), ["frame-unknown"]);
});

Deno.test("LineDecoder reads P1 telegrams with a ciphered body, also beside plain ones", () => {
  for (const control of [0x20, 0x30] as const) {
    const changes = { control, title: new Uint8Array(0) };
    const telegram = (importW: number) =>
      p1CipheredTelegram("EGM5G35", lines(importW), security(0, changes));
    const proof = control === 0x30 ? "" : "?";
    assert.deepEqual(said([telegram(1), telegram(2), listOf("p1-se", 4, 3)]), [
      `1 W${proof}`,
      `2 W${proof}`,
      "3 W",
    ]);
    assert.deepEqual(said([telegram(1)], {}), ["cipher-needs-key"]);
    const code = control === 0x30 ? "cipher-auth" : "cipher-garbage";
    assert.deepEqual(said([telegram(1)], { ...KEYS, encryptionKey: AUTHENTICATION_KEY }), [code]);
  }
});

Deno.test("decodeApdu() reads ciphered dumps, and says of a single block that others are missing", () => {
  const outcome = decodeApdu(llc(ciphered(9, 1)), meterOptions(KEYS));
  assert.ok(outcome.ok && outcome.value.importW === 9 && outcome.value.authenticated);
  const text = decodeApdu(line(bare(8, 1)), meterOptions(KEYS));
  assert.ok(text.ok && text.value.importW === 8);
  for (const block of gbtBlocks(listApdu(1), 8)) {
    const part = decodeApdu(block, meterOptions());
    assert.equal(part.ok ? null : part.fault.code, "frame-sequence");
  }
});

Deno.test("LineDecoder takes a title for an id until the meter has told its own", () => {
  const list = (id: string | null, counter: number) => {
    const writer = new AxdrWriter().structure(id === null ? 4 : 6)
      .obis("1-0:1.7.0").number("uint32", 7).obis("1-0:2.7.0").number("uint32", 0);
    if (id !== null) writer.obis("0-0:96.1.0").visible(id);
    return inHdlc(glo(apduOf(writer), security(counter, { title: latin1Bytes("SAGY0042") })));
  };
  const decoder = new LineDecoder(meterOptions(KEYS));
  const ids = [list(null, 1), list("1782", 2), list(null, 3)].flatMap((frame) =>
    decoder.push(frame, 0).map(({ outcome }) => outcome.ok ? outcome.value.meterId : outcome.fault)
  );
  assert.deepEqual(ids, ["SAGY0042", "1782", undefined]);
});
