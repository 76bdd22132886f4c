import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { p1Telegram } from "#codec/encode/p1.ts";
import { p1CipheredTelegram } from "#codec/encode/p1_cipher.ts";
import { glo } from "#codec/encode/cipher.ts";
import { Framer } from "#codec/framing/framer.ts";
import type { Rubbish } from "#codec/framing/rubbish.ts";
import { hdlcOf, line, listOf } from "#tests/support/frames.ts";
import { security } from "#tests/support/keys.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const HDLC = listOf("aidon", 2);
const SHORT = listOf("kaifa", 1);
const MBUS = mbusFrames(Uint8Array.from({ length: 90 }, (_, at) => at));
const P1 = listOf("p1-se", 4);
const UNCHECKED = latin1Bytes("/ISK9\\2M551T\r\n\r\n1-0:1.7.0(02.356*kW)\r\n!\r\n");
const TEXT = latin1Bytes(`/EST5\r\n\r\n${"1-0:1.7.0(000000274*W)\r\n".repeat(6)}`);
const GLO = glo(TEXT, security(1));
const RUBBISH = Uint8Array.of(0x80, 0x01, 0xfe, 0x7f, 0x93);

/** What a framer says, as short words: `hdlc 0-288`, `! frame-checksum 0-10`. */
function hear(chunks: readonly Uint8Array[], options: { flush: boolean } = { flush: true }) {
  const framer = new Framer();
  const said: string[] = [];
  const sink = {
    frame: (frame: { kind: string; startOffset: number; endOffset: number }) =>
      said.push(`${frame.kind} ${frame.startOffset}-${frame.endOffset}`),
    rubbish: (rubbish: { code: string; startOffset: number; endOffset: number }) =>
      said.push(`! ${rubbish.code} ${rubbish.startOffset}-${rubbish.endOffset}`),
  };
  for (const chunk of chunks) framer.push(chunk, sink);
  const { neededFrom } = framer;
  if (options.flush) framer.flush(sink);
  return { said, neededFrom };
}

const heard = (...parts: readonly (ArrayLike<number> | string)[]) => hear([line(...parts)]).said;
const at = (kind: string, from: number, frame: Uint8Array) =>
  `${kind} ${from}-${from + frame.length}`;

Deno.test("Framer hands out frames of every kind back to back", () => {
  assert.deepEqual(heard(HDLC, MBUS, P1, SHORT), [
    at("hdlc", 0, HDLC),
    at("mbus", HDLC.length, MBUS),
    at("p1", HDLC.length + MBUS.length, P1),
    at("hdlc", HDLC.length + MBUS.length + P1.length, SHORT),
  ]);
});

Deno.test("Framer says the same byte by byte and in random splits", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const stream = line(RUBBISH, HDLC, "Debug: x\r\n", P1, RUBBISH, MBUS, SHORT.slice(0, 30), HDLC);
  const whole = hear([stream]).said;
  assert.deepEqual(hear(Array.from(stream, (byte) => Uint8Array.of(byte))).said, whole);
  for (let count = 0; count < 50; count++) {
    const chunks: Uint8Array[] = [];
    for (let from = 0; from < stream.length;) {
      const to = from + 1 + Math.floor(random() * 90);
      chunks.push(stream.subarray(from, to));
      from = to;
    }
    assert.deepEqual(hear(chunks).said, whole, `seed ${seed}`);
  }
});

Deno.test("Framer lets one flag close a frame and open the next", () => {
  assert.deepEqual(heard(HDLC, SHORT.subarray(1)), [
    at("hdlc", 0, HDLC),
    at("hdlc", HDLC.length - 1, SHORT),
  ]);
});

Deno.test("Framer drops a frame with a wrong checksum and finds the next", () => {
  const damaged = HDLC.with(100, HDLC[100]! ^ 0x10);
  assert.deepEqual(heard(damaged, SHORT), [
    `! frame-checksum 0-${HDLC.length}`,
    at("hdlc", HDLC.length, SHORT),
  ]);
  const telegram = P1.with(100, P1[100]! ^ 0x01);
  assert.deepEqual(heard(telegram, P1), [
    `! p1-checksum 0-${P1.length}`,
    at("p1", P1.length, P1),
  ]);
});

