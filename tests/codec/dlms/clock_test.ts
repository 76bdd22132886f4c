import assert from "node:assert/strict";
import { type ClockRule, Clocks, timeMsOf } from "#codec/dlms/clock.ts";
import { cosemTime } from "#codec/encode/cosem_time.ts";
import { Zone } from "#model/zone.ts";

const OSLO = new Clocks(new Zone("Europe/Oslo"));
const HELSINKI = new Clocks(new Zone("Europe/Helsinki"));
const SUMMER = { year: 2025, month: 9, day: 9, hour: 14, minute: 11, second: 0 };
const WINTER = { year: 2026, month: 1, day: 5, hour: 13, minute: 0, second: 5 };

function read(
  clocks: Clocks,
  wall: typeof SUMMER,
  { rule, deviationMin = null }: { rule: ClockRule; deviationMin?: number | null },
): string {
  const bytes = cosemTime(wall, { hundredths: 0xff, deviationMin, status: 0xff });
  return clocks.iso(clocks.instantMs(bytes, 0, rule));
}

Deno.test("Clocks reads an unmarked clock by the rules of the zone", () => {
  assert.equal(read(OSLO, WINTER, { rule: "zone" }), "2026-01-05T12:00:05Z");
  assert.equal(read(OSLO, SUMMER, { rule: "zone" }), "2025-09-09T12:11:00Z");
  assert.equal(read(HELSINKI, SUMMER, { rule: "zone" }), "2025-09-09T11:11:00Z");
});

Deno.test("Clocks reads a Kamstrup clock as winter time all year, in any zone", () => {
  assert.equal(read(OSLO, SUMMER, { rule: "standard" }), "2025-09-09T13:11:00Z");
  assert.equal(read(HELSINKI, SUMMER, { rule: "standard" }), "2025-09-09T12:11:00Z");
});

Deno.test("Clocks honours a deviation, except Aidon's", () => {
  assert.equal(read(OSLO, SUMMER, { rule: "zone", deviationMin: -120 }), "2025-09-09T12:11:00Z");
  assert.equal(read(OSLO, SUMMER, { rule: "standard", deviationMin: 0 }), "2025-09-09T14:11:00Z");
  assert.equal(
    read(OSLO, SUMMER, { rule: "standardAlways", deviationMin: 0 }),
    "2025-09-09T13:11:00Z",
  );
});

Deno.test("Clocks takes filling for no deviation", () => {
  assert.equal(read(OSLO, WINTER, { rule: "zone", deviationMin: -1 }), "2026-01-05T12:00:05Z");
});

Deno.test("Clocks takes the earlier of two equal hours in autumn", () => {
  const wall = { year: 2025, month: 10, day: 26, hour: 2, minute: 30, second: 0 };
  assert.equal(read(OSLO, wall, { rule: "zone" }), "2025-10-26T00:30:00Z");
});

Deno.test("Clocks follows the change of the clocks from one second to the next", () => {
  const before = { year: 2026, month: 3, day: 29, hour: 1, minute: 59, second: 59 };
  assert.equal(read(OSLO, before, { rule: "zone" }), "2026-03-29T00:59:59Z");
  const after = { ...before, hour: 3, minute: 0, second: 0 };
  assert.equal(read(OSLO, after, { rule: "zone" }), "2026-03-29T01:00:00Z");
});

Deno.test("Clocks answers NaN for what is no time, and takes unknown seconds for 0", () => {
  const bad = [
    { ...WINTER, year: 0xffff },
    { ...WINTER, year: 1969 },
    { ...WINTER, month: 13 },
    { ...WINTER, day: 0 },
    { ...WINTER, hour: 255 },
    { ...WINTER, minute: 255 },
  ];
  for (const wall of bad) {
    const bytes = cosemTime({ ...wall, year: 2026 }, {
      hundredths: 0,
      deviationMin: null,
      status: 0,
    });
    bytes[0] = wall.year >> 8;
    bytes[1] = wall.year & 0xff;
    bytes[2] = wall.month;
    assert.ok(Number.isNaN(OSLO.instantMs(bytes, 0, "zone")), JSON.stringify(wall));
  }
  assert.equal(read(OSLO, { ...WINTER, second: 255 }, { rule: "zone" }), "2026-01-05T12:00:00Z");
});

Deno.test("Clocks.dayMs() answers NaN for a day that its month does not have", () => {
  assert.equal(OSLO.dayMs(2024, 2, 29), Date.UTC(2024, 1, 29));
  assert.equal(OSLO.dayMs(2025, 2, 29), NaN);
  assert.equal(OSLO.dayMs(2025, 4, 31), NaN);
});

Deno.test("Clocks.fromLocalMs() takes the summer flag of P1 for one hour more", () => {
  const localMs = Date.UTC(2026, 0, 5, 13);
  assert.equal(OSLO.iso(OSLO.fromLocalMs(localMs, "summer")), "2026-01-05T11:00:00Z");
});

Deno.test("timeMsOf() counts from midnight", () => {
  assert.equal(timeMsOf(23, 59, 59), 86_399_000);
  assert.ok(Number.isNaN(timeMsOf(24, 0, 0)));
});
