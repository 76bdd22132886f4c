import assert from "node:assert/strict";
import { instantOf, LocalTimes } from "#codec/import/local_times.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");

Deno.test("LocalTimes.instantMs() gives every quarter of the repeated hour its own instant", () => {
  const times = new LocalTimes(zone);
  const walls = [0, 15, 30, 45, 0, 15, 30, 45].map((minute) => Date.UTC(2026, 9, 25, 2, minute));
  const instants = walls.map((wallMs) => times.instantMs({ kind: "local", wallMs }));
  const startMs = Date.UTC(2026, 9, 25, 0);
  assert.deepEqual(instants, walls.map((_, at) => startMs + at * 900_000));
});

Deno.test("instantOf() of a wall clock in summer", () => {
  assert.equal(instantOf(Date.UTC(2026, 6, 1, 12), zone), Date.UTC(2026, 6, 1, 10));
});
