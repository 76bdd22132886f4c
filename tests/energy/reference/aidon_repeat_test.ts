/**
 * The capture of an Aidon meter that sent the list of 16:00 again instead of that of 17:00, once
 * with the power in between and once without: no hour is doubled, and the repaired ones are marked.
 */
import assert from "node:assert/strict";
import { linesOf } from "#tests/support/readings_of.ts";
import { caseBytes, corpusCases } from "#tests/corpus/corpus.ts";
import type { DecodedReading, Reading } from "#model/reading.ts";
import { IntervalRules, newIntervalState } from "#energy/intervals.ts";
import { entryOf } from "#tests/support/readings.ts";
import { QuarterShelf } from "#tests/support/quarter_shelf.ts";

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.UTC(2025, 11, 14, 15);

const golden = corpusCases().find(({ file }) => file.endsWith("frames-aidon-same-list3.hex"));
const lists = golden === undefined ? [] : linesOf([caseBytes(golden)]).readings;

/** The hours from 15:00 to 18:00 UTC, and the qualities of their quarters. */
function hoursOf(powers: readonly number[]): { wh: number[]; qualities: string[][] } {
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
  const take = (reading: DecodedReading, receivedAtMs: number) =>
    rules.take(entryOf({ ...reading, receivedAtMs } as Reading));
  lists.forEach((list, hour) => {
    const hourMs = FIRST_MS + hour * HOUR_MS;
    const importW = powers[hour] ?? powers[hour - 1];
    take(importW === undefined ? list : { ...list, importW }, hourMs + 10_000);
    if (powers[hour] === undefined) return;
    for (let second = 20; second <= 3600; second += 10) {
      take({ vendor: "aidon", listType: 1, importW: powers[hour] }, hourMs + second * 1000);
    }
  });
  const span = (hour: number): [number, number] => [
    FIRST_MS + hour * HOUR_MS,
    FIRST_MS + (hour + 1) * HOUR_MS,
  ];
  return {
    wh: [0, 1, 2].map((hour) => shelf.imports(...span(hour)).reduce((sum, wh) => sum + wh, 0)),
    qualities: [0, 1, 2].map((hour) => [...new Set(shelf.qualities(...span(hour)))]),
  };
}

Deno.test({
  name: "a repeated Aidon list shares its two hours by the power in between",
  ignore: golden === undefined,
  fn() {
    assert.equal(lists.length, 4);
    const { wh, qualities } = hoursOf([1770, 6000, 2000]);
    assert.deepEqual([wh[0], wh[1]! + wh[2]!], [1770, 8050]);
    assert.ok(Math.abs(wh[1]! - 8050 * 6 / 8) <= 15, String(wh));
    assert.deepEqual(qualities, [["scaled"], ["scaled"], ["scaled"]]);
  },
});

Deno.test({
  name: "a repeated Aidon list without power gives two even hours that count for no peak",
  ignore: golden === undefined,
  fn() {
    const { wh, qualities } = hoursOf([]);
    assert.deepEqual(wh, [1770, 4026, 4024]);
    assert.deepEqual(qualities.slice(1), [["interpolated"], ["interpolated"]]);
  },
});
