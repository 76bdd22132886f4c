import assert from "node:assert/strict";
import { SmlWriter } from "#codec/encode/sml.ts";
import { Elements, INTEGER, LIST, OCTETS, UNSIGNED } from "#codec/sml/elements.ts";

function over(bytes: Uint8Array<ArrayBuffer>): Elements {
  const elements = new Elements();
  elements.open(bytes, 0, bytes.length);
  return elements;
}

const ofHex = (hex: string) => over(Uint8Array.fromHex(hex));

Deno.test("Elements reads numbers of any size with their sign", () => {
  const cases: [hex: string, value: number, unsigned: number][] = [
    ["52fe", -2, 254],
    ["5300fe", 254, 254],
    ["54ff8001", -32_767, 0xff8001],
    ["55ffffffff", -1, 0xffffffff],
    ["56000a472d14", 172_436_756, 172_436_756],
    ["59fffffffffffffff6", -10, NaN],
    ["590000000f6eec9101", 66_285_506_817, 66_285_506_817],
    ["621b", 27, 27],
    ["65ffffffff", 4_294_967_295, 4_294_967_295],
    ["69001fffffffffffff", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ["690020000000000001", NaN, NaN],
  ];
  for (const [hex, value, unsigned] of cases) {
    const elements = ofHex(hex);
    assert.ok(elements.next(), hex);
    assert.deepEqual([elements.number(), elements.unsigned()], [value, unsigned], hex);
    assert.equal(elements.at, elements.to, hex);
  }
});

Deno.test("Elements takes lengths of several bytes", () => {
  const octets = over(new SmlWriter().octets(new Uint8Array(48)).bytes());
  assert.ok(octets.next());
  assert.deepEqual([octets.type, octets.start, octets.length], [OCTETS, 2, 48]);
  const list = ofHex("f10e" + "01".repeat(30));
  assert.ok(list.next());
  assert.deepEqual([list.type, list.length, list.at], [LIST, 30, 2]);
});

Deno.test("Elements tells octets, numbers, lists, what is left out and the end apart", () => {
  const elements = ofHex("0241" + "01" + "5201" + "6201" + "7101" + "4201" + "00");
  const seen = Array.from({ length: 8 }, () => {
    assert.ok(elements.next());
    return [elements.type, elements.length, elements.isEnd, elements.isNumber];
  });
  assert.deepEqual(seen, [
    [OCTETS, 1, false, false],
    [OCTETS, 0, false, false],
    [INTEGER, 1, false, true],
    [UNSIGNED, 1, false, true],
    [LIST, 1, false, false],
    [OCTETS, 0, false, false],
    [0x40, 1, false, false],
    [OCTETS, 0, true, false],
  ]);
  assert.equal(elements.next(), false);
});

Deno.test("Elements.skip() passes over all that a list holds", () => {
  const elements = ofHex("72" + "7262016201" + "7101" + "6205");
  assert.ok(elements.skip());
  assert.ok(elements.next());
  assert.equal(elements.number(), 5);
});

Deno.test("Elements refuses what runs beyond its end", () => {
  for (const hex of ["", "53ff", "72", "7901", "81", "8f8f8f8f0f", "f10e01", "60"]) {
    assert.equal(ofHex(hex).next(), false, hex);
  }
  for (const hex of ["726262", "7100", "7262017300", "71".repeat(40)]) {
    assert.equal(ofHex(hex).skip(), false, hex);
  }
});

Deno.test("Elements.list() and octets() want what they say", () => {
  assert.ok(ofHex("720101").list(2));
  assert.equal(ofHex("720101").list(3), false);
  assert.equal(ofHex("6201").list(1), false);
  assert.ok(ofHex("0242").octets());
  assert.equal(ofHex("6201").octets(), false);
  assert.equal(ofHex("00").octets(), false);
});
