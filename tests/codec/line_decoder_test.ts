import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { glo } from "#codec/encode/cipher.ts";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import { llc } from "#codec/encode/data_notification.ts";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { decodeApdu, LineDecoder } from "#codec/line_decoder.ts";
import { apduOf, line, LINK, listOf } from "#tests/support/frames.ts";
import { security } from "#tests/support/keys.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { linesOf } from "#tests/support/readings_of.ts";

const power = (importW: number) => new AxdrWriter().structure(1).number("uint32", importW);

Deno.test("LineDecoder says where a frame was and when its last byte came", () => {
  const first = listOf("aidon", 1, 100);
  const second = listOf("aidon", 1, 200);
  const decoder = new LineDecoder(meterOptions());
  assert.deepEqual(decoder.push(first.subarray(0, 20), 1000), []);
  const decoded = [
    ...decoder.push(line(first.subarray(20), second.subarray(0, 5)), 2000),
    ...decoder.push(second.subarray(5), 3000),
  ];
  assert.deepEqual(
    decoded.map(({ startOffset, endOffset, atMs, outcome }) => [
      startOffset,
      endOffset,
      atMs,
      outcome.ok && outcome.value.importW,
    ]),
    [[0, 44, 2000, 100], [44, 88, 3000, 200]],
  );
});

Deno.test("LineDecoder reads lists in M-Bus frames, of 257 bytes as well", () => {
  assert.equal(linesOf([mbusFrames(apduOf(power(77)))]).readings[0]?.importW, 77);
  const long = line(apduOf(power(78)), new Uint8Array(252 - 13));
  assert.equal(long.length, 252);
  assert.equal(linesOf([mbusFrames(long, 252)]).readings[0]?.importW, 78);
});

Deno.test("LineDecoder keeps silent about frames that carry nothing", () => {
  const bare = Uint8Array.fromHex("7ea00703217301e67e");
  assert.deepEqual(linesOf([bare, listOf("aidon", 1)]).faults, []);
});

Deno.test("LineDecoder gives one fault for a frame it cannot read, and goes on", () => {
  const ciphered = hdlcFrames(llc(glo(apduOf(power(1)), security(1))), LINK);
  const segmented = hdlcFrames(llc(apduOf(power(1))), LINK, 12).slice(0, 25);
  const odd = hdlcFrames(llc(apduOf(new AxdrWriter().structure(1).visible("?"))), LINK);
  const { readings, faults } = linesOf([ciphered, segmented, odd, listOf("kaifa", 1, 5)]);
  assert.deepEqual(faults.at(0), "cipher-needs-key");
  assert.deepEqual(faults.at(-1), "meter-unknown");
  assert.deepEqual(readings.map(({ importW }) => importW), [5]);
});

Deno.test("LineDecoder hands out readings that later frames do not change", () => {
  const decoder = new LineDecoder(meterOptions());
  const [first] = decoder.push(listOf("p1-se", 4, 111), 0);
  const kept = JSON.stringify(first);
  decoder.push(listOf("p1-se", 4, 222), 0);
  decoder.push(listOf("kamstrup", 3, 333), 0);
  assert.equal(JSON.stringify(first), kept);
});

Deno.test("decodeApdu() reads an APDU, with LLC bytes and padding or without", () => {
  const apdu = apduOf(power(42));
  for (const bytes of [apdu, llc(apdu), line(apdu, [0, 0, 0])]) {
    const outcome = decodeApdu(bytes, meterOptions());
    assert.equal(outcome.ok && outcome.value.importW, 42);
  }
});

Deno.test("decodeApdu() names what is wrong", () => {
  const codeOf = (bytes: Uint8Array) => {
    const outcome = decodeApdu(bytes, meterOptions());
    return outcome.ok ? null : outcome.fault.code;
  };
  assert.equal(codeOf(new Uint8Array(0)), "frame-truncated");
  assert.equal(codeOf(Uint8Array.of(0x99)), "apdu-type");
  assert.equal(codeOf(apduOf(power(1)).slice(0, -1)), "frame-truncated");
  assert.equal(codeOf(line("/KFM5\r\n\r\nnothing\r\n!\r\n")), "meter-unknown");
});
