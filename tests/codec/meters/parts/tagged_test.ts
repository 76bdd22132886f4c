import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { Items } from "#codec/dlms/axdr.ts";
import { tagged } from "#codec/meters/parts/tagged.ts";
import { asSent } from "#codec/meters/parts/values.ts";
import { readingOf } from "#tests/support/readings_of.ts";

function itemsOf(writer: AxdrWriter): Items {
  const items = new Items();
  const bytes = writer.bytes();
  items.read(bytes, 0, bytes.length);
  return items;
}

Deno.test("tagged() recognises its list id with and without a code in front", () => {
  const layout = tagged({ id: "x", vendor: "unknown", listId: "AB", clock: "zone", scale: asSent });
  const bare = itemsOf(new AxdrWriter().structure(1).visible("ABC"));
  assert.equal(layout.recognises(bare, 1), true);
  assert.equal(layout.recognises(bare, -1), false);
  assert.equal(layout.recognises(itemsOf(new AxdrWriter().structure(1).visible("BAC")), 1), false);
});

Deno.test("readTagged() takes only whole codes with F = 255, and values of the right kind", () => {
  const reading = readingOf(
    new AxdrWriter().structure(13)
      .obis("0-0:96.1.0").null()
      .obis("1-0:1.7.0.254").number("uint32", 1)
      .octets([1, 0, 1, 7, 0]).number("uint32", 2)
      .obis("1-0:1.7.0").visible("3")
      .obis("1-0:2.7.0").null()
      .obis("1-0:3.7.0").number("uint32", 4)
      .obis("1-0:4.7.0"),
  );
  assert.equal(reading.importVar, 4);
  assert.equal("importW" in reading, false);
  assert.equal("exportW" in reading, false);
  assert.equal("meterId" in reading, false);
});

Deno.test("readTagged() takes what comes first and adds up the quadrants", () => {
  const reading = readingOf(
    new AxdrWriter().structure(10)
      .obis("1-0:1.7.0").number("uint32", 1)
      .obis("1-0:1.7.0").number("uint32", 2)
      .obis("1-0:5.8.0").number("uint32", 30)
      .obis("1-0:6.8.0").number("uint32", 12)
      .obis("1-0:8.8.0").number("uint32", 5),
  );
  assert.deepEqual([reading.importW, reading.importVarh, reading.exportVarh], [1, 42, 5]);
});

Deno.test("readTagged() refuses a scaler that no quantity has", () => {
  const writer = new AxdrWriter().structure(3)
    .obis("1-0:1.7.0").number("uint32", 1).scalerUnit(100, 27);
  assert.throws(() => readingOf(writer), { code: "reading-implausible" });
});