Deno.test("Framer gives a cut frame up as soon as a whole one follows it", () => {
  for (const cut of [HDLC.slice(0, 60), MBUS.slice(0, 20), P1.slice(0, 300)]) {
    const { said } = hear([cut, SHORT], { flush: false });
    assert.deepEqual(said, [
      `! frame-truncated 0-${cut.length}`,
      at("hdlc", cut.length, SHORT),
    ]);
  }
});

Deno.test("Framer waits for a frame that comes in pieces, however long that takes", () => {
  const pieces = [HDLC.slice(0, 5), HDLC.slice(5, 200), HDLC.slice(200)];
  assert.deepEqual(hear(pieces).said, [at("hdlc", 0, HDLC)]);
});

Deno.test("Framer does not take frames for granted that lie inside a whole one", () => {
  const inside = hdlcOf(new AxdrWriter().structure(1).octets(SHORT));
  assert.deepEqual(heard(inside), [at("hdlc", 0, inside)]);
});

Deno.test("Framer reports a run of rubbish once, named by the worst in it", () => {
  assert.deepEqual(heard(SHORT, RUBBISH, SHORT), [
    at("hdlc", 0, SHORT),
    `! frame-unknown ${SHORT.length}-${SHORT.length + RUBBISH.length}`,
    at("hdlc", SHORT.length + RUBBISH.length, SHORT),
  ]);
  const header = SHORT.with(3, 0x55);
  const said = heard(SHORT, RUBBISH, header, RUBBISH, SHORT);
  assert.equal(said.length, 3);
  assert.match(said[1]!, /^! frame-header-checksum/);
});

Deno.test("Framer keeps silent about half a frame at the start, debug text and filling", () => {
  assert.deepEqual(heard(HDLC.slice(50), SHORT), [at("hdlc", HDLC.length - 50, SHORT)]);
  const debug = "Debug: connected, free heap 12345\r\n";
  assert.deepEqual(heard(SHORT, debug, SHORT), [
    at("hdlc", 0, SHORT),
    at("hdlc", SHORT.length + debug.length, SHORT),
  ]);
  assert.deepEqual(heard(SHORT, "\x7e\x7e\x7e\r\n", SHORT, "\x7e").length, 2);
});

Deno.test("Framer makes no storm of endless rubbish, and hears the frame behind it", () => {
  const random = seeded(7);
  const noise = Uint8Array.from({ length: 100_000 }, () => Math.floor(random() * 256));
  const said = heard(noise, HDLC);
  assert.ok(said.length <= 10, said.join("\n"));
  assert.ok(said.includes(at("hdlc", noise.length, HDLC)));
});

Deno.test("Framer reports at the end what never became whole", () => {
  assert.deepEqual(heard(HDLC.slice(0, 100)), ["! frame-truncated 0-100"]);
  assert.deepEqual(heard("nothing of interest"), ["! frame-unknown 0-19"]);
  assert.deepEqual(heard(""), []);
});

Deno.test("Framer no longer believes a meter without a checksum that used to send one", () => {
  const line1 = ["1-0:1.7.0(01.234*kW)"];
  const checked = p1Telegram("ISK5TEST", line1);
  const mutilated = line(checked.slice(0, -6), "\r\n");
  assert.deepEqual(heard(mutilated), [at("p1", 0, mutilated)]);
  assert.deepEqual(heard(checked, mutilated), [
    at("p1", 0, checked),
    `! p1-checksum ${checked.length}-${checked.length + mutilated.length}`,
  ]);
  assert.deepEqual(heard(checked, UNCHECKED).length, 2);
});

Deno.test("Framer.neededFrom lets a new framer go on where the old one stopped", () => {
  const stream = line(RUBBISH, HDLC, P1, SHORT, HDLC);
  const whole = hear([stream]).said.filter((word) => !word.startsWith("!"));
  for (let cut = 0; cut <= stream.length; cut += 7) {
    const first = hear([stream.subarray(0, cut)], { flush: false });
    const second = hear([stream.subarray(first.neededFrom)]);
    const shifted = second.said.map((word) =>
      word.replace(
        /\d+-\d+/,
        (range) => range.split("-").map((offset) => Number(offset) + first.neededFrom).join("-"),
      )
    );
    const frames = [...first.said, ...shifted].filter((word) => !word.startsWith("!"));
    assert.deepEqual(frames, whole, `cut at ${cut}`);
  }
});

Deno.test("Framer takes chunks larger than its buffer", () => {
  const many = line(...Array.from({ length: 400 }, () => HDLC));
  assert.equal(heard(many).length, 400);
});

