import { deepEqual, equal } from "node:assert/strict";
import { crc16Xmodem, KMP_ANSWER, KMP_QUESTION, kmpContent, kmpFrame } from "#codec/kmp/link.ts";

Deno.test("crc16Xmodem() gives the known checksums", () => {
  const of = (bytes: Iterable<number>) => [...bytes].reduce(crc16Xmodem, 0);
  equal(of(new TextEncoder().encode("123456789")), 0x31c3);
  equal(of([0x3f, 0x10, 0x01, 0x00, 0x3c]), 0xb25f);
  equal(of([0x3f, 0x10, 0x01, 0x00, 0x3c, 0xb2, 0x5f]), 0);
});

Deno.test("kmpFrame() escapes the five marks and kmpContent() takes them back", () => {
  const content = [0x3f, 0x10, 0x80, 0x40, 0x0d, 0x06, 0x1b];
  const frame = kmpFrame(KMP_ANSWER, content);
  equal(frame.toHex().startsWith("403f10" + "1b7f" + "1bbf" + "1bf2" + "1bf9" + "1be4"), true);
  deepEqual([...kmpContent(frame, 0, frame.length)], content);
  equal(kmpFrame(KMP_QUESTION, [0x3f, 0x02])[0], 0x80);
});
