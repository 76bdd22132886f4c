import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { dataNotification } from "#codec/encode/data_notification.ts";
import { decodeApdu } from "#codec/line_decoder.ts";
import { Items } from "#codec/dlms/axdr.ts";
import { LAYOUTS } from "#codec/meters/mod.ts";
import { layoutOf } from "#codec/meters/parts/choose.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

const JULY = cosemTime(
  { year: 2026, month: 7, day: 6, hour: 13, minute: 0, second: 0 },
  { hundredths: 0, deviationMin: null, status: 0x80 },
);

Deno.test("layoutOf() finds no layout where none fits", () => {
  const items = new Items();
  const bytes = new AxdrWriter().structure(2).null().null().bytes();
  items.read(bytes, 0, bytes.length);
  assert.equal(layoutOf(items), null);
});

Deno.test("readList() knows a list by an id that stands behind other values", () => {
  const list = new AxdrWriter().structure(6)
    .obis("1-1:1.7.0").number("uint32", 7)
    .obis("1-1:31.7.0").number("uint32", 189)
    .obis("1-1:0.2.129").visible("Kamstrup_V0001");
  const header = { invokeId: [0, 0, 0, 0], time: JULY, timePrefix: [0x0c] } as const;
  const outcome = decodeApdu(dataNotification(list.bytes(), header), meterOptions());
  assert.ok(outcome.ok);
  const { vendor, listId, l1A, importW, apduTime } = outcome.value;
  assert.deepEqual([vendor, listId, l1A, importW], ["kamstrup", "Kamstrup_V0001", 1.89, 7]);
  // Kamstrup's clock is on winter time all year.
  assert.equal(apduTime, "2026-07-06T12:00:00Z");
});

Deno.test("LAYOUTS have ids of their own", () => {
  assert.equal(new Set(LAYOUTS.map(({ id }) => id)).size, LAYOUTS.length);
});
