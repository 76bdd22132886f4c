import assert from "node:assert/strict";
import { unitName } from "#codec/dlms/unit_names.ts";

Deno.test("unitName() knows the units of chapter 10 §8.3, and nothing of no unit", () => {
  const names = [27, 29, 30, 32, 33, 35, 255, 0].map(unitName);
  assert.deepEqual(names, ["W", "var", "Wh", "varh", "A", "V", "", ""]);
});
