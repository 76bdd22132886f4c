import assert from "node:assert/strict";
import { profileWh } from "#actors/history/profile.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");
const WEEK_MS = 7 * 86_400_000;

Deno.test("profileWh() is the mean of the same weekday and hour of four weeks", () => {
  const quarterMs = Date.UTC(2026, 5, 17, 15, 45);
  const known = new Map([
    [quarterMs - WEEK_MS, 100],
    [quarterMs - 3 * WEEK_MS, 200],
    [quarterMs - 5 * WEEK_MS, 9_999],
  ]);
  assert.equal(profileWh({ zone, quarterMs }, (atMs) => known.get(atMs)), 150);
  assert.equal(profileWh({ zone, quarterMs }, () => undefined), null);
});

Deno.test("profileWh() keeps to the clock on the wall when the clocks change", () => {
  const quarterMs = Date.UTC(2026, 2, 30, 5);
  const asked: number[] = [];
  profileWh({ zone, quarterMs }, (atMs) => void asked.push(atMs));
  assert.deepEqual(asked.map((atMs) => zone.wallClock(atMs).hour), [7, 7, 7, 7]);
  assert.deepEqual(asked.map((atMs) => zone.wallClock(atMs).day), [23, 16, 9, 2]);
});
