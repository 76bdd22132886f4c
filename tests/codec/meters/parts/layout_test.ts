import assert from "node:assert/strict";
import { Items } from "#codec/dlms/axdr.ts";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { listIdItem } from "#codec/meters/parts/layout.ts";

function found(writer: AxdrWriter): number {
  const items = new Items();
  const bytes = writer.bytes();
  items.read(bytes, 0, bytes.length);
  return listIdItem(items);
}

Deno.test("listIdItem() finds the first text that is neither code nor clock", () => {
  const time = [0x07, 0xea, 1, 5, 1, 13, 0, 0, 0, 0x80, 0, 0];
  assert.equal(found(new AxdrWriter().structure(1).visible("A")), 1);
  assert.equal(found(new AxdrWriter().structure(2).obis("1-1:0.2.129").visible("A")), 2);
  assert.equal(found(new AxdrWriter().structure(2).octets(time).visible("A")), 2);
  assert.equal(found(new AxdrWriter().structure(1).number("uint8", 1)), -1);
});
