import assert from "node:assert/strict";
import { AxdrWriter, type NumberType } from "#codec/encode/axdr.ts";
import { Fault } from "#model/fault.ts";

const numberHex = (type: NumberType, value: number) =>
  new AxdrWriter().number(type, value).bytes().toHex();

Deno.test("number() writes tag and bytes, the highest first", () => {
  assert.equal(numberHex("uint32", 0x01020304), "0601020304");
  assert.equal(numberHex("uint32", 0xffffffff), "06ffffffff");
  assert.equal(numberHex("uint16", 2330), "12091a");
  assert.equal(numberHex("uint8", 7), "1107");
  assert.equal(numberHex("enum", 27), "161b");
  assert.equal(numberHex("uint64", 2 ** 40 + 5), "150000010000000005");
});

Deno.test("number() writes negative numbers as two's complement", () => {
  assert.equal(numberHex("int8", -1), "0fff");
  assert.equal(numberHex("int16", -2), "10fffe");
  assert.equal(numberHex("int32", -0x8000_0000), "0580000000");
});

Deno.test("number() refuses what the type cannot hold", () => {
  assert.throws(() => numberHex("uint16", 65_536), Fault);
  assert.throws(() => numberHex("uint32", -1), Fault);
  assert.throws(() => numberHex("int8", 1.5), Fault);
});

Deno.test("obis() writes six groups and fills in F = 255", () => {
  assert.equal(new AxdrWriter().obis("1-0:1.7.0").bytes().toHex(), "0906" + "0100010700ff");
  assert.equal(new AxdrWriter().obis("1-1:0.2.129.1").bytes().toHex(), "0906" + "010100028101");
});

Deno.test("strings, arrays and structures carry their length, long ones in several bytes", () => {
  assert.equal(new AxdrWriter().visible("6534").bytes().toHex(), "0a0436353334");
  assert.equal(
    new AxdrWriter().array(1).structure(2).null().bytes().toHex(),
    "0101" + "0202" + "00",
  );
  const lengthHex = (count: number) =>
    new AxdrWriter().octets(new Uint8Array(count)).bytes().subarray(0, 4).toHex();
  assert.equal(lengthHex(127), "097f0000");
  assert.equal(lengthHex(128), "09818000");
  assert.equal(lengthHex(300), "0982012c");
});

Deno.test("scalerUnit() writes the structure that follows a value", () => {
  assert.equal(new AxdrWriter().scalerUnit(-1, 35).bytes().toHex(), "02020fff1623");
});
