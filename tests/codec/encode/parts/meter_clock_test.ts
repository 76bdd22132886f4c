import assert from "node:assert/strict";
import type { HouseholdState } from "#codec/encode/household_state.ts";
import { markedClock, standardClock, unmarkedClock } from "#codec/encode/parts/meter_clock.ts";
import { householdExample } from "#tests/support/household_example.ts";

const stateAt = (iso: string): HouseholdState => householdExample(0, Date.parse(iso));

Deno.test("standardClock() shows winter time in summer and is unmistakable", () => {
  const { wall, instant } = standardClock(stateAt("2026-07-04T10:00:00Z"));
  assert.equal(wall.hour, 11);
  assert.equal(instant, "2026-07-04T10:00:00Z");
});

Deno.test("unmarkedClock() shows summer time in summer", () => {
  const { wall, instant } = unmarkedClock(stateAt("2026-07-04T10:00:00.700Z"));
  assert.equal(wall.hour, 12);
  assert.equal(instant, "2026-07-04T10:00:00Z");
});

Deno.test("unmarkedClock() is taken for the first of the two repeated hours", () => {
  const first = unmarkedClock(stateAt("2026-10-25T00:30:00Z"));
  const second = unmarkedClock(stateAt("2026-10-25T01:30:00Z"));
  assert.deepEqual(first, second);
  assert.equal(first.instant, "2026-10-25T00:30:00Z");
});

Deno.test("markedClock() tells the repeated hours apart", () => {
  const first = markedClock(stateAt("2026-10-25T00:30:00Z"));
  const second = markedClock(stateAt("2026-10-25T01:30:00Z"));
  assert.deepEqual(first.wall, second.wall);
  assert.deepEqual([first.summer, first.offsetMin], [true, 120]);
  assert.deepEqual([second.summer, second.offsetMin], [false, 60]);
  assert.equal(second.instant, "2026-10-25T01:30:00Z");
});
