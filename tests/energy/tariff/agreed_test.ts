import assert from "node:assert/strict";
import { Zone } from "#model/zone.ts";
import { blockAt, blockPeaks } from "#energy/tariff/agreed.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { hourAt, hoursOf } from "#tests/support/hours.ts";

const zone = new Zone("Europe/Ljubljana");
const calendar = new LocalCalendar(zone, "SI");
const component = presetOf("si-blocks")!.components[0]!;

function block(local: string): number | null {
  assert.ok(component.kind === "agreed");
  const [year, month, day, hour] = local.split(/[-T]/).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return blockAt(
    zone.instantMs({ year, month, day, hour, minute: 0, second: 0 }),
    component,
    calendar,
  );
}

Deno.test("blockAt() Slovenia: season, day and hour make five blocks", () => {
  // Monday in January, Sunday, 8 February (holiday, a Sunday in 2026 but not in 2027).
  assert.deepEqual(["2026-01-05T08", "2026-01-05T15", "2026-01-05T23"].map(block), [1, 2, 3]);
  assert.deepEqual(["2026-01-04T08", "2026-01-04T15", "2026-01-04T23"].map(block), [2, 3, 4]);
  assert.deepEqual(["2027-02-08T08", "2027-02-08T23"].map(block), [2, 4]);
  assert.deepEqual(["2026-07-06T08", "2026-07-06T15", "2026-07-06T23"].map(block), [2, 3, 4]);
  assert.deepEqual(["2026-07-05T08", "2026-07-05T15", "2026-07-05T23"].map(block), [3, 4, 5]);
});

Deno.test("blockAt() Slovenia: every hour of a year has a block", () => {
  assert.ok(component.kind === "agreed");
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
    assert.notEqual(blockAt(at, component, calendar), null, new Date(at).toJSON());
  }
});

Deno.test("blockPeaks() says how much the agreed power is exceeded", () => {
  assert.ok(component.kind === "agreed");
  const quarters = hoursOf([[5, 8, 6], [5, 9, 4], [5, 23, 3]], { zone });
  const agreedKw = new Map([[1, 5], [3, 4]]);
  const found = blockPeaks(quarters, component, { calendar, agreedKw });
  assert.deepEqual(found.map(({ block, highest, excessKw }) => [block, highest?.kw, excessKw]), [
    [1, 6, 1],
    [2, undefined, null],
    [3, 3, 0],
    [4, undefined, null],
    [5, undefined, null],
  ]);
});

Deno.test("blockPeaks() does not charge what is only guessed", () => {
  assert.ok(component.kind === "agreed");
  const quarters = hourAt(Date.parse("2026-01-05T08:00Z"), 9, "interpolated");
  const peaks = blockPeaks(quarters, component, { calendar, agreedKw: new Map([[1, 5]]) });
  assert.deepEqual(peaks[0], { block: 1, highest: null, excessKw: 0 });
});
