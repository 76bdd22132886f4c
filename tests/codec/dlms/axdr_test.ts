import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { joinBytes } from "#codec/encode/bytes.ts";
import { Items } from "#codec/dlms/axdr.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

function itemsOf(bytes: ArrayLike<number>): Items {
  const items = new Items();
  assert.equal(items.read(joinBytes([bytes]), 0, bytes.length), null);
  return items;
}

function faultOf(hex: string): string | undefined {
  const bytes = Uint8Array.fromHex(hex);
  return new Items().read(bytes, 0, bytes.length)?.code;
}

Deno.test("Items.read() flattens nested data in the order of the wire", () => {
  const items = itemsOf(
    new AxdrWriter().array(2)
      .structure(3).obis("1-0:1.7.0").number("uint32", 4027).scalerUnit(0, 27)
      .structure(2).obis("0-0:96.1.0").visible("  73599\0\0").bytes(),
  );
  assert.equal(items.count, 10);
  assert.deepEqual([...items.types.slice(0, 10)], [1, 2, 9, 6, 2, 0x0f, 0x16, 2, 9, 0x0a]);
  assert.equal(items.number(3), 4027);
  assert.equal(items.text(9), "73599");
  assert.deepEqual([items.isCode(2), items.isCode(3), items.isCode(9)], [true, false, false]);
});

Deno.test("Items.number() reads every type of number exactly", () => {
  const numbers = [
    ["int8", -5],
    ["uint8", 250],
    ["int16", -30_000],
    ["uint16", 60_000],
    ["int32", -2_000_000_000],
    ["uint32", 4_000_000_000],
    ["uint64", Number.MAX_SAFE_INTEGER],
  ] as const;
  const writer = new AxdrWriter().structure(numbers.length);
  for (const [type, value] of numbers) writer.number(type, value);
  const items = itemsOf(writer.bytes());
  numbers.forEach(([type, value], at) => assert.equal(items.number(at + 1), value, type));
  assert.equal(itemsOf(Uint8Array.fromHex("14fffffffffffffffe")).number(0), -2);
  assert.equal(itemsOf(Uint8Array.fromHex("1740490fdb")).number(0), Math.fround(Math.PI));
  assert.equal(itemsOf(Uint8Array.fromHex("18400921fb54442d18")).number(0), Math.PI);
});

Deno.test("Items tells numbers from enums, booleans and texts", () => {
  const items = itemsOf(Uint8Array.fromHex("0204" + "1601" + "0301" + "0a0131" + "1101"));
  assert.deepEqual([1, 2, 3, 4].map((item) => items.isNumber(item)), [false, false, false, true]);
  assert.equal(items.text(4), "1");
  assert.equal(items.text(1), "");
});

Deno.test("Items.read() takes long lengths, null and padding", () => {
  const text = "x".repeat(200);
  const items = itemsOf(joinBytes([new AxdrWriter().visible(text).bytes(), [0, 0, 0]]));
  assert.equal(items.text(0), text);
  assert.equal(itemsOf(Uint8Array.fromHex("02020000")).count, 3);
});

Deno.test("Items.read() names what is wrong", () => {
  assert.equal(faultOf(""), "frame-truncated");
  assert.equal(faultOf("0202060000"), "frame-truncated");
  assert.equal(faultOf("0a05414243"), "frame-truncated");
  assert.equal(faultOf("0a84ffffffff"), "frame-truncated");
  assert.equal(faultOf("0a80"), "frame-truncated");
  assert.equal(faultOf("0201ee"), "apdu-type");
  assert.equal(faultOf("060000000001"), "apdu-type");
  assert.equal(faultOf("0182ffff"), "frame-truncated");
  assert.equal(faultOf("018203ff" + "0182ffff".repeat(3)), "frame-truncated");
});

Deno.test("Items.read() says where the list is wrong, what it expected and found", () => {
  const detailOf = (hex: string) => {
    const bytes = Uint8Array.fromHex(hex);
    const { offset, expected, found } = new Items().read(bytes, 0, bytes.length)?.detail ?? {};
    return [offset, expected, found];
  };
  assert.deepEqual(detailOf("0202" + "1101" + "ee"), [4, "a type of data", "EE"]);
  assert.deepEqual(detailOf("0202" + "0600000001" + "1212"), [8, "2 bytes", "1"]);
  assert.deepEqual(detailOf("0a05414243"), [2, "5 bytes", "3"]);
  assert.deepEqual(detailOf("1101" + "11"), [2, "its end", "1 bytes"]);
});

Deno.test("Items.read() passes over every type that no reading needs", () => {
  const odd = [
    "040a0fff", // bit string of ten bits
    "0481" + "90" + "00".repeat(18),
    "0d12",
    "1cff1dffff1effffffff1fff20ffff21ffffffff",
    "ff",
    "13" + "0202" + "1206" + "06" + "000100000002",
    "13" + "01000411" + "04" + "01020304",
    "19" + "07e80a0102130000ff800000" + "1a07e80a0102" + "1b13000000",
    "17" + "40490fdb" + "18" + "400921fb54442d18" + "1601" + "0301",
  ].join("");
  const items = itemsOf(Uint8Array.fromHex("0214" + odd + "0600000007"));
  assert.equal(items.number(items.count - 1), 7);
  assert.equal(items.count, 21);
});

Deno.test("Items.read() refuses bit strings and compact arrays that are cut off", () => {
  for (const hex of ["04", "0411ffff", "0484ffffffff00", "13", "1302", "1302021206", "130103"]) {
    assert.equal(faultOf(hex), "frame-truncated", hex);
  }
  assert.equal(faultOf("13" + "0202" + "1206" + "07" + "000100000002"), "frame-truncated");
});

Deno.test("Items.read() bounds the number of items", () => {
  const bytes = joinBytes([Uint8Array.fromHex("01820800"), new Uint8Array(2048)]);
  assert.equal(new Items().read(bytes, 0, bytes.length)?.code, "apdu-type");
});

Deno.test("Items.read() never throws, whatever the bytes", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const items = new Items();
  for (let count = 0; count < 20_000; count++) {
    const length = Math.floor(random() * 40);
    const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 32));
    const fault = items.read(bytes, 0, length);
    for (let item = 0; fault === null && item < items.count; item++) {
      assert.ok(items.starts[item]! <= length, `seed ${seed}`);
      items.text(item);
      items.number(item);
    }
  }
});