Deno.test("Framer forgets all but the unfinished frame", () => {
  const { neededFrom } = hear([line(HDLC, HDLC, SHORT.slice(0, 10))], { flush: false });
  assert.equal(neededFrom, 2 * HDLC.length);
});

Deno.test("Framer takes a telegram at the end that lacks only its line end, if a checksum proves it", () => {
  for (const missing of [1, 2]) {
    const last = P1.slice(0, -missing);
    assert.deepEqual(heard(P1.slice(0, 90), last), [
      "! frame-truncated 0-90",
      at("p1", 90, last),
    ]);
    assert.deepEqual(heard(last.with(99, P1[99]! ^ 0x01)), [`! frame-truncated 0-${last.length}`]);
  }
  assert.equal(heard(P1.slice(0, -3)).length, 1);
  assert.match(heard(UNCHECKED.slice(0, -2))[0]!, /^! frame-truncated/);
});

Deno.test("Framer is not slowed down by a flood of beginnings without an end", () => {
  // Some ten milliseconds; with a search from every beginning, in every chunk, it was ten seconds.
  const limitMs = 2000;
  for (const beginning of ["/AAA5", "/AAA5\n", "/AAA5\r\n\r\n1-0:1.7.0(1)\r\n", "/AAA5\n!"]) {
    const flood = latin1Bytes(beginning.repeat(Math.ceil(65_536 / beginning.length)));
    const chunks = Array.from({ length: 1024 }, (_, at) => flood.subarray(at * 64, at * 64 + 64));
    const startMs = performance.now();
    const { said } = hear([...chunks, HDLC], { flush: false });
    assert.ok(performance.now() - startMs < limitMs, beginning);
    assert.match(said.at(-1)!, /^hdlc/, beginning);
  }
});

Deno.test("Framer finds a frame behind a flood of begun ones as soon as it is whole", () => {
  for (const flooded of [50, 700, 7000, 42_000]) {
    const flood = latin1Bytes("/ABC5\n1".repeat(flooded / 7).slice(0, flooded));
    const stream = Array.from(line(flood, P1), (byte) => Uint8Array.of(byte));
    assert.equal(hear(stream, { flush: false }).said.at(-1), at("p1", flood.length, P1));
  }
});

/** What a framer knows of the trouble in a run, as `offset: expected > found`. */
function troubles(...parts: readonly (Uint8Array | string)[]): string[] {
  const framer = new Framer();
  const said: string[] = [];
  const rubbish = ({ code, detail: { offset, expected, found } }: Rubbish) => {
    const where = offset === undefined ? "" : ` at ${offset}`;
    said.push(expected === undefined ? code : `${code}${where}: ${expected} > ${found}`);
  };
  const sink = { frame: () => {}, rubbish };
  framer.push(line(...parts), sink);
  framer.flush(sink);
  return said;
}

Deno.test("Framer says what it expected and found, counted from where the run begins", () => {
  const sum = MBUS.length - 2;
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(2, "0");
  const damaged = MBUS.with(sum, MBUS[sum]! ^ 0xff);
  const wanted = `${hex(MBUS[sum]!)} > ${hex(MBUS[sum]! ^ 0xff)}`;
  assert.deepEqual(troubles(damaged, SHORT), [`frame-checksum at ${sum}: ${wanted}`]);
  assert.deepEqual(troubles(SHORT, RUBBISH, damaged, SHORT), [
    `frame-checksum at ${RUBBISH.length + sum}: ${wanted}`,
  ]);
  const flag = HDLC.length - 1;
  assert.deepEqual(troubles(HDLC.with(flag, 0x7f)), [`frame-boundary at ${flag}: 7E > 7F`]);
  assert.deepEqual(troubles(SHORT, RUBBISH, SHORT), ["frame-unknown"]);
});

Deno.test("Framer says how many bytes a cut frame lacks", () => {
  const [hdlc, mbus, glo] = [HDLC, MBUS, GLO].map(({ length }) =>
    `frame-truncated: ${length} bytes`
  );
  assert.deepEqual(troubles(HDLC.slice(0, 60), SHORT), [`${hdlc} > 60`]);
  assert.deepEqual(troubles(MBUS.slice(0, 20), SHORT), [`${mbus} > 20`]);
  assert.deepEqual(troubles(GLO.slice(0, 20)), [`${glo} > 20`]);
  assert.deepEqual(troubles(P1.slice(0, 90), SHORT), ["frame-truncated"]);
});

