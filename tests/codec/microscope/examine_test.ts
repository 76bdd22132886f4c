import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { glo } from "#codec/encode/cipher.ts";
import { llc } from "#codec/encode/data_notification.ts";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import { kmpAnswer, kmpMeter } from "#codec/encode/kmp.ts";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { KmpPoll } from "#codec/kmp/poll.ts";
import { examine } from "#codec/microscope/examine.ts";
import { Zone } from "#model/zone.ts";
import { apduOf, line, LINK, listOf, NOON_MS } from "#tests/support/frames.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { AUTHENTICATION_KEY, ENCRYPTION_KEY, KEYS, security } from "#tests/support/keys.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";
import { randomState } from "#tests/support/random_state.ts";
import { pieceOf, piecesOf, slideOf, untiled } from "#tests/support/slide.ts";

const layouts: readonly Layout[] = LAYOUTS;
const zone = new Zone("Europe/Oslo");
const power = (importW: number) =>
  new AxdrWriter().structure(1).structure(2).obis("1-0:1.7.0").number("uint32", importW);

for (const layout of layouts) {
  for (const { list } of layout.pushes) {
    Deno.test(`examine() cuts ${layout.id} list ${list} without gap or overlap`, () => {
      const seed = freshSeed();
      const random = seeded(seed);
      for (const wiring of layout.wirings) {
        const state = randomState(random, { zone, wiring });
        const maker = layout.ciphering?.maker;
        const keys = maker === undefined
          ? undefined
          : randomSecurity(random, { maker, control: 0x30 });
        for (const used of maker === undefined ? [undefined] : [undefined, keys]) {
          const slide = slideOf(layout.encode(state, list, used), used);
          assert.deepEqual(untiled(slide), [], `METERD_SEED=${seed}`);
          assert.ok(slide.specimens.some(({ reading }) => reading !== null), `METERD_SEED=${seed}`);
          assert.deepEqual(JSON.parse(JSON.stringify(slide)), slide);
        }
      }
    });
  }
}

Deno.test("examine() cuts damaged frames without gap or overlap, and believes nothing", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  for (const { id, pushes } of layouts) {
    const frames = listOf(id, pushes.at(-1)!.list);
    for (let count = 0; count < 20; count++) {
      const cut = frames.slice(0, Math.ceil(random() * frames.length));
      const at = Math.floor(random() * cut.length);
      const bytes = cut.with(at, cut[at]! ^ (1 + Math.floor(random() * 255)));
      const slide = slideOf(line([0x55, 0x01], bytes));
      assert.deepEqual(untiled(slide), [], `METERD_SEED=${seed}, ${id}, ${bytes.toHex()}`);
      for (const { isTrusted, reading } of slide.specimens) {
        assert.ok(isTrusted || reading === null, `METERD_SEED=${seed}, ${id}`);
      }
    }
  }
});

Deno.test("examine() names what each value became, with codes and without", () => {
  const aidon = slideOf(listOf("aidon", 3));
  assert.deepEqual(pieceOf(aidon, "1-0:32.7.0").became, ["l1V"]);
  assert.equal(pieceOf(aidon, "1-0:32.7.0").meaning, "voltage L1: 231 V (2310 × 10^-1)");
  assert.deepEqual(pieceOf(aidon, "0-0:96.1.0").became, ["meterId"]);
  const kaifa = piecesOf(slideOf(listOf("kaifa", 3))).filter(({ kind }) => kind === "field");
  assert.deepEqual(kaifa.flatMap(({ became }) => became), [
    "apduTime",
    "listId",
    "meterId",
    "meterModel",
    ...["importW", "exportW", "importVar", "exportVar", "l1A", "l2A", "l3A", "l1V", "l2V", "l3V"],
    ...["meterTime", "importWh", "exportWh", "importVarh", "exportVarh"],
  ]);
});

Deno.test("examine() names what the lines of a P1 telegram became", () => {
  const slide = slideOf(listOf("p1", 4));
  const [specimen] = slide.specimens;
  assert.equal(specimen?.layout, "p1");
  assert.deepEqual(pieceOf(slide, "1-0:41.7.0").became, ["l2ImportW"]);
  assert.deepEqual(pieceOf(slide, "0-1:24.2.1").became, ["subMeters[0].at", "subMeters[0].value"]);
  assert.equal(pieceOf(slide, "0-0:96.14.0").meaning, "tariff in force: 0002");
  assert.equal(pieceOf(slide, "checksum").check?.ok, true);
});

Deno.test("examine() shows the registers of a KMP meter, escapes and all", () => {
  const state = householdExample(1234, NOON_MS);
  const answers = new KmpPoll().round().flatMap(({ request }) =>
    kmpAnswer(request, kmpMeter(state, 0x0d0d0d0d)) ?? []
  );
  const slide = slideOf(line(...answers));
  assert.deepEqual(untiled(slide), []);
  assert.equal(slide.specimens.length, answers.length);
  assert.equal(pieceOf(slide, "import energy in fine steps").meaning, "30000000 Wh");
  assert.equal(pieceOf(slide, "voltage L2").meaning, "231 V");
  for (const { check } of piecesOf(slide)) assert.notEqual(check?.ok, false);
});

