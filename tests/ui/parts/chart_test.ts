/** The keyboard of a chart. */
import { deepEqual, equal } from "node:assert/strict";
import { nextIndex } from "#ui/parts/chart.tsx";

Deno.test("nextIndex() walks with arrows, jumps with Home and End, closes with Escape", () => {
  deepEqual(
    [
      nextIndex("ArrowRight", null, 5),
      nextIndex("ArrowLeft", null, 5),
      nextIndex("ArrowRight", 4, 5),
      nextIndex("ArrowLeft", 0, 5),
      nextIndex("Home", 3, 5),
      nextIndex("End", 3, 5),
      nextIndex("Escape", 3, 5),
    ],
    [0, 4, 4, 0, 0, 4, null],
  );
});

Deno.test("nextIndex() leaves other keys and empty charts alone", () => {
  equal(nextIndex("Tab", 1, 5), undefined);
  equal(nextIndex("Home", null, 0), undefined);
});
