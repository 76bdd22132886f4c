import assert from "node:assert/strict";
import { Clocks } from "#codec/dlms/clock.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { p1InstantMs } from "#codec/p1/clock.ts";
import { Zone } from "#model/zone.ts";

const clocks = new Clocks(new Zone("Europe/Oslo"));
const read = (text: string) => {
  const atMs = p1InstantMs(latin1Bytes(text), { from: 0, to: text.length, clocks });
  return Number.isNaN(atMs) ? null : clocks.iso(atMs);
};

Deno.test("p1InstantMs() honours the season flag, in either season", () => {
  assert.equal(read("240407122854S"), "2024-04-07T10:28:54Z");
  assert.equal(read("231221124233W"), "2023-12-21T11:42:33Z");
  assert.equal(read("240407122854W"), "2024-04-07T11:28:54Z");
});

Deno.test("p1InstantMs() reads the long forms by the rules of the zone", () => {
  assert.equal(read("20240111 09:35:00"), "2024-01-11T08:35:00Z");
  assert.equal(read("2024-07-11 09:35:00"), "2024-07-11T07:35:00Z");
});

Deno.test("p1InstantMs() takes an unset date and other texts for none", () => {
  for (const text of ["632525252525W", "", "2404071228S", "not a clock", "240407122854123"]) {
    assert.equal(read(text), null, text);
  }
});
