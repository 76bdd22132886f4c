import assert from "node:assert/strict";
import { isUpstreamBackup, readUpstreamHistory } from "#codec/import/upstream.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");
const READ_S = Date.parse("2026-03-15T10:00:08Z") / 1000;
const slots = (count: number, of: (slot: number) => number) =>
  Array.from({ length: count }, (_, slot) => of(slot)).join(" ");
const dayplot = `dayplot 6 ${READ_S} 12345.678 1 ${slots(24, (hour) => 1000 + hour)}` +
  ` 10.000 ${slots(24, (hour) => hour === 12 ? 500 : 0)}`;
const monthplot = `monthplot 7 ${READ_S} 12345.678 1 ${slots(31, (day) => 20_000 + day + 1)}`;

function read(text: string) {
  return readUpstreamHistory(text, zone).spans.map(({ fromMs, toMs, importWh, exportWh }) => ({
    from: new Date(fromMs).toISOString().slice(0, 13),
    hours: (toMs - fromMs) / 3_600_000,
    importWh,
    exportWh,
  }));
}

Deno.test("readUpstreamHistory() dayplot: the last 24 hours by UTC hour", () => {
  const spans = read(`amsconfig\nversion 2.5\n${dayplot}\n`);
  assert.equal(spans.length, 24);
  assert.deepEqual(spans[0], { from: "2026-03-14T10", hours: 1, importWh: 1010, exportWh: 0 });
  assert.deepEqual(spans[2], { from: "2026-03-14T12", hours: 1, importWh: 1012, exportWh: 500 });
  assert.deepEqual(spans.at(-1), { from: "2026-03-15T09", hours: 1, importWh: 1009, exportWh: 0 });
});

Deno.test("readUpstreamHistory() monthplot: local days, those with hours left out", () => {
  const spans = read(`${dayplot}\n${monthplot}\n`);
  const days = spans.filter(({ hours }) => hours > 1);
  assert.deepEqual(days.at(-1), {
    from: "2026-03-12T23",
    hours: 24,
    importWh: 20_013,
    exportWh: null,
  });
  // February has no 29th to 31st: the slots of January are the newest of that name.
  assert.equal(days.length, 30);
  assert.equal(days[0]?.from, "2026-01-28T23");
});

Deno.test("readUpstreamHistory() old versions have no accuracy, zeros are empty slots", () => {
  const old = `dayplot 4 ${READ_S} 12345 ${slots(24, (hour) => hour === 9 ? 700 : 0)}`;
  assert.deepEqual(read(old), [
    { from: "2026-03-15T09", hours: 1, importWh: 700, exportWh: null },
  ]);
});

Deno.test("readUpstreamHistory() names a line that is cut off", () => {
  const { spans, rejected } = readUpstreamHistory("amsconfig\ndayplot 6 1700000000 1 1 2 3", zone);
  assert.deepEqual([spans.length, rejected[0]?.line], [0, 2]);
});

Deno.test("isUpstreamBackup() knows the file by its lines", () => {
  assert.ok(isUpstreamBackup("amsconfig\nversion 1"));
  assert.ok(isUpstreamBackup(dayplot));
  assert.ok(!isUpstreamBackup("tid;kWh\n"));
});
