import assert from "node:assert/strict";
import { Zone } from "#model/zone.ts";
import { localSpans } from "#energy/local_spans.ts";

const STEP_MS = 900_000;

Deno.test("localSpans() names the spans of the calendar for instants in any order", () => {
  for (const name of ["Europe/Oslo", "Asia/Kathmandu", "Africa/Casablanca"]) {
    const zone = new Zone(name);
    const fromMs = Date.UTC(2026, 9, 23);
    const instants = Array.from({ length: 5 * 96 }, (_, nth) => fromMs + nth * STEP_MS);
    for (const step of ["hour", "day", "month"] as const) {
      const startOfMs = localSpans(step, zone);
      for (const atMs of [...instants, ...instants.toReversed()]) {
        assert.equal(startOfMs(atMs), zone.startOfMs(step, atMs), `${name} ${step} ${atMs}`);
      }
    }
  }
});