Deno.test("Framer calls a frame cut that ends too early, though its header is damaged as well", () => {
  const header = HDLC.with(3, 0x55);
  assert.match(troubles(header.slice(0, 60), SHORT)[0]!, /^frame-truncated: .* > 60$/);
  assert.match(troubles(header, SHORT)[0]!, /^frame-header-checksum at 7: .* > /);
  // The closing flag opens the next frame.
  assert.match(troubles(header, SHORT.subarray(1))[0]!, /^frame-header-checksum/);
});

Deno.test("Framer hands out a ciphered telegram without a frame, also behind rubbish", () => {
  assert.deepEqual(heard(GLO, GLO, SHORT), [
    at("glo", 0, GLO),
    at("glo", GLO.length, GLO),
    at("hdlc", 2 * GLO.length, SHORT),
  ]);
  assert.deepEqual(
    heard(SHORT, RUBBISH, GLO).at(-1),
    at("glo", SHORT.length + RUBBISH.length, GLO),
  );
});

Deno.test("Framer takes no cipher out of a damaged frame", () => {
  const inside = mbusFrames(GLO);
  const damaged = inside.with(inside.length - 2, inside.at(-2)! ^ 1);
  assert.deepEqual(heard(damaged, SHORT), [
    `! frame-checksum 0-${damaged.length}`,
    at("hdlc", damaged.length, SHORT),
  ]);
});

Deno.test("Framer takes no cipher that stands behind LLC bytes or the header of M-Bus", () => {
  for (
    const header of [[0xe6, 0xe7, 0x00], [0x68, 0xfa, 0xfb, 0x68, 0x53, 0xff, 0x10, 0x01, 0x67]]
  ) {
    const said = heard(SHORT, header, GLO, SHORT);
    assert.equal(said.some((one) => one.startsWith("glo")), false, said.join(", "));
  }
});

Deno.test("Framer takes a cipher behind what only looks like the beginning of a frame", () => {
  const headers = [
    // The closing flag of SHORT seems to open a frame, whose header has no checksum to speak of.
    [0xa1, 0x02, 0x03, 0x13, 0x55, 0x66, 0x77],
    [0x02, 0x31, 0x28, 0x31],
    [0x2f, 0x4b, 0x41, 0x4d, 0x35, 0x0d, 0x0a, 0x0d, 0x0a, 0x41],
    [0x40, 0x3f, 0x10, 0x80],
  ];
  for (const header of headers) {
    const said = heard(SHORT, header, GLO, GLO);
    const from = SHORT.length + header.length;
    assert.deepEqual(said.slice(-2), [at("glo", from, GLO), at("glo", from + GLO.length, GLO)]);
  }
});

Deno.test("Framer lets a whole P1 telegram with ciphered lines end a cut one", () => {
  const lines = ["1-0:1.7.0(01.234*kW)"];
  const whole = p1CipheredTelegram("EGM5G35", lines, security(1));
  // Of 16 KiB, it says.
  const cut = whole.slice(0, 40).with(whole.indexOf(0x82) + 1, 0x3f);
  assert.deepEqual(hear([line(cut, whole)], { flush: false }).said, [
    `! frame-truncated 0-${cut.length}`,
    at("p1", cut.length, whole),
  ]);
});

Deno.test("Framer lets a frame with a checksum end a cut one that has none", () => {
  const cut = GLO.slice(0, 40);
  assert.deepEqual(heard(cut, SHORT), ["! frame-truncated 0-40", at("hdlc", 40, SHORT)]);
});

Deno.test("Framer.refuse() judges the bytes of the last frame again, and is quiet about them", () => {
  const framer = new Framer();
  const said: string[] = [];
  const sink = {
    frame({ kind, startOffset }: { kind: string; startOffset: number }) {
      said.push(`${kind} ${startOffset}`);
      if (kind === "mbus") framer.refuse();
    },
    rubbish: ({ startOffset }: Rubbish) => said.push(`! ${startOffset}`),
  };
  const around = mbusFrames(SHORT);
  framer.push(line(around, MBUS, RUBBISH, HDLC), sink);
  const behind = around.length + MBUS.length;
  assert.deepEqual(said, [
    "mbus 0",
    "hdlc 9",
    `mbus ${around.length}`,
    `! ${behind}`,
    `hdlc ${behind + RUBBISH.length}`,
  ]);
});
