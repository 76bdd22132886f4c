import { deepEqual, equal } from "node:assert/strict";
import { Framer } from "#codec/framing/framer.ts";
import { kmpAt } from "#codec/framing/kmp.ts";
import {
  BAD_BOUNDARY,
  BAD_CHECKSUM,
  INCOMPLETE,
  NOT_A_START,
  TOO_LONG,
} from "#codec/framing/verdict.ts";
import { KMP_ANSWER, KMP_QUESTION, kmpFrame } from "#codec/kmp/link.ts";
import { line } from "#tests/support/frames.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

/** `003C 03 04 43 0000D6DE`, the example of chapter 10 §13. */
const CONTENT = [0x3f, 0x10, 0x00, 0x3c, 0x03, 0x04, 0x43, 0x00, 0x00, 0xd6, 0xde];
const ANSWER = kmpFrame(KMP_ANSWER, CONTENT);

const judge = (bytes: Uint8Array) => kmpAt(bytes, 0, bytes.length);

Deno.test("kmpAt() waits for every byte of an answer and then knows its length", () => {
  for (let end = 1; end < ANSWER.length; end++) equal(kmpAt(ANSWER, 0, end), INCOMPLETE, `${end}`);
  equal(judge(ANSWER), ANSWER.length);
});

Deno.test("kmpAt() tells what is none from what is damaged", () => {
  equal(judge(Uint8Array.from([0x40, 0x41])), NOT_A_START);
  equal(judge(Uint8Array.from([0x40, 0x3f, 0x03])), NOT_A_START);
  equal(judge(ANSWER.with(7, 0x00)), BAD_CHECKSUM);
  equal(judge(ANSWER.with(7, 0x40)), BAD_BOUNDARY);
  equal(judge(line(ANSWER.slice(0, 5), [0x1b, 0x00], ANSWER.slice(5))), BAD_BOUNDARY);
  equal(judge(line([0x40, 0x3f, 0x10], new Uint8Array(300))), TOO_LONG);
});

Deno.test("kmpAt() accepts no answer with a changed byte", () => {
  for (let at = 0; at < ANSWER.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = ANSWER.with(at, ANSWER[at]! ^ (1 << bit));
      if (changed[0] === 0x40) equal(judge(changed) > 0, false, `byte ${at} bit ${bit}`);
    }
  }
});

Deno.test("Framer finds answers between echoed questions and noise, cut anywhere", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const question = kmpFrame(KMP_QUESTION, [0x3f, 0x10, 0x01, 0x00, 0x3c]);
  const noise = Uint8Array.from({ length: 50 }, () => random() * 256);
  const bytes = line(question, ANSWER, noise, question, ANSWER, ANSWER.slice(0, 9), ANSWER);
  const found: string[] = [];
  const framer = new Framer();
  for (let at = 0; at < bytes.length;) {
    const count = 1 + Math.floor(random() * 9);
    framer.push(bytes.subarray(at, at += count), {
      frame: ({ kind, bytes, from, to }) => found.push(`${kind} ${bytes.slice(from, to).toHex()}`),
      rubbish: () => {},
    });
  }
  deepEqual(found.length >= 3, true, `seed ${seed}`);
  equal(found.every((text) => text === `kmp ${ANSWER.toHex()}`), true, `seed ${seed}`);
});
