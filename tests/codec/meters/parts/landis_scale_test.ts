import assert from "node:assert/strict";
import { landisScale } from "#codec/meters/parts/landis_scale.ts";

Deno.test("landisScale() takes volts for whole ones and large ones for tenths", () => {
  assert.deepEqual([234, 999, 2341].map((raw) => landisScale("voltage", raw)), [234, 999, 234.1]);
  assert.equal(landisScale("current", 49), 0.49);
  assert.equal(landisScale("energy", 49), 49);
});
