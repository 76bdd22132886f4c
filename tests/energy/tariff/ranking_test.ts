/** Goldens of chapter 20 §13.2. */
import assert from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import type { PeakComponent } from "#model/tariff.ts";
import { Zone } from "#model/zone.ts";
import { LocalCalendar } from "#energy/tariff/local_calendar.ts";
import { combined, rank } from "#energy/tariff/ranking.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";
import { hourAt, type HourRow, hoursOf } from "#tests/support/hours.ts";

const zone = new Zone("Europe/Oslo");
const calendar = new LocalCalendar(zone, "NO");

function component(id: string): PeakComponent {
  const found = presetOf(id)?.components[0];
  assert.ok(found?.kind === "peaks");
  return found;
}

const norway = component("no-standard");

function ranked(quarters: readonly EnergyPoint[], rules = norway) {
  const { counted, possible } = rank(quarters, rules, calendar);
  const labels = counted.map(({ atMs, kw }) => {
    const { day, hour } = zone.wallClock(atMs);
    return `${day}/${hour} ${kw}`;
  });
  return { labels, meanKw: combined(counted, rules), possible, counted };
}

const P1: HourRow[] = [[7, 18, 7.81], [16, 8, 7.92], [16, 12, 4], [20, 19, 7.67]];
const P4: HourRow[] = [[1, 8, 5], [2, 9, 6], [3, 10, 7], [4, 11, 8], [5, 12, 9], [6, 13, 6.5]];

Deno.test("rank() P1: the mean of the highest hours of three days", () => {
  const { labels, meanKw } = ranked(hoursOf(P1, { zone }));
  assert.deepEqual(labels, ["16/8 7.92", "7/18 7.81", "20/19 7.67"]);
  assert.equal(meanKw?.toFixed(4), "7.8000");
});

Deno.test("rank() P2: one peak a day, and the mean of those there are", () => {
  const rows: HourRow[] = [[3, 7, 4.1], [3, 8, 5.3], [3, 9, 5.29], [4, 20, 6]];
  const { labels, meanKw } = ranked(hoursOf(rows, { zone }));
  assert.deepEqual(labels, ["4/20 6", "3/8 5.3"]);
  assert.equal(meanKw, 5.65);
});

Deno.test("rank() P3, P6: nothing is rounded or cut", () => {
  assert.equal(ranked(hoursOf([[1, 0, 2.345]], { zone })).meanKw, 2.345);
  const rows: HourRow[] = [[1, 1, 7.81], [2, 1, 7.8], [3, 1, 7.8]];
  assert.equal(ranked(hoursOf(rows, { zone })).meanKw?.toFixed(4), "7.8033");
});

Deno.test("rank() P4, P5: a higher day takes a place with its own hour; an equal one does not", () => {
  assert.deepEqual(ranked(hoursOf(P4, { zone })).labels, ["5/12 9", "4/11 8", "3/10 7"]);
  const five = { ...norway, top: 5 };
  assert.ok(ranked(hoursOf(P4, { zone }), five).labels.includes("6/13 6.5"));
  const tie = P4.map((row): HourRow => row[0] === 6 ? [6, 13, 5] : row);
  assert.ok(ranked(hoursOf(tie, { zone }), five).labels.includes("1/8 5"));
});

Deno.test("rank() P7: one peak, or five", () => {
  const quarters = hoursOf(P4, { zone });
  assert.equal(ranked(quarters, { ...norway, top: 1 }).meanKw, 9);
  assert.equal(ranked(quarters, { ...norway, top: 5 }).meanKw?.toFixed(2), "7.30");
});

Deno.test("rank() P9: an hour belongs to the local day of its start", () => {
  const { labels } = ranked(hourAt(Date.parse("2023-09-15T21:00:00Z"), 4.49));
  assert.deepEqual(labels, ["15/23 4.49"]);
});

Deno.test("rank() P10: the repeated hour of autumn is two hours", () => {
  const quarters = [
    ...hourAt(Date.parse("2026-10-25T00:00:00Z"), 3),
    ...hourAt(Date.parse("2026-10-25T01:00:00Z"), 4),
  ];
  const { counted } = ranked(quarters);
  assert.deepEqual(counted.map(({ atMs, kw }) => [new Date(atMs).toJSON(), kw]), [
    ["2026-10-25T01:00:00.000Z", 4],
  ]);
});

Deno.test("rank() P12: interpolated hours are possible peaks, not counted ones", () => {
  const quarters = [8, 9].flatMap((hour) => hourAt(Date.UTC(2026, 0, 5, hour), 9, "interpolated"));
  const { counted, possible } = ranked(quarters);
  assert.deepEqual(counted, []);
  assert.deepEqual(possible.map(({ kw }) => kw), [9, 9]);
});

Deno.test("rank() P13: an edit changes the peaks", () => {
  const edited = P1.map((row): HourRow => row[0] === 16 && row[1] === 8 ? [16, 8, 3] : row);
  const { meanKw } = ranked(hoursOf(edited, { zone }));
  assert.equal(meanKw?.toFixed(4), "6.4933");
});

Deno.test("rank() P17: a quarter's energy is four times its power", () => {
  const [quarter] = hourAt(Date.UTC(2026, 0, 5, 8), 6);
  const { counted } = ranked([quarter!], component("be-flanders"));
  assert.equal(counted[0]?.kw, 6);
});

Deno.test("rank() P18: nights count half before they are ranked", () => {
  const rows: HourRow[] = [[2, 23, 8], [2, 18, 5], [9, 19, 6], [15, 2, 9.5], [15, 20, 4]];
  const { counted, meanKw } = ranked(hoursOf(rows, { zone }), component("se-ellevio"));
  assert.deepEqual(counted.map(({ weightedKw }) => weightedKw), [6, 5, 4.75]);
  assert.equal(meanKw, 5.25);
});

Deno.test("rank() P21: weekly peaks are weighted by the month of their Monday", () => {
  const january: HourRow[] = [[6, 8, 9], [13, 8, 8], [20, 8, 7.5], [27, 8, 7]];
  const quarters = [
    ...hoursOf(january, { zone, month: 1 }),
    ...hoursOf([[10, 8, 12]], { zone, month: 6 }),
  ];
  const { meanKw } = ranked(quarters, component("no-fjellnett"));
  assert.equal(meanKw?.toFixed(2), "6.90");
});

Deno.test("rank() leaves out what lies outside the windows: weekends, nights, holidays", () => {
  const rows: HourRow[] = [[1, 8, 9], [2, 6, 9], [2, 7, 3], [3, 8, 9]];
  const seom = component("se-seom");
  // New Year's Day is a holiday, 3 January 2026 a Saturday.
  const swedish = new LocalCalendar(zone, "SE");
  const { counted } = rank(hoursOf(rows, { zone }), seom, swedish);
  assert.deepEqual(counted.map(({ kw }) => kw), [3]);
});

Deno.test("rank() takes export off inside an interval where a tariff nets", () => {
  const quarters = hourAt(Date.UTC(2026, 0, 5, 8), 4).map((q) => ({ ...q, exportWh: 250 }));
  assert.equal(ranked(quarters, { ...norway, netting: "interval" }).meanKw, 3);
  assert.equal(ranked(quarters).meanKw, 4);
});

Deno.test("rank() an hour that was edited in part and guessed in part does not count", () => {
  const quarters = hourAt(Date.parse("2026-01-07T17:00Z"), 18, "interpolated");
  quarters[1] = { ...quarters[1]!, quality: "edited" };
  const { counted, possible } = ranked(quarters);
  assert.deepEqual([counted.length, possible.length], [0, 1]);
});
