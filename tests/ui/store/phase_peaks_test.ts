/** The highest current of the last minute. */
import { deepEqual } from "node:assert/strict";
import { PhasePeaks } from "#ui/store/phase_peaks.ts";

Deno.test("PhasePeaks keeps the highest size of a minute and forgets older ones", () => {
  const peaks = new PhasePeaks();
  peaks.add(0, [9, -4, null]);
  peaks.add(30_000, [2, 1, null]);
  deepEqual(peaks.highest(), [9, 4, null]);
  peaks.add(61_000, [3, 1, null]);
  deepEqual(peaks.highest(), [3, 1, null]);
});

Deno.test("PhasePeaks is bounded however fast the meter speaks", () => {
  const peaks = new PhasePeaks();
  peaks.add(0, [99, null, null]);
  for (let at = 1; at <= 1000; at++) peaks.add(at, [1, null, null]);
  deepEqual(peaks.highest(), [1, null, null]);
});
