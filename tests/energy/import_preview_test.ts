import { deepEqual } from "node:assert/strict";
import { meetingOf } from "#energy/import_preview.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import type { EnergyPoint, Quality } from "#model/energy.ts";
import { NINE_MS } from "#tests/support/readings.ts";

const point = (at: number, importWh: number, quality: Quality = "measured"): EnergyPoint => ({
  atMs: NINE_MS + at * QUARTER_MS,
  importWh,
  exportWh: 5,
  coverage: 1,
  quality,
  estimatedWh: 0,
});
const change = (at: number, importWh: number | null, exportWh: number | null) => {
  return { atMs: NINE_MS + at * QUARTER_MS, importWh, exportWh };
};

Deno.test("meetingOf() counts what is new and what is the same, and shows what differs", () => {
  const known = [point(0, 100), point(1, 200), point(2, 300), point(4, 9, "edited")];
  const empty = { ...point(5, 0), exportWh: 0, coverage: 0 };
  const changes = [
    change(0, 100, 5),
    change(1, null, 5),
    change(2, 300, 6),
    change(3, 1, 1),
    change(4, 8, null),
    change(5, 8, null),
  ];
  deepEqual(meetingOf(changes, [...known, empty], "keepBetter"), {
    fresh: 2,
    same: 2,
    conflicts: [
      { known: known[2], wanted: changes[2], isTaken: false },
      { known: known[3], wanted: changes[4], isTaken: true },
    ],
  });
});

Deno.test("meetingOf() takes what the policy takes", () => {
  const taken = (policy: "keep" | "replace" | "larger", importWh: number) =>
    meetingOf([change(0, importWh, null)], [point(0, 100)], policy).conflicts[0]?.isTaken;
  deepEqual([taken("keep", 101), taken("replace", 99), taken("larger", 99), taken("larger", 101)], [
    false,
    true,
    false,
    true,
  ]);
});
