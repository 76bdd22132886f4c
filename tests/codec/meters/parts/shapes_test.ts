import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { Items, UINT16 } from "#codec/dlms/axdr.ts";
import { Clocks } from "#codec/dlms/clock.ts";
import { numbersIn, unused } from "#codec/meters/parts/places.ts";
import { Row } from "#codec/meters/parts/shapes.ts";
import { Draft } from "#codec/reading/draft.ts";
import { FIELD, SUM } from "#codec/reading/fields.ts";
import { Zone } from "#model/zone.ts";

const numbers = numbersIn({ voltage: 10, powerFactor: 1000 });
const row = new Row([...numbers("1.7.0 1.8.1"), unused(UINT16), ...numbers("32.7.0", UINT16)]);

function itemsOf(writer: AxdrWriter): Items {
  const items = new Items();
  const bytes = writer.bytes();
  assert.equal(items.read(bytes, 0, bytes.length), null);
  return items;
}

function taken(places: Row, items: Items): Draft {
  const draft = new Draft();
  places.take(items, 1, { draft, clocks: new Clocks(new Zone("Europe/Oslo")) });
  return draft;
}

const list = (volts: "uint16" | "uint32") =>
  itemsOf(
    new AxdrWriter().structure(4).number("uint32", 7).number("uint32", 40).number("uint16", 1)
      .number(volts, 2301),
  );

Deno.test("Row takes numbers with their divisor, into field and sum, and nothing of the rest", () => {
  const items = list("uint16");
  assert.equal(row.fits(items, 1), true);
  const draft = taken(row, items);
  assert.equal(draft.get(FIELD.importW), 7);
  assert.equal(draft.get(FIELD.importWhT1), 40);
  assert.equal(draft.sum(SUM.importWhTariffs), 40);
  assert.equal(draft.get(FIELD.l1V), 230.1);
  assert.equal(draft.count, 3);
});

Deno.test("Row fits no number of another type, and no text where a number stands", () => {
  assert.equal(row.fits(list("uint32"), 1), false);
  const text = new AxdrWriter().structure(1).visible("7");
  assert.equal(new Row(numbers("1.7.0")).fits(itemsOf(text), 1), false);
});

Deno.test("Row passes power factors by that are none", () => {
  const factor = new Row(numbers("13.7.0"));
  const of = (raw: number) =>
    taken(factor, itemsOf(new AxdrWriter().structure(1).number("uint16", raw)));
  assert.equal(of(980).get(FIELD.powerFactor), 0.98);
  assert.equal(of(1001).has(FIELD.powerFactor), false);
});
