import assert from "node:assert/strict";
import { Stretch } from "#actors/history/stretch.ts";

Deno.test("Stretch holds all spans that were added, and begins anew when it is taken", () => {
  const stretch = new Stretch();
  assert.equal(stretch.take(), null);
  stretch.add(5, 7);
  stretch.add(1, 2);
  assert.deepEqual(stretch.take(), { fromMs: 1, toMs: 7 });
  assert.equal(stretch.take(), null);
});
