import assert from "node:assert/strict";
import type { TemperaturePoint, TemperatureReading } from "#model/temperature.ts";
import { Zone } from "#model/zone.ts";
import { FIVE_MINUTES_MS, groupTemperatures, TemperatureMeans } from "#energy/temperature.ts";
import { NINE_MS } from "#tests/support/readings.ts";

const said = (id: string, valueC: number | null, atMs: number): TemperatureReading => {
  return { id, name: "", kind: "probe", valueC, atMs };
};

/** Feeds one round of readings every 15 s; answers all points that closed. */
function rounds(list: readonly (readonly TemperatureReading[])[]): TemperaturePoint[] {
  const means = new TemperatureMeans();
  return list.flatMap((readings, nth) => means.take(readings, NINE_MS + nth * 15_000));
}

Deno.test("TemperatureMeans closes five minutes with mean and extremes of each sensor", () => {
  const list = Array.from({ length: 21 }, (_, nth) => {
    const atMs = NINE_MS + nth * 15_000;
    return [said("A", nth, atMs), said("B", -4.1, atMs)];
  });
  assert.deepEqual(rounds(list), [
    { atMs: NINE_MS, sensor: "A", meanC: 9.5, minC: 0, maxC: 19 },
    { atMs: NINE_MS, sensor: "B", meanC: -4.1, minC: -4.1, maxC: -4.1 },
  ]);
});

Deno.test("TemperatureMeans counts a value that is held once, and says null without any", () => {
  const list = Array.from({ length: 21 }, (_, nth) => [
    said("held", nth === 0 ? 10 : 20, NINE_MS + Math.min(nth, 1) * 15_000),
    said("old", 30, NINE_MS - 1),
    said("gone", null, NINE_MS + nth * 15_000),
  ]);
  assert.deepEqual(rounds(list).map(({ sensor, meanC }) => [sensor, meanC]), [
    ["held", 15],
    ["old", null],
    ["gone", null],
  ]);
});

Deno.test("TemperatureMeans forgets a sensor that is named no more, and makes nothing of nothing", () => {
  const means = new TemperatureMeans();
  const at = (nth: number) => NINE_MS + nth * FIVE_MINUTES_MS;
  assert.deepEqual(means.take([], at(0)), []);
  assert.deepEqual(means.take([said("A", 1, at(1))], at(1)), []);
  assert.equal(means.take([], at(2)).length, 1);
  assert.deepEqual(means.take([], at(3)), []);
});

Deno.test("TemperatureMeans goes on when the clock steps back", () => {
  const means = new TemperatureMeans();
  means.take([said("A", 1, NINE_MS)], NINE_MS);
  const earlierMs = NINE_MS - 7_200_000;
  assert.equal(means.take([said("A", 2, earlierMs)], earlierMs)[0]?.meanC, 1);
  assert.equal(means.take([], NINE_MS)[0]?.atMs, earlierMs);
});

Deno.test("groupTemperatures() makes hours of five minutes and leaves out what is not known", () => {
  const point = (nth: number, sensor: string, meanC: number | null): TemperaturePoint => {
    const atMs = NINE_MS + nth * FIVE_MINUTES_MS;
    const range = meanC === null ? [null, null] : [meanC - 1, meanC + 2];
    return { atMs, sensor, meanC, minC: range[0]!, maxC: range[1]! };
  };
  const points = [point(0, "A", 10), point(1, "A", null), point(2, "A", 20), point(12, "A", 5)];
  assert.deepEqual(groupTemperatures([...points, point(3, "B", null)], "hour", new Zone("UTC")), [
    { atMs: NINE_MS, sensor: "A", meanC: 15, minC: 9, maxC: 22 },
    { atMs: NINE_MS + 3_600_000, sensor: "A", meanC: 5, minC: 4, maxC: 7 },
    { atMs: NINE_MS, sensor: "B", meanC: null, minC: null, maxC: null },
  ]);
});
