import assert from "node:assert/strict";
import { Clocks } from "#codec/dlms/clock.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { ClockMemory, P1Clock } from "#codec/p1/clock.ts";
import { Zone } from "#model/zone.ts";

const clocks = new Clocks(new Zone("Europe/Oslo"));
const textOf = (text: string) => ({
  bytes: latin1Bytes(`(${text})`),
  from: 1,
  to: text.length + 1,
});
const read = (text: string, clock = new P1Clock()) => {
  const atMs = clock.instantMs(textOf(text), clocks);
  return Number.isNaN(atMs) ? null : clocks.iso(atMs);
};

Deno.test("P1Clock honours the season flag, in either season", () => {
  assert.equal(read("240407122854S"), "2024-04-07T10:28:54Z");
  assert.equal(read("231221124233W"), "2023-12-21T11:42:33Z");
  assert.equal(read("240407122854W"), "2024-04-07T11:28:54Z");
});

Deno.test("P1Clock tells the two hours of autumn apart by their flag", () => {
  assert.equal(read("241027023000S"), "2024-10-27T00:30:00Z");
  assert.equal(read("241027023000W"), "2024-10-27T01:30:00Z");
  assert.equal(read("241027023000"), "2024-10-27T00:30:00Z");
});

Deno.test("P1Clock reads the long forms by the rules of the zone", () => {
  assert.equal(read("20240111 09:35:00"), "2024-01-11T08:35:00Z");
  assert.equal(read("2024-07-11 09:35:00"), "2024-07-11T07:35:00Z");
});

Deno.test("P1Clock takes an unset date and other texts for none", () => {
  for (const text of ["632525252525W", "", "2404071228S", "not a clock", "240407122854123"]) {
    assert.equal(read(text), null, text);
  }
});

Deno.test("P1Clock believes the zone once a flag was wrong on two days, also for sub-meters", () => {
  const clock = new P1Clock();
  assert.equal(read("260210120000S", clock), "2026-02-10T10:00:00Z");
  assert.equal(read("260211120000S", clock), "2026-02-11T11:00:00Z");
  const memory = new ClockMemory();
  clock.recall(textOf("260211115500S"), clocks, memory);
  assert.equal(memory.iso, "2026-02-11T10:55:00Z");
});

Deno.test("P1Clock.recall() brings a memory up to date, and empties it", () => {
  const clock = new P1Clock();
  const memory = new ClockMemory();
  const recall = (text: string) => clock.recall(textOf(text), clocks, memory);
  assert.equal(recall("240407120000S"), true);
  assert.equal(memory.iso, "2024-04-07T10:00:00Z");
  assert.equal(recall("240407120000S"), true);
  assert.equal(recall("240407120000W"), true);
  assert.equal(memory.iso, "2024-04-07T11:00:00Z");
  assert.equal(recall("20240407 12:00:00"), true);
  assert.equal(memory.iso, "2024-04-07T10:00:00Z");
  assert.equal(recall("632525252525W"), false);
  assert.equal(memory.iso, "");
  assert.equal(recall(""), false);
});
