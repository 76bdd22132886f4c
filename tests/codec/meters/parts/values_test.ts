import assert from "node:assert/strict";
import { Items } from "#codec/dlms/axdr.ts";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { isClock, isScaler } from "#codec/meters/parts/values.ts";

function itemsOf(writer: AxdrWriter): Items {
  const items = new Items();
  const bytes = writer.bytes();
  items.read(bytes, 0, bytes.length);
  return items;
}

Deno.test("isClock() wants 12 bytes that are a date and a time", () => {
  const time = [0x07, 0xea, 1, 5, 1, 13, 0, 0, 0, 0x80, 0, 0];
  const items = itemsOf(
    new AxdrWriter().structure(6).octets(time).octets(latin1Bytes("178210128502"))
      .octets(time.with(2, 0xff)).octets(time.with(5, 24)).octets(time.slice(1))
      .octets([0x07, 0xb1, ...time.slice(2)]),
  );
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((item) => isClock(items, item)),
    [true, false, false, false, false, false],
  );
});

Deno.test("isScaler() wants an exponent and a unit", () => {
  const items = itemsOf(
    new AxdrWriter().structure(3).scalerUnit(-1, 35).structure(2).number("int8", 1).number(
      "int8",
      1,
    )
      .structure(1).number("int8", 0),
  );
  assert.deepEqual([1, 4, 7].map((item) => isScaler(items, item)), [true, false, false]);
});