Deno.test("examine() says expected and found of a wrong checksum, and opens what is below", () => {
  const frame = listOf("aidon", 1);
  const slide = slideOf(frame.with(frame.length - 5, frame.at(-5)! ^ 0xff));
  const [specimen] = slide.specimens;
  assert.equal(specimen?.isTrusted, false);
  assert.equal(specimen?.fault?.code, "frame-checksum");
  const { check } = pieceOf(slide, "frame checksum");
  assert.equal(check?.ok, false);
  assert.equal(check?.found, frame.slice(-3, -1).toHex().toUpperCase());
  assert.notEqual(check?.expected, check?.found);
  assert.equal(pieceOf(slide, "header checksum").check?.ok, true);
  assert.match(pieceOf(slide, "1-0:1.7.0").meaning, /^import power/);
  assert.deepEqual(piecesOf(slide).flatMap(({ became }) => became), []);
});

Deno.test("examine() shows each part of a telegram, and what they are together", () => {
  for (const frames of [hdlcFrames, mbusFrames] as const) {
    const apdu = apduOf(power(77));
    const bytes = frames === hdlcFrames ? hdlcFrames(llc(apdu), LINK, 20) : mbusFrames(apdu, 20);
    const slide = slideOf(bytes);
    assert.ok(slide.specimens.length > 1);
    const last = slide.specimens.at(-1)!;
    assert.equal(last.reading?.importW, 77);
    assert.deepEqual(slide.specimens.slice(0, -1).map(({ reading }) => reading), [
      ...slide.specimens.slice(1).map(() => null),
    ]);
    const [joined] = last.contents;
    assert.equal(joined?.partCount, slide.specimens.length);
    assert.deepEqual(pieceOf(slide, "1-0:1.7.0").became, ["importW"]);
  }
});

Deno.test("examine() opens a cipher and says what the keys did, but never a key", () => {
  const bytes = hdlcFrames(llc(glo(apduOf(power(5)), security(7))), LINK);
  const wrong = AUTHENTICATION_KEY.map((byte) => byte ^ 1);
  const keysOf = (changes: Parameters<typeof slideOf>[1]) => {
    const slide = slideOf(bytes, changes);
    const text = JSON.stringify(slide).toUpperCase();
    assert.ok(!text.includes(ENCRYPTION_KEY.toHex().toUpperCase()));
    assert.ok(!text.includes(AUTHENTICATION_KEY.toHex().toUpperCase()));
    const [{ key, reading, contents } = assert.fail()] = slide.specimens;
    return [key?.encryption, key?.tag, reading?.importW, contents[0]?.isTrusted];
  };
  assert.deepEqual(keysOf({}), ["missing", "unverified", undefined, undefined]);
  assert.deepEqual(keysOf(KEYS), ["fits", "verified", 5, true]);
  assert.deepEqual(keysOf({ encryptionKey: ENCRYPTION_KEY }), ["fits", "unverified", 5, true]);
  assert.deepEqual(
    keysOf({ ...KEYS, authenticationKey: wrong }),
    ["fits", "wrong", undefined, false],
  );
  assert.deepEqual(keysOf({ encryptionKey: wrong }), ["garbage", "unverified", undefined, true]);
});

Deno.test("examine() of an APDU takes it without a frame", () => {
  const options = { meter: meterOptions(), entry: "apdu" } as const;
  const slide = examine(apduOf(power(42)), options);
  assert.equal(slide.specimens[0]?.reading?.importW, 42);
  assert.deepEqual(untiled(slide), []);
  assert.equal(examine(Uint8Array.of(0x99), options).specimens[0]?.fault?.code, "apdu-type");
});

Deno.test("examine() shows what lies between frames, flags and line ends aside", () => {
  const frame = listOf("aidon", 1);
  const { specimens } = slideOf(line(frame, [0x7e, 0x7e], frame, "hello", frame));
  assert.deepEqual(specimens.map(({ isTrusted }) => isTrusted), [true, true, false, true]);
  assert.deepEqual(specimens[2]?.pieces.map(({ name, hex }) => [name, hex]), [
    ["no frame", "68656C6C6F"],
  ]);
});

Deno.test("examine() shows the beginning of a huge input and counts the rest", () => {
  const good = listOf("aidon", 1);
  const bad = good.with(30, good[30]! ^ 1);
  const count = 300;
  const bytes = line(...Array.from({ length: count }, (_, at) => at % 3 === 2 ? bad : good));
  const { specimens, more } = slideOf(bytes);
  const shown = specimens.filter(({ reading }) => reading !== null).length;
  assert.equal(shown + more.readings, 200);
  assert.equal(more.faults["frame-checksum"], 100 - (specimens.length - shown));
  assert.ok(specimens.length <= 100);
});

Deno.test("examine() stays quick and small on noise that looks like frames", () => {
  const flood = new TextEncoder().encode("/ABC5\r\n".repeat(40_000));
  const slide = slideOf(flood);
  assert.ok(JSON.stringify(slide).length < 1_000_000);
  assert.deepEqual(untiled(slide), []);
});
